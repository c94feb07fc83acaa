#!/usr/bin/env bash
# Install the system packages the tests need: two browsers, Chinese fonts, npm, Java and Maven. On Debian as root it
# installs what is missing; elsewhere it says the one command to run, and the tests that need them are reported as skipped.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v google-chrome >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing+=(firefox-esr)
fc-list 2>/dev/null | grep -qiE 'noto.*cjk|wenquanyi' || missing+=(fonts-noto-cjk)
command -v npm >/dev/null || missing+=(npm)
command -v java >/dev/null || missing+=(default-jre-headless)
command -v mvn >/dev/null || missing+=(maven)
[ ${#missing[@]} -eq 0 ] && exit 0

if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq update
  apt-get -qq install -y --no-install-recommends "${missing[@]}" fontconfig >/dev/null
else
  echo "Missing for the tests: ${missing[*]}. On Debian or Ubuntu run: sudo apt-get install ${missing[*]}" >&2
fi

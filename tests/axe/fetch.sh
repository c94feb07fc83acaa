#!/usr/bin/env bash
# Fetch axe-core, which the tests of accessibility run in every page, into build/axe/: the version and the hash that
# package-lock.json holds. To renew it: npm install --package-lock-only --omit-lockfile-registry-resolved in this folder.
# Without npm it says so and the tests that need it are reported as skipped (in CI they fail).
set -euo pipefail
cd "$(dirname "$0")/../.."

home=build/axe
cmp -s tests/axe/package-lock.json $home/package-lock.json && [ -f $home/node_modules/axe-core/axe.min.js ] && exit 0
if ! command -v npm >/dev/null; then
  echo "Missing for the tests of accessibility: npm." >&2
  exit 0
fi
mkdir -p $home
cp tests/axe/package.json tests/axe/package-lock.json $home/
npm ci --prefix $home --silent --ignore-scripts --no-audit --no-fund

#!/usr/bin/env bash
# Build the wheel, install it in an empty environment beside nothing else of ours, and use it: proves that the data
# files (lexicons, queries, templates) are inside and that every dependency is declared.
set -euo pipefail

python=${1:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

.venv/bin/pip wheel -q --disable-pip-version-check --no-deps --no-build-isolation -w "$work" .
stray=$("$python" -m zipfile -l "$work"/yimai-*.whl | tail -n +2 | cut -d/ -f1 | cut -d' ' -f1 | sort -u | grep -vxE 'yimai\.py|cli|extract|graph|queries|viz|yimai-.*' || true)
[ -z "$stray" ] || { echo "the wheel holds what is not to be installed: $stray" >&2; exit 1; }
"$python" -m venv "$work/env"
"$work/env/bin/pip" install -q --disable-pip-version-check --require-hashes -r requirements.lock
"$work/env/bin/pip" install -q --disable-pip-version-check --no-deps "$work"/yimai-*.whl
cp -r examples "$work/examples"
cd "$work"
env/bin/yimai --help >/dev/null
env/bin/yimai build examples --store graph.yimai --out site 2>/dev/null
env/bin/yimai ask shared-instruments --format json | env/bin/python -c "import json, sys; assert json.load(sys.stdin)['rows']"
test -s site/index.html
test -s site/map.html
test -s site/proposals/001.html
echo "the wheel works in an empty environment"

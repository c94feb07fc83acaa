#!/usr/bin/env bash
# Fetch the real Neo4j of the tests: the artifacts that pom.xml names, from Maven's repository into build/neo4j/.
# The calendar release needs Java 25; where there is none it is left out, and so are the tests on it.
# Without Maven it says so and the tests that need the server are reported as skipped (in CI they fail).
set -euo pipefail
cd "$(dirname "$0")/../.."

pinned() { sed -n "s:.*<neo4j.$1>\(.*\)</neo4j.$1>.*:\1:p" tests/server/pom.xml; }
fetch() {
  local home=build/neo4j/$1
  [ -f "$home/fetched" ] && return
  mvn -q -B -f tests/server/pom.xml dependency:copy-dependencies -DincludeScope=runtime -Dneo4j.version="$1" \
    -DoutputDirectory="$PWD/$home/lib"
  touch "$home/fetched"
}

if ! command -v mvn >/dev/null; then
  echo "Missing for the tests against a real Neo4j: Maven and Java 17 or 21." >&2
  exit 0
fi
fetch "$(pinned version)"
if python3 tests/server/java.py 25 >/dev/null; then
  fetch "$(pinned current)"
fi

#!/usr/bin/env bash
# Fetch the real Neo4j of the tests: the artifacts that pom.xml names, from Maven's repository into build/neo4j/.
# Without Maven it says so and the tests that need the server are reported as skipped (in CI they fail).
set -euo pipefail
cd "$(dirname "$0")/../.."

version=$(sed -n 's:.*<neo4j.version>\(.*\)</neo4j.version>.*:\1:p' tests/server/pom.xml)
home=build/neo4j/$version
[ -f "$home/fetched" ] && exit 0
if ! command -v mvn >/dev/null; then
  echo "Missing for the tests against a real Neo4j: Maven and Java 17 or 21." >&2
  exit 0
fi
mvn -q -B -f tests/server/pom.xml dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$PWD/$home/lib"
touch "$home/fetched"

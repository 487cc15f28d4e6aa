#!/usr/bin/env bash
# The load's binary COPY against psql \copy of the same rows as text, into the same empty table of the same server, in alternated rounds.
#   etl-jobs/bench/copy.sh [ROUNDS] [TIMES]
# Rows are those of core.fact_event_participation of the demo, TIMES over (default 20: about two million).
# BENCH_HOME names a home folder to keep; one that has been loaded already is not loaded again. Needs psql.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
rounds=${1:-5} times=${2:-20}
command -v psql >/dev/null || { echo "psql is missing; install PostgreSQL's client" >&2; exit 1; }
bench_home
[ -d "$ORIENTIR_HOME/lake/fact" ] || orientir demo >/dev/null
serve
work=$ORIENTIR_HOME/tmp/bench-copy
rm -rf "$work"; mkdir -p "$work"
export PGPASSWORD; PGPASSWORD=$(cat "$ORIENTIR_HOME/secrets/warehouse-etl")
psql_url="postgresql://orientir_etl@${jdbc#jdbc:postgresql://}"
psql -qX "$psql_url" -c "\\copy (select * from core.fact_event_participation) to '$work/once.txt'"
for _ in $(seq "$times"); do cat "$work/once.txt"; done >"$work/rows.txt"

opens=$(sed -n 's/.*<jvm.opens>\(.*\)<\/jvm.opens>.*/\1/p' "$root/pom.xml")
# shellcheck disable=SC2086 # options are words of their own
java $opens -Xms512m -Xmx2g -XX:+UseParallelGC -XX:+PerfDisableSharedMem -Djava.io.tmpdir="$ORIENTIR_HOME/tmp" -Dorientir.home="$ORIENTIR_HOME" \
  -cp "$root/etl-jobs/command-line/target/orientir-etl.jar:$root/etl-jobs/command-line/target/lib/*" "$bench/CopyBench.java" \
  "$jdbc" "$psql_url" "$work" "$rounds"
rm -rf "$work"

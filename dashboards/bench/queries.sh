#!/usr/bin/env bash
# Times the question of every chart and every filter of the dashboards against a loaded sample of N towns: p50 and p95, the slowest first.
#   dashboards/bench/queries.sh [N] [SEED] [ROUNDS]
# A question has the filters that its dashboard puts on it when it is opened. No question is asked for longer than ten seconds in all.
# BENCH_HOME names a home folder to keep; one that has been loaded already is not loaded again.
source "$(dirname "${BASH_SOURCE[0]}")/../../etl-jobs/bench/common.sh"
towns=${1:-1} seed=${2:-1} rounds=${3:-20}
bench_home
mkdir -p "$ORIENTIR_HOME/tmp"
orientir --version
if [ ! -d "$ORIENTIR_HOME/lake/fact" ]; then
  sample=$ORIENTIR_HOME/bench-$towns
  [ -d "$sample/inbox" ] || orientir generate --scale "$towns" --seed "$seed" --out "$sample" >/dev/null 2>&1
  orientir nightly --inbox "$sample/inbox" >"$ORIENTIR_HOME/tmp/bench-night.log" 2>&1 || [ $? -eq 3 ]
fi
serve
echo "cores $(getconf _NPROCESSORS_ONLN), towns $(orientir sql --format csv 'select count(distinct territory_id) from mart.organization' | tail -n 1), rounds $rounds"
PGPASSWORD=$(cat "$ORIENTIR_HOME/secrets/warehouse-analyst") java -Xmx512m -Djava.io.tmpdir="$ORIENTIR_HOME/tmp" \
  -cp "$root/etl-jobs/command-line/target/orientir-etl.jar:$root/etl-jobs/command-line/target/lib/*" "$root/dashboards/bench/QueryBench.java" \
  "$jdbc" "$root/dashboards/superset" "$rounds"

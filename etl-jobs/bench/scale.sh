#!/usr/bin/env bash
# Generates N towns, loads them end to end into an embedded PostgreSQL of its own, and prints rows per second and peak memory of each step.
#   etl-jobs/bench/scale.sh [N] [SEED]
# BENCH_HOME names a home folder to keep; ORIENTIR_JAVA_OPTS goes to the JVM, such as -Xmx6g.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
towns=${1:-2} seed=${2:-1}
bench_home
orientir --version
echo "cores $(getconf _NPROCESSORS_ONLN), towns $towns, seed $seed"
began=$SECONDS
[ -d "$ORIENTIR_HOME/bench-$towns/inbox" ] || orientir generate --scale "$towns" --seed "$seed" --out "$ORIENTIR_HOME/bench-$towns" >/dev/null 2>&1
echo "generated in $((SECONDS - began)) s, $(du -sm "$ORIENTIR_HOME/bench-$towns/inbox" | cut -f1) MB, $(find "$ORIENTIR_HOME/bench-$towns/inbox" -type f | wc -l) files"

began=$SECONDS
log=$ORIENTIR_HOME/tmp/bench-night.log
mkdir -p "$ORIENTIR_HOME/tmp"
watched_night "$log" --inbox "$ORIENTIR_HOME/bench-$towns/inbox"
echo "loaded in $((SECONDS - began)) s, exit code $night_code, lake $(du -sm "$ORIENTIR_HOME/lake" | cut -f1) MB, warehouse $(du -sm "$ORIENTIR_HOME/postgres/data" | cut -f1) MB"
echo
tell_steps "$log"
[ "$night_code" -eq 0 ] || [ "$night_code" -eq 3 ]

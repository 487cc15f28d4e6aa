#!/usr/bin/env bash
# The demo at scale 1, once built, each time in an empty home: seconds from command to prompt, CPU seconds without
# those of PostgreSQL, seconds of each step.
#   etl-jobs/bench/demo.sh [ROUNDS]
# A fixed sum in awk is timed before each round: by it, rounds of a machine that is busy or not can be told from a program that is slow.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
rounds=${1:-3}
unset BENCH_HOME
orientir --version
echo "cores $(getconf _NPROCESSORS_ONLN)"
TIMEFORMAT='%R %U %S'
printf '%5s %8s %9s %9s %8s  %s\n' round 'demo, s' 'CPU, s' 'awk, s' demo/awk 'steps, s'
for round in $(seq "$rounds"); do
  bench_home
  mkdir -p "$ORIENTIR_HOME/tmp"
  yardstick=$({ time awk 'BEGIN { for (i = 0; i < 20000000; i++) sum += i }' >/dev/null; } 2>&1)
  taken=$({ time orientir demo >"$ORIENTIR_HOME/tmp/bench-demo.log" 2>&1; } 2>&1) || { cat "$ORIENTIR_HOME/tmp/bench-demo.log" >&2; exit 1; }
  steps=$(sed -n 's/^\[[0-9]*\/[0-9]*\] \([a-z]*\) *\([0-9.]*\) s .*/\1 \2/p' "$ORIENTIR_HOME/tmp/bench-demo.log" | paste -sd' ' -)
  echo "$round $taken ${yardstick%% *} $steps" |
    awk '{ printf "%5d %8.1f %9.1f %9.2f %8.0f ", $1, $2, $3 + $4, $5, $2 / $5; for (i = 6; i <= NF; i++) printf " %s", $i; print "" }'
  [ -z "${made_home:-}" ] || rm -rf "$made_home"
done

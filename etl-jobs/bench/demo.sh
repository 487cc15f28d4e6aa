#!/usr/bin/env bash
# The demo at scale 1, once built, each time in an empty home: seconds from command to prompt, CPU seconds of the program + those of its
# PostgreSQL, seconds of each step.
#   etl-jobs/bench/demo.sh [ROUNDS]
# A fixed sum in awk is timed before each round: by it, rounds of a machine that is busy or not can be told from a program that is slow.
# Linux only: measured.py reads /proc.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
rounds=${1:-3}
unset BENCH_HOME
orientir --version
echo "cores $(getconf _NPROCESSORS_ONLN)"
TIMEFORMAT='%R'
printf '%5s %8s %15s %9s %8s  %s\n' round 'demo, s' 'CPU, s' 'awk, s' demo/awk 'steps, s'
# The first is not counted: after it the launcher makes its archive of classes.
for round in - $(seq "$rounds"); do
  bench_home
  mkdir -p "$ORIENTIR_HOME/tmp"
  log=$ORIENTIR_HOME/tmp/bench-demo.log
  yardstick=$({ time awk 'BEGIN { for (i = 0; i < 20000000; i++) sum += i }' >/dev/null; } 2>&1)
  python3 "$bench/measured.py" "$root/orientir" demo >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
  steps=$(sed -n 's/^\[[0-9]*\/[0-9]*\] \([a-z]*\) *\([0-9.]*\) s .*/\1 \2/p' "$log" | paste -sd' ' -)
  echo "$(tail -n 1 "$log") $yardstick $steps" | awk -v round="$round" '
    { printf "%5s %8.1f %8.1f +%5.1f %9.2f %8.0f ", round, $1, $2, $3, $5, $1 / $5; for (i = 6; i <= NF; i++) printf " %s", $i; print "" }'
  rm -rf "$made_home"
done

#!/usr/bin/env bash
# Orientir against the script that an engineer would write instead (peer.py), on the same inbox, in alternated rounds.
#   etl-jobs/bench/peer.sh [TOWNS] [ROUNDS]
# Orientir starts in an empty home each time, the script in an empty schema. CPU seconds are those of the program + those of its PostgreSQL,
# the peak is the program's. PEER=script.py takes another script, started as: python script.py INBOX POSTGRES_URL. BENCH_HOME names a home
# folder to keep, with the sample and the Python packages. Linux only: measured.py reads /proc.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
towns=${1:-10} rounds=${2:-3}
bench_home
mkdir -p "$ORIENTIR_HOME/tmp"
orientir --version
sample=$(sample_of "$towns" 1)
python=$ORIENTIR_HOME/peer-python/bin/python
[ -x "$python" ] || python3 -m venv "$ORIENTIR_HOME/peer-python"
"$python" -m pip install -q --disable-pip-version-check duckdb==2.0.1 python-calamine==0.9.1 'psycopg[binary]==3.3.9'
serve
export PGPASSWORD; PGPASSWORD=$(cat "$ORIENTIR_HOME/secrets/warehouse-etl")
postmaster=$(head -n 1 "$ORIENTIR_HOME/postgres/data/postmaster.pid")

run_orientir() {
  local home; home=$(mktemp -d -p "$ORIENTIR_HOME/tmp")
  measured_night "$root" "$home" "$sample/inbox"
  rows=$(awk -F '  +' '/^total / { gsub(/[^0-9]/, "", $4); print $4 }' "$night_log")
  rm -rf "$home"
}
run_peer() {
  local log=$ORIENTIR_HOME/tmp/bench-peer.log
  python3 "$bench/measured.py" --server "$postmaster" \
    "$python" "${PEER:-$bench/peer.py}" "$sample/inbox" "postgresql://orientir_etl@${jdbc#jdbc:postgresql://}" >"$log" 2>&1 || { cat "$log" >&2; return 1; }
  peer=$(tail -n 1 "$log")
}

ratios=$ORIENTIR_HOME/tmp/bench-ratios
rm -f "$ratios"
echo "cores $(getconf _NPROCESSORS_ONLN), towns $towns, $(find "$sample/inbox" -type f | wc -l) files"
run_orientir                                               # not counted: after it the launcher makes its archive of classes
printf '      | %-46s | %-46s | %s\n' Orientir "$(basename "${PEER:-peer.py}")" 'Orientir / script'
columns=$(printf '%8s %15s %11s %9s' s 'CPU, s' 'ms a row' 'peak, MB')
printf '%5s |%s |%s |%6s %6s\n' round "$columns" "$columns" s CPU
for round in $(seq "$rounds"); do
  # Whoever comes second finds the files in memory.
  if [ $((round % 2)) = 1 ]; then run_orientir; run_peer; else run_peer; run_orientir; fi
  echo "$night $peer" | awk -v round="$round" -v rows="$rows" '
    { printf "%5d |%8.1f %8.1f +%5.1f %11.3f %9d |%8.1f %8.1f +%5.1f %11.3f %9d |%6.2f %6.2f\n", round, $1, $2, $3, 1000 * ($2 + $3) / rows, $4,
        $5, $6, $7, 1000 * ($6 + $7) / rows, $8, $1 / $5, ($2 + $3) / ($6 + $7) }'
  echo "$night $peer" | awk '{ print $1 / $5, ($2 + $3) / ($6 + $7) }' >>"$ratios"
done
printf '%d rows; Orientir takes %.2f times the time of the script, %.2f times its CPU (medians)\n' \
  "$rows" "$(median 1 <"$ratios")" "$(median 2 <"$ratios")"
rm "$ratios"

# shellcheck shell=bash disable=SC2034 # what the sourcing scripts read
# Sourced by the bench scripts: where things are, and a server to measure against.
set -euo pipefail
export LC_ALL=C.UTF-8
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$bench/../.." && pwd -P)
orientir() { "$root/orientir" "$@"; }

# A home folder of the bench, so that nothing measured mixes with a warehouse in use; removed at the end unless BENCH_HOME is given.
bench_home() {
  if [ -n "${BENCH_HOME:-}" ]; then
    mkdir -p "$BENCH_HOME"; ORIENTIR_HOME=$(cd "$BENCH_HOME" && pwd -P)
  else
    ORIENTIR_HOME=$(mktemp -d); made_home=$ORIENTIR_HOME
  fi
  export ORIENTIR_HOME
  unset ORIENTIR_WAREHOUSE_URL ORIENTIR_INBOX ORIENTIR_LAKE ORIENTIR_VACANCY_API
}

# The folder of what the senders of $1 towns send, seed $2; made once in a home.
sample_of() {
  local sample=$ORIENTIR_HOME/bench-$1
  [ -d "$sample/inbox" ] || orientir generate --scale "$1" --seed "$2" --out "$sample" >/dev/null 2>&1
  echo "$sample"
}

# A night of a checkout in a home; $night is what it cost, as measured.py has it, and $night_log its output.
measured_night() {
  local checkout=$1 home=$2 inbox=$3 code=0
  night_log=$ORIENTIR_HOME/tmp/bench-night.log
  ORIENTIR_HOME=$home python3 "$bench/measured.py" "$checkout/orientir" nightly --inbox "$inbox" >"$night_log" 2>&1 || code=$?
  # 3: published, but whole files were refused, as the sample has them.
  [ $code = 0 ] || [ $code = 3 ] || { cat "$night_log" >&2; return 1; }
  night=$(tail -n 1 "$night_log")
}

# Of a column $1 of numbers.
median() { awk -v column="$1" '{ print $column }' | sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

serve() {
  "$root/orientir" serve >"$ORIENTIR_HOME/tmp/bench-serve.log" 2>&1 &
  server=$!
  for _ in $(seq 1200); do
    grep -q 'Ctrl-C' "$ORIENTIR_HOME/tmp/bench-serve.log" && break
    kill -0 "$server" 2>/dev/null || { cat "$ORIENTIR_HOME/tmp/bench-serve.log" >&2; return 1; }
    sleep 0.5
  done
  jdbc=$(sed -n 's/^ *JDBC *\(jdbc:[^?]*\).*/\1/p' "$ORIENTIR_HOME/tmp/bench-serve.log")
  [ -n "$jdbc" ] || { cat "$ORIENTIR_HOME/tmp/bench-serve.log" >&2; return 1; }
}

end_serve() { [ -z "${server:-}" ] || { kill "$server" 2>/dev/null && wait "$server" 2>/dev/null; server=; } || true; }

clean_up() {
  local code=$?
  end_serve
  [ -z "${made_home:-}" ] || rm -rf "$made_home"
  exit $code
}
trap clean_up EXIT

# Most memory a process has held, sampled from /proc every second while it lives: VmHWM of the JVM whose parent or self is $1.
peak_mb() { awk '/^VmHWM:/ {print int($2 / 1024)}' "/proc/$1/status" 2>/dev/null || true; }

# Runs a night and keeps, beside its output, the highest resident memory of the load's JVM in each step (log.peak: step, MB).
# Memory is that of the process so far (VmHWM), taken when the step ends; PostgreSQL's is not in it.
watched_night() {
  local log=$1; shift
  : >"$log"; : >"$log.peak"
  "$root/orientir" nightly "$@" >"$log" 2>&1 &
  local pid=$! now
  while kill -0 "$pid" 2>/dev/null; do
    now=$(grep -c '^\[' "$log" || true)
    local mb; mb=$(peak_mb "$pid")
    [ -z "$mb" ] || echo "$((now + 1)) $mb" >>"$log.peak"
    sleep 0.5
  done
  night_code=0; wait "$pid" || night_code=$?
}

# Steps of the last run as audit.load_step has them, with the peak of the JVM until the step's end.
tell_steps() {
  serve
  local psql_url="postgresql://orientir_etl@${jdbc#jdbc:postgresql://}"
  PGPASSWORD=$(cat "$ORIENTIR_HOME/secrets/warehouse-etl") psql -qXAt -F ' ' "$psql_url" -c "
    select s.step, round(extract(epoch from s.finished_at - s.started_at)::numeric, 1),
           coalesce(case when s.step = 'land' then f.rows else coalesce(s.rows_read, s.rows_written) end, 0)
    from audit.load_step s
    cross join lateral (select sum(rows_read) as rows from audit.load_file l where l.run_id = s.run_id) f
    where s.run_id = (select run_id from audit.load_run order by started_at desc limit 1) order by s.started_at" |
    awk -v peaks="$1.peak" '
      BEGIN { while ((getline line < peaks) > 0) { split(line, p, " "); if (p[2] > peak[p[1]]) peak[p[1]] = p[2] }
              printf "%-12s %9s %12s %10s %13s\n", "step", "seconds", "rows", "rows/s", "JVM peak, MB" }
      { top = peak[NR] > top ? peak[NR] : top; total += $2
        printf "%-12s %9.1f %12s %10s %13d\n", $1, $2, ($3 > 0 ? $3 : ""), ($3 > 0 && $2 > 0 ? int($3 / $2) : ""), top }
      END { printf "%-12s %9.1f %12s %10s %13d\n", "all", total, "", "", top }'
  end_serve
}

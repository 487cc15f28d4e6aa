#!/usr/bin/env bash
# A full load against a night in which one school's corrected enrolment form arrived, and one in which nothing did.
#   etl-jobs/bench/one-form.sh [N] [SEED]
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
towns=${1:-1} seed=${2:-1}
bench_home
mkdir -p "$ORIENTIR_HOME/tmp"
sample=$ORIENTIR_HOME/bench-$towns
[ -d "$sample/inbox" ] || orientir generate --scale "$towns" --seed "$seed" --out "$sample" >/dev/null 2>&1
# The corrected form is held back from the first night: it is the one that the sample itself has for some school.
form=$(cd "$sample/inbox/enrolment" && for name in *испр.xlsx; do echo "$name"; break; done)
mkdir -p "$ORIENTIR_HOME/tmp/held"; mv "$sample/inbox/enrolment/$form" "$ORIENTIR_HOME/tmp/held/"

night() {
  local began=$SECONDS
  measured_night "$ORIENTIR_HOME/tmp/bench-$1.log" --inbox "$sample/inbox"
  seconds=$((SECONDS - began))
  printf '\n%s: %s s, exit code %s\n' "$2" "$seconds" "$night_code"
  tell_steps "$ORIENTIR_HOME/tmp/bench-$1.log"
}
echo "cores $(getconf _NPROCESSORS_ONLN), towns $towns, seed $seed"
night full "full load"; full=$seconds
mv "$ORIENTIR_HOME/tmp/held/$form" "$sample/inbox/enrolment/"
night form "one corrected form ($form)"; one=$seconds
night none "nothing new"; none=$seconds
echo
awk -v f="$full" -v o="$one" -v n="$none" 'BEGIN { printf "of the full load: one form %.0f %%, nothing new %.0f %%\n", 100 * o / f, 100 * n / f }'

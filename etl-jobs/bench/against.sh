#!/usr/bin/env bash
# This checkout against another one, on the same inbox, in alternated rounds: a full load, a night in which one school's corrected
# enrolment form arrived, and one in which nothing did. CPU seconds are those of the load + those of its PostgreSQL.
#   etl-jobs/bench/against.sh OTHER_CHECKOUT [TOWNS] [ROUNDS]
# "none" in place of the other checkout: what the three nights of this one cost. Linux only: measured.py reads /proc.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
other=${1:?the other checkout, or none} towns=${2:-1} rounds=${3:-3}
checkouts=("$root")
if [ "$other" != none ]; then other=$(cd "$other" && pwd -P); checkouts+=("$other"); fi
bench_home
mkdir -p "$ORIENTIR_HOME/tmp"
for checkout in "${checkouts[@]}"; do "$checkout/orientir" --version; done
sample=$(sample_of "$towns" 1)
# The corrected form is held back from the first night: it is the one that the sample itself has for some school.
form=$(cd "$sample/inbox/enrolment" && for name in *испр.xlsx; do echo "$name"; break; done)
inbox=$ORIENTIR_HOME/tmp/bench-inbox
rm -rf "$inbox"; cp -R "$sample/inbox" "$inbox"

# The three nights of a checkout in an empty home; a line each is kept: whose, which night, what it cost.
costs=$ORIENTIR_HOME/tmp/bench-costs
nights() {
  local home whose=this; home=$(mktemp -d -p "$ORIENTIR_HOME/tmp")
  [ "$1" = "$root" ] || whose=other
  for night_of in full form none; do
    case $night_of in full) rm -f "$inbox/enrolment/$form" ;; form) cp "$sample/inbox/enrolment/$form" "$inbox/enrolment/" ;; esac
    measured_night "$1" "$home" "$inbox"
    echo "$night" | awk -v whose=$whose -v of=$night_of -v round="$round" '
      { printf "%5s  %-5s  %-4s %9.1f %9.1f +%5.1f %10d\n", round, whose, of, $1, $2, $3, $4 }'
    [ "$round" = - ] || echo "$whose $night_of $night" >>"$costs"
  done
  rm -rf "$home"
}

echo "cores $(getconf _NPROCESSORS_ONLN), towns $towns, the form: $form"
printf '%5s  %-5s  %-4s %9s %16s %10s\n' round whose load s 'CPU, s' 'peak, MB'
rm -f "$costs"
round=-                                                    # not counted: after it the launcher makes its archive of classes
for checkout in "${checkouts[@]}"; do nights "$checkout"; done
for round in $(seq "$rounds"); do
  if [ $((round % 2)) = 1 ]; then order=("${checkouts[@]}"); else order=("${checkouts[@]:1}" "${checkouts[0]}"); fi
  for checkout in "${order[@]}"; do nights "$checkout"; done
done

# Medians of a night of one of the two: seconds, CPU seconds.
of() {
  local rows; rows=$(awk -v whose="$1" -v of="$2" '$1 == whose && $2 == of { print $3, $4 + $5 }' "$costs")
  echo "$(median 1 <<<"$rows") $(median 2 <<<"$rows")"
}
echo
for night_of in full form none; do
  echo "$night_of $(of this $night_of) $(of this full) $([ "$other" = none ] || of other $night_of)"
done | awk '{ printf "%-4s  %5.1f s, CPU %5.1f s; of the full load %3.0f %%, CPU %3.0f %%", $1, $2, $3, 100 * $2 / $4, 100 * $3 / $5
              if (NF > 5) printf "; of the other checkout %3.0f %%, CPU %3.0f %%", 100 * $2 / $6, 100 * $3 / $7
              print "" }'

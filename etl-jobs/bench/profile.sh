#!/usr/bin/env bash
# Where a load's CPU time goes: a JFR recording of one full load, and its twenty hottest methods.
#   etl-jobs/bench/profile.sh [TOWNS] [CHECKOUT]
# A sample counts for the method that runs, not for those that wait for it. Compilers and collectors run no Java method: their time stands
# beside. BENCH_HOME names a home folder to keep, with the recording (load-TOWNS.jfr).
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
towns=${1:-10} checkout=$(cd "${2:-$root}" && pwd -P)
bench_home
mkdir -p "$ORIENTIR_HOME/tmp"
jfr=${JAVA_HOME:+$JAVA_HOME/bin/}jfr
sample=$(sample_of "$towns" 1)
"$checkout/orientir" --version
home=$(mktemp -d -p "$ORIENTIR_HOME/tmp")
recording=$ORIENTIR_HOME/load-$towns.jfr
export ORIENTIR_JAVA_OPTS="${ORIENTIR_JAVA_OPTS:-} -XX:StartFlightRecording=settings=profile,filename=$recording"
measured_night "$checkout" "$home" "$sample/inbox"
rm -rf "$home"

echo "cores $(getconf _NPROCESSORS_ONLN), towns $towns: $(echo "$night" | awk '{ printf "%.1f s, CPU %.1f + %.1f s, peak %d MB", $1, $2, $3, $4 }')"
"$jfr" print --events jdk.CompilerStatistics,jdk.GarbageCollection "$recording" | awk '
  /totalTimeSpent/ { compiling = $3 }
  /sumOfPauses/    { pauses += $3 * ($4 == "s" ? 1 : 0.001); collections++ }
  END { printf "compilers %s, %d collections %.1f s\n", compiling, collections, pauses }'
"$jfr" print --events jdk.ExecutionSample --stack-depth 1 "$recording" | awk '
  /stackTrace = \[/ { getline; sub(/^ +/, ""); sub(/\(.*/, ""); seen[$0]++; all++ }
  END { for (method in seen) printf "%5.1f %%  %s\n", 100 * seen[method] / all, method }' | sort -rn | head -n 20

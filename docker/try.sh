#!/usr/bin/env bash
# Starts docker-compose.yml for real on volumes of its own, from nothing to a dashboard with data: load, ask, restart, ask, back up, break,
# restore, ask. Takes it all down at the end.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
export COMPOSE_PROJECT_NAME=orientir-try ORIENTIR_POSTGRES_PORT=${ORIENTIR_POSTGRES_PORT:-0} ORIENTIR_SUPERSET_PORT=${ORIENTIR_SUPERSET_PORT:-0}
export ORIENTIR_INBOX="$work/inbox" ORIENTIR_VACANCY_API=
mkdir -p "$ORIENTIR_INBOX" && chmod 755 "$work" "$ORIENTIR_INBOX"
end() {
  local code=$?
  [ $code -eq 0 ] || docker compose logs --tail 40 || true
  docker compose down -v --remove-orphans --timeout 30 >/dev/null 2>&1 || true
  rm -rf "$work"
  exit $code
}
trap end EXIT
say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
fail() { echo "$*"; exit 1; }
marts() { docker compose exec -T postgres psql -U postgres -d orientir -Atc "select count(*) from mart.$1"; }
# What a person sees who logs in to Superset.
dashboard_shows() {
  local shown; shown=$(docker compose exec -T superset /app/orientir/ask.py)
  [ "$shown" = "$1" ] || fail "the dashboard shows $shown comparisons; the mart has $1"
}

docker/secrets.sh
docker compose down -v --remove-orphans >/dev/null 2>&1 || true
say "build"; docker compose build -q
say "up"; docker compose up -d --wait
say "demo in the container"; docker compose run --rm -T orientir demo
say "marts and dashboard"
rows=$(docker compose run --rm -T orientir sql --format csv "select count(*) from mart.indicator_by_organization_year" | tail -n 1)
[ "${rows:-0}" -gt 0 ] || fail "mart.indicator_by_organization_year has no rows: $rows"
comparisons=$(marts stage_comparison)
dashboard_shows "$comparisons"
say "nightly with an empty inbox"; docker compose run --rm -T orientir nightly
again=$(marts indicator_by_organization_year)
[ "$again" = "$rows" ] || fail "the marts have $again rows after an empty night; they had $rows"
docker compose logs orientir | grep -q 'Next load at' || fail "the schedule did not start"
say "restart"; docker compose restart >/dev/null 2>&1; docker compose up -d --wait
dashboard_shows "$comparisons"
say "backup"; docker compose exec -T backup backup.sh
say "break"; docker compose exec -T postgres psql -qU postgres -d orientir -c "truncate core.fact_stage_comparison" -c "drop schema mart cascade"
docker compose exec -T postgres psql -qU postgres -d superset -c "delete from dashboard_slices"
say "restore"; docker compose stop orientir superset dashboards >/dev/null 2>&1
docker compose run --rm -T backup restore.sh latest
docker compose up -d --wait
[ "$(marts stage_comparison)" = "$comparisons" ] || fail "the restored mart has $(marts stage_comparison) comparisons; it had $comparisons"
dashboard_shows "$comparisons"
say "ok: $rows rows in mart.indicator_by_organization_year, $comparisons comparisons on the dashboard"

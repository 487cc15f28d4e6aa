#!/usr/bin/env bash
# Starts docker-compose.yml for real on volumes of its own, loads the sample region, asks the marts, and removes it all.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
export COMPOSE_PROJECT_NAME=orientir-try ORIENTIR_POSTGRES_PORT=${ORIENTIR_POSTGRES_PORT:-0} ORIENTIR_INBOX="$work/inbox" ORIENTIR_VACANCY_API=
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

docker/secrets.sh
docker compose down -v --remove-orphans >/dev/null 2>&1 || true
say "build"; docker compose build -q
say "up"; docker compose up -d --wait
say "demo in the container"; docker compose run --rm -T orientir demo
say "marts"
rows=$(docker compose run --rm -T orientir sql --format csv "select count(*) from mart.indicator_by_organization_year" | tail -n 1)
[ "${rows:-0}" -gt 0 ] || { echo "mart.indicator_by_organization_year has no rows: $rows"; exit 1; }
say "nightly with an empty inbox"; docker compose run --rm -T orientir nightly
again=$(docker compose exec -T postgres psql -U postgres -d orientir -Atc "select count(*) from mart.indicator_by_organization_year")
[ "$again" = "$rows" ] || { echo "the marts have $again rows after an empty night; they had $rows"; exit 1; }
docker compose logs orientir | grep -q 'Next load at' || { echo "the schedule did not start"; exit 1; }
say "ok: $rows rows in mart.indicator_by_organization_year"

#!/usr/bin/env bash
# Puts a backup in the place of what is there.
#   docker compose stop orientir superset dashboards
#   docker compose run --rm backup restore.sh latest             or the moment of an older one, such as 20260115-053000
#   docker compose up -d --wait
set -euo pipefail
export PGHOST=postgres PGUSER=postgres PGPASSWORD
PGPASSWORD=$(cat /run/secrets/postgres_password)
moment=${1:-}
[ -n "$moment" ] || { sed -n '2,5p' "$0" >&2; exit 2; }
if [ "$moment" = latest ]; then
  # The last that is whole: Superset's archive is the last to be written.
  last=$(find /backups -maxdepth 1 -name '*-superset.dump' | sort | tail -n 1)
  moment=$(basename "${last:-none}" -superset.dump)
fi
for database in orientir superset; do
  [ -s "/backups/$moment-$database.dump" ] || { echo "There is no backup $moment of $database in /backups" >&2; exit 1; }
done
# Roles that a new server lacks; those that are there keep their passwords.
psql -qX -d postgres -f "/backups/$moment-roles.sql" 2>&1 >/dev/null | grep -v 'already exists' >&2 || true
for database in orientir superset; do
  psql -qX -v ON_ERROR_STOP=1 -d postgres -c "drop database if exists $database with (force)"
  pg_restore --exit-on-error --create --dbname=postgres "/backups/$moment-$database.dump"
  echo "$database is as it was at $moment"
done

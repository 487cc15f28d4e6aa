#!/usr/bin/env bash
# The database of Superset's metadata; its login sees nothing of the warehouse.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set=password="$(cat /run/secrets/superset_database_password)" <<'SQL'
create role superset login password :'password';
create database superset owner superset;
revoke connect, temporary on database superset from public;
SQL

#!/usr/bin/env bash
# The login of the load: no superuser; may make the warehouse's roles and schemas.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname orientir \
  --set=password="$(cat /run/secrets/warehouse_password)" <<'SQL'
create role orientir_loader login createrole password :'password';
grant connect, create, temporary on database orientir to orientir_loader with grant option;
SQL

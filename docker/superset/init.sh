#!/usr/bin/env bash
# Brings Superset's metadata to its version and makes the administrator where there is none; every start repeats it.
set -euo pipefail
superset db upgrade
superset fab create-admin --username admin --firstname Orientir --lastname Administrator --email admin@localhost.localdomain \
  --password "$(cat /run/secrets/superset_admin_password)"
superset init

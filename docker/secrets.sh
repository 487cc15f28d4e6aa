#!/usr/bin/env bash
# Makes the passwords for docker-compose.yml where they are missing. Containers see the files with the host's owner and mode, so a file that
# only its owner may read is closed to them: the folder is private, the files in it are not.
set -euo pipefail
folder=$(cd "$(dirname "$0")" && pwd)/secrets
mkdir -p "$folder" && chmod 700 "$folder"
for name in postgres_password warehouse_password pseudonym_key superset_database_password superset_admin_password superset_secret_key; do
  [ -s "$folder/$name" ] || head -c 24 /dev/urandom | base64 | tr -d '\n' | tr '+/' '-_' >"$folder/$name"
  chmod 644 "$folder/$name"
done

#!/usr/bin/env bash
# Backups of the warehouse and of Superset's metadata, as archives of pg_dump in /backups.
#   backup.sh            one backup now; those older than ORIENTIR_BACKUP_DAYS (14) are removed
#   backup.sh daily      one at ORIENTIR_BACKUP_AT (05:30) each day, for ever
set -euo pipefail
export PGHOST=postgres PGUSER=postgres PGPASSWORD
PGPASSWORD=$(cat /run/secrets/postgres_password)
days=${ORIENTIR_BACKUP_DAYS:-14} at=${ORIENTIR_BACKUP_AT:-05:30}
say() { printf '%s  %s\n' "$(date '+%F %T')" "$*"; }

# An archive gets its name when it is whole and can be read.
backup() {
  local moment database file
  moment=$(date +%Y%m%d-%H%M%S)
  pg_dumpall --roles-only --no-role-passwords >"/backups/$moment-roles.sql" || return 1
  for database in orientir superset; do
    file=/backups/$moment-$database.dump
    pg_dump --format=custom --create --dbname="$database" --file="$file.part" && pg_restore --list "$file.part" >/dev/null || return 1
    mv "$file.part" "$file"
    say "$file, $(du -m "$file" | cut -f1) MB"
  done
  find /backups -maxdepth 1 -type f -name '[0-9]*' -mtime +"$days" -delete
}

case ${1:-now} in
  now) backup ;;
  daily)
    trap 'exit 0' TERM INT
    while true; do
      pause=$(($(date -d "$at" +%s) - $(date +%s)))
      [ $pause -gt 0 ] || pause=$((pause + 86400))
      sleep $pause & wait $!
      backup || say "THE BACKUP FAILED; the next try is at $at"
    done ;;
  *) sed -n '2,4p' "$0" >&2; exit 2 ;;
esac

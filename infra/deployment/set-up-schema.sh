#!/bin/sh
# Connection: SQL_PLUGIN, SQL_HOST, SQL_PORT, SQL_USER and SQL_PASSWORD of the environment. May be run again: it then only updates.
set -eu
schemas="${TEMPORAL_SCHEMAS:-/etc/temporal/schema/postgresql/v12}"
tool="${TEMPORAL_SQL_TOOL:-temporal-sql-tool}"
for pair in temporal:temporal temporal_visibility:visibility; do
  database="${pair%%:*}"
  # One that is there already stays as it is; what else may be wrong shows in the update.
  "$tool" --db "$database" create-database || true
  if ! "$tool" --db "$database" update-schema --schema-dir "$schemas/${pair##*:}/versioned"; then
    "$tool" --db "$database" setup-schema --version 0.0
    "$tool" --db "$database" update-schema --schema-dir "$schemas/${pair##*:}/versioned"
  fi
done

#!/usr/bin/env bash
# Makes a database of a folder of records: a table a type, with DuckDB where it is there, else with SQLite.
#   load.sh FOLDER
set -euo pipefail
folder=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Every record says its type first, so that a line's beginning tells its table.
records() { find "$folder" -name '*.jsonl' -not -path '*/.stamps/*' -print0 | sort -z | xargs -0 -r cat; }
for type in document entity source quote number date error; do
  records | grep "^{\"type\":\"$type\"" >"$work/$type.jsonl" || true
done

if command -v duckdb >/dev/null; then
  database=$folder/records.duckdb
  rm -f "$database"
  for type in document entity source quote number date error; do
    table=${type%y}; [ "$type" = entity ] && table=entities || table=${type}s
    [ -s "$work/$type.jsonl" ] || continue
    echo "CREATE TABLE $table AS SELECT * FROM read_json('$work/$type.jsonl', format='newline_delimited'," \
      "maximum_object_size=268435456);"
  done | duckdb "$database"
elif command -v sqlite3 >/dev/null; then
  database=$folder/records.sqlite
  rm -f "$database"
  (cd "$work" && sqlite3 records.sqlite <"$here/load.sql" >/dev/null)
  mv "$work/records.sqlite" "$database"
else
  echo "neither duckdb nor sqlite3 is there: apt-get install sqlite3, or see https://duckdb.org" >&2
  exit 1
fi
echo "$database"

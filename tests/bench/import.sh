#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# How long the import of the whole register takes beside a yardstick in the same run: the sqlite3 shell's .import
# of the same file into a table with the same four indexes. Quote the ratio; single times depend on the machine.
#
#     sh tests/bench/import.sh PROGRAM [ROUNDS]
set -eu
program=$1
rounds=${2:-5}
file=$(dirname "$0")/../data/register/vereine_he.csv
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cpu() { # CPU seconds of a command, user and system
    /usr/bin/env bash -c 'TIMEFORMAT="%U %S"; { time "$@" >/dev/null 2>&1; } 2>&1' bash "$@" | awk '{print $1 + $2}'
}

# A script of its own, so that it can be timed like the program.
cat >"$folder/yardstick" <<EOF
rm -f "$folder/yardstick.db"
sqlite3 "$folder/yardstick.db" <<SQL
PRAGMA journal_mode = TRUNCATE;
CREATE TABLE a (id TEXT, court TEXT, c TEXT, former TEXT, f TEXT, number TEXT, name TEXT, seat TEXT, ags TEXT, m TEXT,
                z TEXT, s TEXT, field TEXT, n TEXT, day TEXT);
CREATE UNIQUE INDEX i1 ON a (court, former, number);
CREATE UNIQUE INDEX i2 ON a (id);
CREATE INDEX i3 ON a (name, ags);
CREATE INDEX i4 ON a (ags);
.import --csv --skip 1 $file a
SQL
EOF

export EHRENAMT_STORE="$folder/a.db" EHRENAMT_LANG=en
round=1
while [ "$round" -le "$rounds" ]; do
    rm -f "$folder"/a.db*
    "$program" init --contact-point Messung --municipality 06413000 -q
    ours=$(cpu "$program" register-association --from "$file" --mapping offeneregister)
    theirs=$(cpu sh "$folder/yardstick")
    awk -v o="$ours" -v t="$theirs" -v r="$round" 'BEGIN {
        printf "round %d: ehrenamt %.2f s CPU, sqlite3 .import %.2f s CPU, ratio %.2f\n", r, o, t, o / t }'
    round=$((round + 1))
done

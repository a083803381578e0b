#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# How long an import of many associations takes, beside a yardstick in the same run. Quote the ratios; single times
# depend on the machine and on what else it does.
#
#     sh tests/bench/import.sh PROGRAM [ROWS [FOLDER]]
#
# 1. ROWS invented associations (make_associations.py, 1,000,000 unless said) go into an empty store: reading, judging,
#    matching, change set, digests, all indexes.
# 2. As many others go into the store that holds the first ones.
# 3. The yardstick: the sqlite3 shell's .import, with its default settings, of the same rows into the same table with the
#    same indexes. For that the rows are taken from the first store with all columns that the program derives, in the
#    order of the file, and its table and indexes with the SQL that stands there.
#
# CPU is user + system time. Needs sqlite3, python3 and GNU time, and about 3 GB in FOLDER.
set -eu
program=$1
rows=${2:-1000000}
base=${3:-${TMPDIR:-/tmp}}
here=$(dirname "$0")
folder=$(mktemp -d "$base/import-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT

timed() { # NAME COMMAND…: prints wall, CPU seconds and peak memory, keeps them as NAME.wall, NAME.cpu
    name=$1
    shift
    /usr/bin/time -f '%e %U %S %M' -o "$folder/$name.time" "$@" >"$folder/$name.out" 2>&1 || {
        cat "$folder/$name.out" >&2
        exit 1
    }
    awk -v name="$name" -v out="$folder/$name" '{
        printf "%-22s %7.2f s wall %7.2f s CPU %5d MB\n", name, $1, $2 + $3, $4 / 1024
        print $1 >(out ".wall"); print $2 + $3 >(out ".cpu") }' "$folder/$name.time"
}

ratio() { # NAME OF: how many times NAME is longer than OF
    awk -v a="$(cat "$folder/$1.wall")" -v b="$(cat "$folder/$2.wall")" -v c="$(cat "$folder/$1.cpu")" \
        -v d="$(cat "$folder/$2.cpu")" -v text="$1 / $2" 'BEGIN {
        printf "%-44s %.2f wall, %.2f CPU\n", text, a / b, c / d }'
}

for seed in 1 2; do
    python3 -B "$here/make_associations.py" --rows "$rows" --seed "$seed" -o "$folder/$seed.csv"
done
# The second register is another one: its entries are of other numbers.
python3 - "$folder/2.csv" <<'PYTHON'
import pathlib
import sys
path = pathlib.Path(sys.argv[1])
head, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
with path.open("w", encoding="utf-8") as out:
    out.write(head)
    for line in lines:
        cells = line.split(",", 6)
        cells[0] += "x"
        cells[5] += "x"
        out.write(",".join(cells))
PYTHON

export EHRENAMT_STORE="$folder/a.db" EHRENAMT_LANG=en
"$program" init --contact-point Messung --municipality 06413000 -q
timed into_empty "$program" register-association --from "$folder/1.csv" --mapping offeneregister -q

schema=$(sqlite3 "$folder/a.db" "SELECT sql || ';' FROM sqlite_schema WHERE tbl_name = 'association' AND sql IS NOT NULL
                                 ORDER BY type = 'index'")
sqlite3 "$folder/a.db" -csv "SELECT * FROM association ORDER BY id" >"$folder/rows.csv"
# .import cannot write NULL: an empty cell becomes an empty text, which some checks of the table would refuse. They are
# switched off, as references are in the shell anyway; the yardstick has less to do for it.
printf '%s\n' "$schema" >"$folder/yardstick.sql"
cat >"$folder/yardstick.sh" <<SH
sqlite3 "$folder/b.db" <<SQL
PRAGMA ignore_check_constraints = ON;
.read $folder/yardstick.sql
.import --csv $folder/rows.csv association
SQL
SH
timed yardstick sh "$folder/yardstick.sh"
for database in a b; do
    sqlite3 "$folder/$database.db" "SELECT count(*) FROM association"
done | uniq | awk 'END { if (NR != 1) { print "the yardstick holds other rows" >"/dev/stderr"; exit 1 } }'

timed into_full "$program" register-association --from "$folder/2.csv" --mapping offeneregister -q
"$program" status | sed -n '1,3p'
ratio yardstick into_empty
ratio into_full into_empty

#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# How long the import of a survey's answers takes, beside a yardstick in the same run. Quote the ratios; single times
# depend on the machine and on what else it does.
#
#     sh tests/bench/survey.sh PROGRAM [ANSWERS [FOLDER]]
#
# 1. ANSWERS answers of ten cells each (make_answers.py, 500,000 unless said) as LimeSurvey exports them go into an
#    open survey: reading, judging, change set, digests, all indexes.
# 2. The yardstick: the sqlite3 shell's .import, with its default settings, of the rows that these become (table
#    response, then table need) into the same tables with the same rules and indexes.
# 3. show-demand over them.
#
# CPU is user + system time. Needs sqlite3, python3 and GNU time, and about 1 GB in FOLDER.
set -eu
program=$1
rows=${2:-500000}
base=${3:-${TMPDIR:-/tmp}}
here=$(dirname "$0")
folder=$(mktemp -d "$base/survey-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT

timed() { # NAME COMMAND…: prints wall, CPU seconds and peak memory, keeps them as NAME.wall, NAME.cpu
    name=$1
    shift
    /usr/bin/time -f '%e %U %S %M' -o "$folder/$name.time" "$@" >"$folder/$name.out" 2>&1 || {
        cat "$folder/$name.out" >&2
        exit 1
    }
    awk -v name="$name" -v out="$folder/$name" '{
        printf "%-14s %7.2f s wall %7.2f s CPU %5d MB\n", name, $1, $2 + $3, $4 / 1024
        print $1 >(out ".wall"); print $2 + $3 >(out ".cpu") }' "$folder/$name.time"
}

python3 -B "$here/make_answers.py" "$rows" "$folder/answers.csv"
export EHRENAMT_STORE="$folder/a.db" EHRENAMT_LANG=en EHRENAMT_TODAY=2026-11-22
"$program" init --contact-point Bench --municipality 06413000 -q
"$program" open-survey --half-year 2027-H1 --closes 2026-11-21 --topics fundraising,buchfuehrung --today 2026-11-02 -q
timed import "$program" survey-needs --from "$folder/answers.csv"
timed demand "$program" show-demand

# Both tables as they stand in the store, with their rules and indexes; the shell enforces no references. It knows
# neither NULL nor blobs, so empty cells are filled with what the rules allow and the hash is written as hexadecimal
# digits.
python3 - "$folder" <<'PYTHON'
import csv
import sqlite3
import sys
folder = sys.argv[1]
store, target = sqlite3.connect(f"{folder}/a.db"), sqlite3.connect(f"{folder}/b.db")
FILLED = {"invitation": "named", "municipality": "06413000", "field": "sport", "legal_form": "initiative",
          "trains_today": "no", "own_room": "no", "own_trainer": "no", "submitted_at": "2026-11-05", "persons_text": "x"}
for table in ("response", "need"):
    for sql, in store.execute("SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC",
                              (table,)):
        sql = sql.replace("content_hash      BLOB    CHECK (length(content_hash) = 32)",
                          "content_hash TEXT CHECK (length(content_hash) = 64)")
        target.execute(sql)
    names = [row[1] for row in store.execute(f"PRAGMA table_info({table})")]
    with open(f"{folder}/{table}.csv", "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        for row in store.execute(f"SELECT * FROM {table} ORDER BY id"):
            cells = dict(zip(names, row))
            if table == "response":
                cells.update(content_hash=cells["content_hash"].hex(), association=cells["id"], invitation="named")
            rows.writerow([FILLED.get(name, 0) if cell is None else cell for name, cell in cells.items()])
target.commit()
PYTHON
cat >"$folder/yardstick.sh" <<SHELL
sqlite3 "$folder/b.db" ".import --csv $folder/response.csv response" ".import --csv $folder/need.csv need"
SHELL
timed yardstick sh "$folder/yardstick.sh"
printf 'rows of the yardstick: %s\n' "$(sqlite3 "$folder/b.db" 'SELECT count(*) FROM response') + $(sqlite3 "$folder/b.db" 'SELECT count(*) FROM need')"
awk -v a="$(cat "$folder/import.wall")" -v b="$(cat "$folder/yardstick.wall")" -v c="$(cat "$folder/import.cpu")" \
    -v d="$(cat "$folder/yardstick.cpu")" 'BEGIN { printf "import / yardstick %.2f wall, %.2f CPU\n", a / b, c / d }'

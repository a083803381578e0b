#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A programme from generated courses: how near the best it is proven to be, and how long that takes, beside the plain model
# of the same instance given to cbc for as long.
#
#     sh tests/bench/generated.sh PROGRAM [SEEDS [FOLDER]]
#
# For each seed 30 topics, 10 venues, 21 dates of two patterns and 1,000 responses (make_generated.py) under 12,000 euros, some
# 15,000 courses. CPU is user + system time. Needs coinor-cbc, python3 and GNU time.
set -eu
program=$1
seeds=${2:-3}
base=${3:-${TMPDIR:-/tmp}}
here=$(dirname "$0")
folder=$(mktemp -d "$base/generated-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT

timed() { # NAME COMMAND…: prints wall and CPU seconds and peak memory
    name=$1
    shift
    /usr/bin/time -f '%e %U %S %M' -o "$folder/time" "$@" >"$folder/out" 2>&1 || {
        cat "$folder/out" >&2
        exit 1
    }
    awk -v name="$name" '{ printf "  %-18s %7.2f s wall %7.2f s CPU %5d MB\n", name, $1, $2 + $3, $4 / 1024 }' "$folder/time"
}

export EHRENAMT_LANG=en EHRENAMT_TODAY=2026-11-30 EHRENAMT_STORE
for seed in $(seq 1 "$seeds"); do
    EHRENAMT_STORE="$folder/$seed.db"
    python3 -B "$here/make_generated.py" --seed "$seed" "$folder/$seed"
    "$program" init -q --contact-point Bench --municipality 06413000 --area 06438 --budget 2027=12000
    "$program" register-association -q --from "$folder/$seed/vereine.csv"
    "$program" open-survey -q --half-year 2027-H1 --closes 2026-11-27 --today 2026-11-02
    "$program" survey-needs -q --from "$folder/$seed/antworten.csv"
    "$program" register-trainer -q --from "$folder/$seed/trainer.csv"
    "$program" register-venue -q --from "$folder/$seed/orte.csv"
    echo "seed $seed"
    timed "register-course" "$program" register-course --generate --half-year 2027-H1 --partner VHS \
        --pattern "Tuesdays 18:30, 2 x 3 UE" --pattern "Saturdays 9:00, 2 x 4 UE"
    head -1 "$folder/out" | sed 's/^/    /'
    timed "build-programme" "$program" build-programme --half-year 2027-H1 --dry-run
    sed -n '2,3s/^/    /p' "$folder/out"
done

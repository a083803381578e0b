#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# How long a contact point's programme takes, with the proof and with all reasons, beside the plain model of the same
# instance given to two general solvers. Quote the ratios; single times depend on the machine and on what else it does.
#
#     sh tests/bench/programme.sh PROGRAM [SEEDS [FOLDER]]
#
# For each seed 80 courses, 120 associations and 25 topics (make_programme.py) under 8,000 euros:
# 1. build-programme: optimum of all goals, proven, stored;
# 2. explain-programme: the reasons of every course and every need, the limits that bind;
# 3. the yardstick: the model of the first goal alone, as --write-model writes it, to cbc and glpsol. They find one
#    number; the reasons would take some ninety of such solutions.
#
# CPU is user + system time. Needs coinor-cbc, glpk-utils, python3 and GNU time.
set -eu
program=$1
seeds=${2:-3}
base=${3:-${TMPDIR:-/tmp}}
here=$(dirname "$0")
folder=$(mktemp -d "$base/programme-bench.XXXXXX")
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
    python3 -B "$here/make_programme.py" --seed "$seed" "$folder/$seed"
    "$program" init -q --contact-point Bench --municipality 06413000 --area 06438 --budget 2027=8000
    "$program" register-association -q --from "$folder/$seed/vereine.csv"
    "$program" open-survey -q --half-year 2027-H1 --closes 2026-11-27 --today 2026-11-02
    "$program" survey-needs -q --from "$folder/$seed/antworten.csv"
    "$program" register-course -q --from "$folder/$seed/kurse.csv"
    echo "seed $seed"
    timed build "$program" build-programme --half-year 2027-H1 --write-model "$folder/$seed.mps"
    timed explain "$program" explain-programme -o "$folder/$seed.txt"
    timed "cbc, one goal" cbc "$folder/$seed.mps" solve
    timed "glpsol, one goal" glpsol --freemps "$folder/$seed.mps" -o "$folder/glpsol.txt"
done

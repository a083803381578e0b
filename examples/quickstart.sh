#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# One contact point's half-year, from an empty store to the application: installs what is missing (as root),
# builds, and plays the Freiwilligenzentrum Offenbach, first half of 2027, budget frame 8,000 euros.
#
#     sh examples/quickstart.sh [FOLDER]      FOLDER: where the results go, else out/offenbach-2027-H1
#
# Associations, municipalities, topics, holidays and funding rules are real; answers, courses, the area of six
# municipalities, the budget frame of 2027, address, account and signatory are invented (examples/offenbach/README.md). With EHRENAMT_PROGRAM
# set, that program is used and nothing is installed or built.
set -eu
cd "$(dirname "$0")/.."
source=$PWD
input=$source/examples/offenbach
folder=${1:-$source/out/offenbach-2027-H1}

if [ -z "${EHRENAMT_PROGRAM:-}" ]; then
    sh cmake/need-packages.sh cmake/packages-build.txt
    cmake --preset release >/dev/null
    cmake --build --preset release -- --quiet
    EHRENAMT_PROGRAM=$source/build/release/cli/ehrenamt
fi

marker=$folder/made-by-quickstart
if [ -e "$folder" ] && [ ! -e "$marker" ]; then
    echo "quickstart: $folder is there already and not from this script; name another folder" >&2
    exit 1
fi
rm -rf "$folder"
mkdir -p "$folder"
: >"$marker"

export EHRENAMT_STORE="$folder/ehrenamt.db"
export EHRENAMT_LANG="${EHRENAMT_LANG:-de}"
export EHRENAMT_USER="${EHRENAMT_USER:-quickstart}"

# Each step happens on its day of the contact point's year.
day() {
    export EHRENAMT_TODAY="$1"
    printf '\n== %s: %s\n' "$1" "$2"
}

run() {
    printf '\n$ ehrenamt'
    for word in "$@"; do
        case $word in
        *[!A-Za-z0-9_./=,:-]*) printf " '%s'" "$word" ;;
        *) printf ' %s' "$word" ;;
        esac
    done | sed "s|$folder/||g; s|$source/||g"
    printf '\n'
    "$EHRENAMT_PROGRAM" "$@"
}

day 2026-10-20 "Store anlegen, Vereine einlesen"
run init --contact-point "Freiwilligenzentrum Offenbach e.V." --municipality 06413000 \
    --area 06438001 --area 06438005 --area 06438008 --area 06438009 --area 06438010 \
    --budget 2027=8000 --rules "$source/data/funding/offenbach.toml" \
    --street "Musterstraße 1" --postcode 63065 --place "Offenbach am Main" --email info@anlaufstelle.example \
    --phone "069 0000000" --representative "Paula Beispiel" --bank-account "DE02 1203 0000 0000 2020 51"
run register-association --from "$input/vereine_offenbach.csv" --mapping offeneregister
run status

day 2026-11-02 "Bedarfserhebung eröffnen"
run open-survey --half-year 2027-H1 --closes 2026-11-27

day 2026-11-30 "Antworten einlesen, Bedarf zeigen"
run survey-needs --from "$input/antworten.csv"
run show-demand
run show-demand --format csv -o "$folder/bedarf.csv"

day 2026-12-07 "Kurse einlesen, Programm vorschlagen, begründen, beschließen"
run register-course --from "$input/kurse.csv"
run build-programme --half-year 2027-H1 --development 2000 --write-model "$folder/modell.lp"
run explain-programme -o "$folder/programm.txt" --pdf "$folder/programm-rat.pdf"
run explain-programme --format json -o "$folder/programm.json"
sed -n '1,40p' "$folder/programm.txt"
run adopt-programme --output-dir "$folder"

day 2027-01-08 "Förderung prüfen und beantragen"
run check-funding --half-year 2027-H1
run apply-funding --half-year 2027-H1 --output-dir "$folder"

day 2027-01-08 "Monatszahlen und Stand"
run report-statistics --month 2026-12
run report-statistics --month 2026-12 --format csv -o "$folder/statistik-2026-12.csv"
run report-statistics --month 2026-12 --format json -o "$folder/statistik-2026-12.json"
run status
run verify-store

printf '\nErgebnisse in %s:\n' "$folder"
(cd "$folder" && for file in *; do [ "$file" = made-by-quickstart ] || printf '  %s\n' "$file"; done)

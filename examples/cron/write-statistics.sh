#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Writes the figures of the month that has ended, as CSV and JSON, into a folder; made for cron and systemd.
#
#     sh write-statistics.sh FOLDER [--month 2026-10 | --quarter 2026-Q4 | --half-year 2027-H1 | --year 2027]
#
# The store is the one that EHRENAMT_STORE or the config file names. EHRENAMT names the program, default: ehrenamt.
# A file that is there already stays as it was delivered. Nothing is printed unless something fails: then one line on
# standard error. A store that is locked is tried again: EHRENAMT_TRIES times (10), EHRENAMT_PAUSE seconds apart (30).
#
# Exit status: 0 all files are there, 2 wrong command line, otherwise that of the command that failed (11: still locked).
set -u

ehrenamt=${EHRENAMT:-ehrenamt}
folder=${1:-}
if [ -z "$folder" ] || { [ "$#" -ne 1 ] && [ "$#" -ne 3 ]; }; then
    echo "usage: sh write-statistics.sh FOLDER [--month|--quarter|--half-year|--year PERIOD]" >&2
    exit 2
fi
today=${EHRENAMT_TODAY:-$(date +%Y-%m-%d)}
option=${2:---month}
period=${3:-$(date -d "${today%-*}-01 -1 day" +%Y-%m)} || exit 1
umask 077
if ! mkdir -p "$folder" 2>/dev/null; then
    echo "write-statistics: the folder $folder cannot be made" >&2
    exit 1
fi

# Writes one file; what the program says is kept for the one line.
write_file() {
    tries=1
    while :; do
        said=$("$ehrenamt" report-statistics "$option" "$period" -q --format "$1" -o "$2" 2>&1)
        status=$?
        if [ "$status" -ne 11 ] || [ "$tries" -ge "${EHRENAMT_TRIES:-10}" ]; then
            return "$status"
        fi
        tries=$((tries + 1))
        sleep "${EHRENAMT_PAUSE:-30}"
    done
}

for format in csv json; do
    file=$folder/statistik-$period.$format
    [ -e "$file" ] && continue
    write_file "$format" "$file"
    status=$?
    if [ "$status" -ne 0 ]; then
        echo "write-statistics: $file was not written (status $status): $(printf '%s' "$said" | tr '\n' ' ')" >&2
        exit "$status"
    fi
done

#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Reads every CSV file of a folder into the register of associations, one file after the other.
#
#     sh import-registers.sh FOLDER [MAPPING]
#
# FOLDER   holds the register files (*.csv)
# MAPPING  which of their columns means what; default: offeneregister (data/mapping/offeneregister.toml)
# The store is the one that EHRENAMT_STORE or the config file names. EHRENAMT names the program, default: ehrenamt.
#
# Each file is a change set of its own, so that one file can be taken back with "ehrenamt undo", and a file that was
# read before changes nothing when it is read again: after an interruption simply start again. Rows without fault are
# taken, the others stay out and are named in FOLDER/import-log/NAME.log.
#
# Exit status: 0 all rows of all files taken, 3 some rows or files rejected, otherwise that of the command that failed.
set -u

ehrenamt=${EHRENAMT:-ehrenamt}
folder=${1:-}
mapping=${2:-offeneregister}
if [ ! -d "$folder" ]; then
    echo "usage: sh import-registers.sh FOLDER [MAPPING]" >&2
    exit 2
fi

logs=$folder/import-log
mkdir -p "$logs" || exit 1

# Waits up to five minutes when a colleague or a cron job is writing to the store.
read_file() {
    tries=0
    while :; do
        "$ehrenamt" register-association --from "$1" --mapping "$mapping" --accept-valid --progress never >"$2" 2>&1
        status=$?
        tries=$((tries + 1))
        if [ "$status" -ne 11 ] || [ "$tries" -ge 10 ]; then
            return "$status"
        fi
        sleep 30
    done
}

result=0
for file in "$folder"/*.csv; do
    [ -e "$file" ] || { echo "no CSV file in $folder" >&2; exit 2; }
    log=$logs/$(basename "$file" .csv).log
    read_file "$file" "$log"
    status=$?
    case $status in
        0) echo "$file: taken" ;;
        3) echo "$file: some rows rejected, see $log"; result=3 ;;
        *)  # no store, a full disk, an interruption: the next file would meet the same
            echo "$file: stopped with status $status, see $log" >&2
            exit "$status" ;;
    esac
done
exit "$result"

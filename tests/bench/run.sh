#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Builds as released and runs every benchmark beside its yardstick; docs/performance.md has the results. Takes half an hour
# and 4 GB in the folder for temporary files. Nothing else should run meanwhile.
#
#     sh tests/bench/run.sh [ROWS]
set -eu
rows=${1:-1000000}
cd "$(dirname "$0")/../.."
cmake --preset nightly >/dev/null
cmake --build --preset nightly
build=build/nightly
folder=$(mktemp -d "${TMPDIR:-/tmp}/ehrenamt-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT

echo "== import"
sh tests/bench/import.sh "$build/cli/ehrenamt" "$rows" "$folder"
echo "== reading, 1 GB"
"$build/tests/csv_bench" tests/data/register/vereine_he.csv 1000
echo "== duplicates"
"$build/tests/duplicates_bench" data tests/data/register/vereine_he.csv
echo "== programme"
sh tests/bench/programme.sh "$build/cli/ehrenamt" 3 "$folder"
echo "== first byte"
python3 -B tests/bench/make_associations.py --rows "$rows" -o "$folder/rows.csv"
"$build/cli/ehrenamt" --store "$folder/store.db" init --contact-point Messung --municipality 06413000 -q
"$build/cli/ehrenamt" --store "$folder/store.db" register-association --from "$folder/rows.csv" --mapping offeneregister -q
python3 -B tests/bench/first_byte.py "$build/cli/ehrenamt" "$folder/store.db"

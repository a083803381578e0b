#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Fuzzes the readers of CSV, XLSX, TOML and JSON, each for so many minutes (default 10): sh tests/fuzz/run.sh [MINUTES]
# For a nightly run. What it finds stands in build/fuzz/found/: put it into tests/fuzz/corpus/, where every test run
# tries it, before you mend the cause. Inputs that reached new branches stay in build/fuzz/seen/ for the next night.
set -eu
cd "$(dirname "$0")/../.."

minutes=${1:-10}
sh cmake/need-packages.sh cmake/packages-build.txt .ci/packages.txt
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz -- --quiet
status=0
for target in csv xlsx toml json; do
    mkdir -p "build/fuzz/seen/$target" build/fuzz/found
    "build/fuzz/tests/${target}_fuzz" -max_total_time=$((minutes * 60)) -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="build/fuzz/found/$target-" \
        "build/fuzz/seen/$target" "tests/fuzz/corpus/$target" || status=1
done
exit $status

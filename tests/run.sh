#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Installs what is missing (as root), builds and runs every test. Arguments go to ctest: sh tests/run.sh -R store
set -eu
cd "$(dirname "$0")/.."

sh cmake/need-packages.sh cmake/packages-build.txt tests/packages.txt
cmake --preset dev >/dev/null
cmake --build --preset dev -- --quiet
ctest --preset dev -j2 "$@"

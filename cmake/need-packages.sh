#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# need-packages.sh LIST…: installs the Debian packages of the lists that are missing.
# As an ordinary user it installs nothing, but says what is missing and exits 1.
set -eu

if ! command -v dpkg-query >/dev/null; then
    echo "need-packages: this is not Debian; the packages needed are listed in: $*" >&2
    exit 1
fi

missing=
for package in $(cat "$@" | grep -v '^#'); do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || :)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ]; then
    echo "need-packages: missing packages; as root, run:" >&2
    echo "    apt-get update && apt-get install --no-install-recommends$missing" >&2
    exit 1
fi

echo "need-packages: installing$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # a list of words
apt-get install -y -qq --no-install-recommends $missing >/dev/null

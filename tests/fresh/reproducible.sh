#!/usr/bin/env bash
# reproducible.sh: builds the committed state twice, in folders with different names, time zones, locales and umasks,
# and checks that the release programs are identical.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

git clone -q . "$folder/a"
git clone -q . "$folder/another-folder"
(cd "$folder/a" && make >/dev/null)
(cd "$folder/another-folder" && umask 077 && TZ=Asia/Tokyo LC_ALL=C.UTF-8 make -j2 >/dev/null)
cmp "$folder/a/dnsferret" "$folder/another-folder/dnsferret"
echo "ok - reproducible: $(sha256sum <"$folder/a/dnsferret" | cut -c1-64)"

#!/usr/bin/env bash
# reproducible.sh: the committed state built twice, in folders of other names and lengths, another time zone, locale
# and umask, gives the same program to the byte.
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

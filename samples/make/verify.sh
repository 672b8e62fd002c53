#!/bin/sh
# Compares every capture with its row in README.md, "| `name` | packets | messages |": both as tshark
# counts them, and no malformed message or wrong checksum.
#
# usage: verify.sh [DIR]
set -eu

dir=${1:-$(dirname "$0")/..}
failures=0

dissect() { # dissect FILE TSHARK-OPTION...
	file=$1
	shift
	tshark -n -r "$file" -o tcp.reassemble_out_of_order:TRUE -o ip.check_checksum:TRUE \
		-o udp.check_checksum:TRUE -o tcp.check_checksum:TRUE "$@" 2>/dev/null
}

complain() {
	echo "$*"
	failures=$((failures + 1))
}

# shellcheck disable=SC2016 # the backquotes are those of the table
described() { # the rows as "name packets messages"
	sed -n 's/^| `\([^`]*\)` | \([0-9,]*\) | \([0-9,]*\) |.*/\1 \2 \3/p' "$dir/README.md" |
		tr -d ,
}

for file in "$dir"/*.pcap* "$dir"/servers/*.pcap*; do
	described | grep -q "^${file#"$dir"/} " || complain "${file#"$dir"/}: not described"
done
rows=$(mktemp)
trap 'rm -f "$rows"' EXIT
described >"$rows"
while read -r name packets messages; do
	file=$dir/$name
	found=$(capinfos -T -r -c "$file" | cut -f2)
	[ "$found" = "$packets" ] || complain "$name: $found packets, not $packets"
	found=$(dissect "$file" -Y dns -T fields -e dns.id | tr ',' '\n' | grep -c . || :)
	[ "$found" = "$messages" ] || complain "$name: $found messages, not $messages"
	bad=$(dissect "$file" -Y '_ws.malformed || ip.checksum.status == 0 ||
		udp.checksum.status == 0 || tcp.checksum.status == 0' | wc -l)
	[ "$bad" = 0 ] || complain "$name: $bad malformed packets or wrong checksums"
done <"$rows"

[ "$failures" = 0 ] && echo "all captures agree with README.md"
exit $((failures > 0))

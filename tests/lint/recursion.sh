#!/bin/sh
# No recursion: the graph of direct calls in the debug program, which inlines little and keeps tail calls,
# has no cycle. Nodes are addresses with names, because static functions may share a name.
. "$(dirname "$0")/lib"

program=build/debug/dnsferret
calls=$program.calls
objdump -d --no-show-raw-insn "$program" | tr -d ':' | awk '
	/^[0-9a-f]+ <.*>$/ { sub(/^0+/, "", $1); from = $1 $2 }
	$2 ~ /^call/ && $4 ~ /^<[A-Za-z0-9_.]*>$/ { print from, $3 $4 }' >"$calls"
[ -s "$calls" ] || exit 1
{
	awk '$1 == $2 { print $1 " calls itself" }' "$calls" | sort -u
	tsort "$calls" 2>&1 >/dev/null | sed 's/^tsort: //'
} | report "no recursion"

#!/bin/sh
# No writable globals: the .data, .bss and thread-local sections of every release object are empty, except for
# the symbols listed here with a reason.
. "$(dirname "$0")/lib"

# symbol: reason
exceptions='
caught: set by the signal handler, which can reach nothing else
asked: set by the signal handler, which can reach nothing else
'

[ -d build/release/src ] || exit 1
find build/release/src -name '*.o' | sort | while read -r object; do
	[ -e "$(echo "$object" | sed 's,^build/release/\(.*\)\.o$,\1.c,')" ] || continue
	objdump -t "$object" | awk -v file="${object#build/release/}" '
		$0 ~ / O / && ($(NF-2) ~ /^\.(data|bss|tdata|tbss)/ || $(NF-2) == "*COM*") &&
		$(NF-2) !~ /^\.data\.rel\.ro/ && $(NF-1) !~ /^0+$/ { print $NF " in " file " (" $(NF-2) ")" }'
done | while read -r symbol rest; do
	echo "$exceptions" | grep -q "^$symbol:" || echo "$symbol $rest"
done | report "no writable globals"

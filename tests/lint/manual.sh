#!/bin/sh
# Manual pages are well-formed. (scdoc itself prints empty paragraphs.)
. "$(dirname "$0")/lib"

for page in docs/*.scd; do
	[ -e "$page" ] || continue
	{ scdoc <"$page" || echo "scdoc refuses it"; } 2>&1 | mandoc -T lint -W warning 2>&1 |
		grep -v "skipping paragraph macro" | sed "s,^,$page: ,"
done | report "manual pages"

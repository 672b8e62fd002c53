#!/bin/sh
# Manual pages are well-formed, apart from the empty paragraphs that scdoc writes.
. "$(dirname "$0")/lib"

for page in build/man/*.1; do
	mandoc -T lint -W warning "$page" 2>&1 | grep -v "skipping paragraph macro"
done | report "manual pages"

#!/bin/sh
# Source files have at most 500 lines (aim for 400), functions at most 80 (aim for 60). Tables of data have no
# limit: .def files, and the files named here.
. "$(dirname "$0")/lib"

tables=''

find src include tests -name '*.[ch]' | sort | xargs awk -v tables="$tables" '
	function file_done() {
		if (lines > 500 && index(tables, file) == 0) print file ": " lines " lines"
	}
	FNR == 1 { file_done(); file = FILENAME; start = 0 }
	{ lines = FNR }
	/^\{$/ { start = FNR; name = before }
	/^\}$/ && start {
		if (FNR - start > 80) print file ":" start ": " FNR - start " lines: " name
		start = 0
	}
	/^[^ \t]/ { before = $0 }
	END { file_done() }' | report "sizes of files and functions"

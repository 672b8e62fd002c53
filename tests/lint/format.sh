#!/bin/sh
# C sources are formatted as .clang-format says, by clang-format 14. Other versions format differently, so the check is
# left out where only they are installed.
. "$(dirname "$0")/lib"

formatter=$(command -v clang-format-14 || command -v clang-format) || exit 1
version=$("$formatter" --version | sed -n 's/.*version \([0-9]*\)\..*/\1/p')
[ -n "$version" ] || exit 1
if [ "$version" -ne 14 ]; then
	echo "ok - lint: format # SKIP clang-format $version is installed, and only clang-format 14 lays out as the sources are"
	exit 0
fi
find src include tests -name '*.[ch]' | sort | xargs "$formatter" --dry-run 2>&1 |
	grep -E 'warning:|error:' | report "format, by clang-format 14 (make format fixes it)"

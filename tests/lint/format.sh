#!/bin/sh
# C sources are formatted as .clang-format says, by clang-format 14: other versions format differently.
. "$(dirname "$0")/lib"

formatter=$(command -v clang-format-14 || command -v clang-format)
find src include tests -name '*.[ch]' | sort | xargs "$formatter" --dry-run 2>&1 |
	grep -E 'warning:|error:' | report "format (make format fixes it)"

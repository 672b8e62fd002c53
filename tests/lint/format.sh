#!/bin/sh
# .clang-format decides how C looks. Another major version would decide otherwise.
. "$(dirname "$0")/lib"

formatter=$(command -v clang-format-14 || command -v clang-format)
find src include tests -name '*.[ch]' | sort | xargs "$formatter" --dry-run 2>&1 |
	grep -E 'warning:|error:' | report "format (make format mends it)"

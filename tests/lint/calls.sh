#!/bin/sh
# Forbidden functions: unbounded copies, time zones and locales, other programs, allocation on the stack.
. "$(dirname "$0")/lib"

forbidden='strcpy strcat strncpy strncat sprintf vsprintf gets strtok strtok_r atoi atol atoll atof
	gmtime gmtime_r localtime localtime_r ctime ctime_r asctime mktime strftime setlocale
	alloca longjmp system popen rand srand random tmpnam tempnam mktemp'

# shellcheck disable=SC2086 # a list of words
pattern=$(printf '%s|' $forbidden)
code_of $(find src include -name '*.[ch]' | sort) |
	grep -E "(^|[^A-Za-z0-9_.>])(${pattern%|})[[:space:]]*\(" |
	sed 's/$/   <- forbidden/' | report "forbidden calls"

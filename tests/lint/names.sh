#!/bin/sh
# No file names a path of somebody's machine: no home folders, no mounted disks.
. "$(dirname "$0")/lib"

find . \( -name .git -o -name build -o -name __pycache__ \) -prune -o -type f ! -name dnsferret ! -name compile_commands.json -print | sort |
	xargs grep -nIE '(^|[^A-Za-z0-9_.~-])/(home|root|work|mnt|media|Users)/[A-Za-z0-9._-]+' |
	report "no machine paths"

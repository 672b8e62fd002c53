#!/bin/sh
# Includes go down only: which layer may include which, and which file may include which library.
. "$(dirname "$0")/lib"

# layer: what it may include besides itself.
layers='
base:
stream: base
capture: stream base
net: base
dns: base
log: stream dns base
read: capture log net dns stream base
stats: dns base
score: stats dns base
report: score stats base
render: report base
analysis: log read report score stats dns base
cli: analysis render report score stats read capture log net dns stream base
'
# library header: the only place that may include it.
libraries='
pcap: src/capture/
archive: src/stream/
zlib: src/stream/
lzma: src/stream/
ldns/: src/dns/text.c
libpsl: src/dns/suffix.c
xxhash: src/base/hash.c
idn2: src/base/idn.c
ini.h: src/cli/config.c
unictype: src/base/idn.c
seccomp: src/cli/sandbox_seccomp.c
'

find src include -name '*.[ch]' -o -name '*.def' | sort |
	xargs grep -nE '^[[:space:]]*#[[:space:]]*include' |
	awk -v layers="$layers" -v libraries="$libraries" '
	BEGIN {
		rows = split(layers, row, "\n")
		for (i = 1; i <= rows; i++) {
			split(row[i], part, ": *")
			known[part[1]] = 1
			allowed[part[1]] = " " part[2] " "
		}
		rows = split(libraries, row, "\n")
		for (i = 1; i <= rows; i++)
			if (split(row[i], part, ": *") == 2) place[part[1]] = part[2]
	}
	{
		split($0, part, ":")
		file = part[1]
		where = file ":" part[2] ": "
		target = $0
		sub(/^.*#[ \t]*include[ \t]*["<]/, "", target)
		sub(/[">].*$/, "", target)
	}
	/include[ \t]*</ {
		for (library in place)
			if (index(target, library) == 1 && index(file, place[library]) != 1)
				print where "<" target "> belongs to " place[library] " alone"
		next
	}
	{
		count = split(file, folder, "/")
		from = folder[2]
		if (target ~ /^\.\.\//) {
			# from a subfolder to its own layer, no further
			if (folder[1] != "src" || count < 4 || target ~ /^\.\.\/\.\.\//)
				print where "reaches into another folder: " target
			next
		}
		to = split(target, part, "/") > 1 ? part[1] : ""
		if (!(from in known)) print where "unknown layer " from
		else if (to == "" || !(to in known)) next
		else if (to != from && index(allowed[from], " " to " ") == 0)
			print where from " may not include " to
	}' | report layers

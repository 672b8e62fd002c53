# awk -f page.awk options.scd VERB.scd - <HELP: prints the page of a verb, with the line "@OPTIONS@" replaced by the
# options in its --help, in the same order and under the same headings, described as in options.scd.
function fail(message) {
	print "page.awk: " message >"/dev/stderr"
	failed = 1
	exit 1
}

FNR == 1 { file++ }

# A block starts with the names of its options and ends before the next block or heading.
file == 1 && /^[;#]/ { block = 0; next }
file == 1 && /^\*-/ {
	block = ++blocks
	names = $0
	while (match(names, /\*--[a-z-]+\*/)) {
		block_of[substr(names, RSTART + 3, RLENGTH - 4)] = block
		names = substr(names, RSTART + RLENGTH)
	}
}
file == 1 && block { text[block] = text[block] $0 "\n"; next }

file == 2 { page[++lines] = $0; next }

file == 3 && /^[A-Z][a-z]+:$/ { heading = "## " substr($0, 1, length($0) - 1) "\n\n"; next }
file == 3 && match($0, /^  (-.,|   ) --[a-z-]+/) {
	split(substr($0, RSTART, RLENGTH), words, "--")
	if (!(words[2] in block_of))
		fail("options.scd does not describe --" words[2])
	if (told[block_of[words[2]]]++)
		next
	options = options heading text[block_of[words[2]]]
	heading = ""
}

END {
	if (failed)
		exit 1
	for (i = 1; i <= lines; i++)
		if (page[i] == "@OPTIONS@")
			printf "%s", options
		else
			print page[i]
}

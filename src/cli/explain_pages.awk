# Converts docs/scorers/*.md to rows of a C table: {"name", "text"}, (see explain_pages.c).
FNR == 1 {
	if (NR > 1) print "},"
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.md$/, "", name)
	printf "{\"%s\",\n", name
}
{
	# A terminal cannot follow [text](target): the text stays.
	while (match($0, /\[[^]]*\]\([^)]*\)/)) {
		link = substr($0, RSTART, RLENGTH)
		text = link
		sub(/\]\([^)]*\)$/, "", text)
		$0 = substr($0, 1, RSTART - 1) substr(text, 2) substr($0, RSTART + length(link))
	}
	# one that began in the line before
	gsub(/\]\([^)]*\.md[^)]*\)/, "]")
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	printf "\"%s\\n\"\n", $0
}
END { print "}," }

# Converts docs/scorers/*.md to rows of a C table: {"name", "text"}, (see explain_pages.c).
FNR == 1 {
	if (NR > 1) print "},"
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.md$/, "", name)
	printf "{\"%s\",\n", name
}
{
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	printf "\"%s\\n\"\n", $0
}
END { print "}," }

# awk -f compile_commands.awk FOLDER FILES COMPILER FLAG...: the compilation database of the source files that standard
# input names, one per line. FILES, separated by blanks, are those that include a generated one.
function json(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}
BEGIN {
	folder = ARGV[1]
	generated = " " ARGV[2] " "
	for (i = 3; i < ARGC; i++) flags = flags json(ARGV[i]) ", "
	ARGC = 1
	print "["
}
{
	if (NR > 1) print ","
	printf "{\"directory\": %s, \"file\": %s, \"arguments\": [%s", json(folder), json($0), flags
	if (index(generated, " " $0 " ")) printf "%s, %s, ", json("-iquote"), json("build/generated")
	printf "\"-c\", %s]}", json($0)
}
END { print "\n]" }

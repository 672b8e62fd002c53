#!/bin/sh
# What the program can say has a page: every scorer, every anomaly, every end-to-end case.
. "$(dirname "$0")/lib"

# First quoted word of every row of a table: ROW(IDENTIFIER, "name", ...
names() {
	sed -n 's/^[A-Z_]*([A-Za-z0-9_]*, *"\([^"]*\)".*/\1/p' "$1"
}

{
	if [ -e src/score/scorers.def ]; then
		for scorer in $(names src/score/scorers.def); do
			[ -s "docs/scorers/$scorer.md" ] || echo "docs/scorers/$scorer.md is missing"
		done
	fi
	for anomaly in $(names include/anomaly.def); do
		grep -qsF -- "\`$anomaly\`" docs/anomalies.md ||
			echo "docs/anomalies.md says nothing about \`$anomaly\`"
	done
	for folder in tests/e2e/*/; do
		[ -d "$folder" ] || continue
		for file in README facts; do
			[ -s "$folder$file" ] || echo "$folder$file is missing"
		done
	done
} | report "pages of scorers, anomalies and cases"

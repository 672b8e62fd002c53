#!/bin/sh
# Every scorer, anomaly and log format is documented; every end-to-end case has its README and facts; every log format has
# a sample, a case on it, and a line that is tried against all others.
. "$(dirname "$0")/lib"

scorers=$(sed -n 's/^SCORER(\([a-z0-9_]*\),.*/\1/p' src/score/scorers/scorers.def | tr _ -)
anomalies=$(sed -n 's/^ANOMALY([A-Z0-9_]*, "\([^"]*\)".*/\1/p' include/base/anomaly.def)
formats=$(sed -n 's/^\(FORMAT\|BINARY\)([A-Z0-9_]*, "\([^"]*\)".*/\2/p' src/log/formats.def | uniq)
[ -n "$scorers" ] && [ -n "$anomalies" ] && [ -n "$formats" ] || exit 1

{
	for scorer in $scorers; do
		[ -s "docs/scorers/$scorer.md" ] || echo "docs/scorers/$scorer.md is missing"
	done
	for anomaly in $anomalies; do
		grep -qsF -- "\`$anomaly\`" docs/anomalies.md ||
			echo "docs/anomalies.md does not describe \`$anomaly\`"
	done
	for format in $formats; do
		page=docs/logs/$format.md
		[ -s "$page" ] || echo "$page is missing"
		grep -qF "($format.md)" docs/logs/README.md || echo "docs/logs/README.md does not list $format"
		grep -lqsF "inputs[0].format == \"$format\"" tests/e2e/cases/*/facts ||
			echo "no case in tests/e2e/cases is a log of the format $format"
		[ "$format" = dnstap ] || grep -qF "{\"$format\"," tests/unit/log/test_formats.c ||
			echo "tests/unit/log/test_formats.c has no line of the format $format"
		for sample in $(sed -n 's,.*(\.\./\.\./samples/\([^)#]*\)[)#].*,\1,p' "$page"); do
			[ -s "samples/$sample" ] || echo "$page names samples/$sample, which is missing"
		done
		grep -qsF '(../../samples/' "$page" || echo "$page names no sample"
	done
	for folder in tests/e2e/cases/*/; do
		for file in README facts; do
			[ -s "$folder$file" ] || echo "$folder$file is missing"
		done
	done
} | report "documentation of scorers, anomalies, log formats and cases"

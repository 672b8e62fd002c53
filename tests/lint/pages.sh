#!/bin/sh
# Every scorer and every anomaly is documented; every end-to-end case has its README and facts.
. "$(dirname "$0")/lib"

scorers=$(sed -n 's/^SCORER(\([a-z0-9_]*\),.*/\1/p' src/score/scorers/scorers.def | tr _ -)
anomalies=$(sed -n 's/^ANOMALY([A-Z0-9_]*, "\([^"]*\)".*/\1/p' include/base/anomaly.def)
[ -n "$scorers" ] && [ -n "$anomalies" ] || exit 1

{
	for scorer in $scorers; do
		[ -s "docs/scorers/$scorer.md" ] || echo "docs/scorers/$scorer.md is missing"
	done
	for anomaly in $anomalies; do
		grep -qsF -- "\`$anomaly\`" docs/anomalies.md ||
			echo "docs/anomalies.md does not describe \`$anomaly\`"
	done
	for folder in tests/e2e/cases/*/; do
		for file in README facts; do
			[ -s "$folder$file" ] || echo "$folder$file is missing"
		done
	done
} | report "documentation of scorers, anomalies and cases"

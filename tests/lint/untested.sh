#!/bin/sh
# Every source file has a unit test tests/unit/<layer>/test_<file>.c, or test_<folder>_<file>.c if two files of the layer
# have the same name. Those without one have a row in tests/unit/covered_elsewhere: the source, and the tests, below
# tests/, that cover it.
. "$(dirname "$0")/lib"

table=tests/unit/covered_elsewhere
sources=$(find src -name '*.c' | sort)
rows=$(sed 's/#.*//' $table)

# row SOURCE: its tests in the table.
row() {
	echo "$rows" | awk -v source="$1" '$1 == source { $1 = ""; print }'
}

# own SOURCE: its unit test.
own() {
	layer=${1#src/} layer=${layer%%/*} file=${1##*/} folder=${1%/*} folder=${folder##*/}
	name=test_$file
	[ "$(echo "$sources" | grep -cE "^src/$layer/(.*/)?$file$")" -eq 1 ] || name=test_${folder}_$file
	find tests/unit -path "tests/unit/$layer/$name"
}

{
	for source in $sources; do
		tests=$(row "$source")
		unit=$(own "$source")
		[ -n "$unit$tests" ] || echo "$source has no unit test and no row in $table"
		[ -z "$unit" ] || [ -z "$tests" ] || echo "$table: $source has a unit test, $unit: remove the row"
		for test in $tests; do
			[ -e "tests/$test" ] || echo "$table: $source: tests/$test does not exist"
		done
	done
	echo "$rows" | awk 'NF { print $1 }' | sort | uniq -d | sed "s,^,$table: two rows for ,"
	echo "$rows" | awk 'NF { print $1 }' | while read -r source; do
		[ -e "$source" ] || echo "$table: $source does not exist"
	done
	echo "$rows" | awk 'NF == 1 { print $1 ": no test in its row" }'
} | report "every source file has a test"

#!/usr/bin/env bash
# archive.sh: runs `make dist` in two clones of the committed state, with different folders, umasks, time zones, locales and
# settings of git, at different times. Both give the same archive, list and checksums; the checksums and the list fit the
# archive; the archive has every committed file and no other. A checkout with changes says so and packs the same; a folder
# without git is refused. Left out where this is no git checkout. Ends with "N passed, N failed".
# shellcheck disable=SC2016 # try evaluates its commands
set -euo pipefail
cd "$(dirname "$0")/../.."
unset MAKEFLAGS MAKELEVEL SOURCE_DATE_EPOCH
if ! command -v git >/dev/null || [ ! -e .git ] || ! git rev-parse -q --verify HEAD >/dev/null 2>&1; then
	echo "ok - archive # SKIP git is not installed, or this is not a git checkout of this user"
	echo "0 passed, 0 failed"
	exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0

# try NAME COMMAND: one test; in an "if", a command that fails in the middle ends nothing.
try() {
	if (eval "$2") >"$folder/said" 2>&1; then
		echo "ok - archive: $1"
		passed=$((passed + 1))
	else
		echo "not ok - archive: $1"
		sed 's/^/  /' "$folder/said"
		failed=$((failed + 1))
	fi
}
# packed FOLDER: the files that `make dist` made.
packed() {
	(cd "$1/build" && find . -maxdepth 1 -type f \( -name 'dnsferret-*' -o -name SHA256SUMS \) | sort)
}

git clone -q . "$folder/a"
git clone -q . "$folder/another folder"
git -C "$folder/another folder" config core.autocrlf true
git -C "$folder/another folder" config tar.umask 0077
version=$(sed -n 's/^VERSION := //p' Makefile)
name=dnsferret-$version

try "make dist" 'make -C "$folder/a" dist'
touch "$folder/another folder/README.md"
try "make dist elsewhere" 'cd "$folder/another folder" && umask 077 && TZ=Asia/Tokyo LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1 make dist'
try "three files" '[ "$(packed "$folder/a" | xargs)" = "./SHA256SUMS ./$name.spdx.json ./$name.tar.gz" ]'
try "the same bytes" 'for file in $(packed "$folder/a"); do cmp "$folder/a/build/$file" "$folder/another folder/build/$file" || exit 1; done'
mkdir "$folder/copy"
cp "$folder/a/build/SHA256SUMS" "$folder/a/build/$name".* "$folder/copy/"
try "checksums, in the folder the files were copied to" 'cd "$folder/copy" && sha256sum -c --strict SHA256SUMS'
printf 'x' >>"$folder/copy/$name.tar.gz"
try "checksums of a damaged archive do not fit" '! (cd "$folder/copy" && sha256sum -c --strict SHA256SUMS)'
tar -C "$folder" -xzf "$folder/a/build/$name.tar.gz"
try "the files of the commit, and no other" 'diff <(git -C "$folder/a" ls-files | LC_ALL=C sort) \
	<(cd "$folder/$name" && find . ! -type d | sed "s,^\./,," | LC_ALL=C sort)'
try "the contents of the commit" 'cd "$folder/a" && git ls-files -z | xargs -0 sha256sum >"$folder/sums" &&
	cd "$folder/$name" && sha256sum -c --quiet "$folder/sums"'
try "times of the commit, in whole" '[ "$(cd "$folder/$name" && find . -printf "%Ts\n" | sort -u)" = "$(git log -1 --format=%ct)" ]'
try "the list names version, archive, commit and libraries" 'python3 - "$folder/a/build/$name" "$version" "$(git rev-parse HEAD)" <<-END
	import hashlib, json, sys
	path, version, commit = sys.argv[1:]
	bill = json.load(open(path + ".spdx.json"))
	own, *others = bill["packages"]
	with open(path + ".tar.gz", "rb") as f:
	    digest = hashlib.sha256(f.read()).hexdigest()
	assert (own["name"], own["versionInfo"]) == ("dnsferret", version), own
	assert own["checksums"] == [{"algorithm": "SHA256", "checksumValue": digest}], own
	assert own["sourceInfo"].endswith(commit), own
	names = [p["name"] for p in others]
	assert {"gcc", "libpcap-dev", "libldns-dev", "libcmocka-dev"} <= set(names) and len(set(names)) == len(names), names
	ids = [p["SPDXID"] for p in bill["packages"]]
	ends = [r[e] for r in bill["relationships"] for e in ("spdxElementId", "relatedSpdxElement")]
	assert len(set(ids)) == len(ids) and set(ends) == {*ids, "SPDXRef-DOCUMENT"}, ends
	END'
echo 'not committed' >>"$folder/a/README.md"
try "changes are named and left out" 'make -C "$folder/a" dist 2>&1 | grep "uncommitted changes are not included" &&
	cmp "$folder/a/build/$name.tar.gz" "$folder/another folder/build/$name.tar.gz"'
try "without git it is refused" '! make -C "$folder/$name" dist 2>"$folder/why" && grep "no git checkout" "$folder/why" &&
	[ ! -e "$folder/$name/build" ]'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

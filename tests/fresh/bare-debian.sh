#!/usr/bin/env bash
# bare-debian.sh [make-goal...]: proves what the README promises, on a machine where nothing is
# installed. Makes a minimal Debian 12 with debootstrap, installs make and nothing else, clones the
# committed state of this tree into it and runs `make demo` and `make check` (or the goals given).
# Needs root, debootstrap, git, and the package mirror this machine uses itself.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- demo check

[ "$(id -u)" -eq 0 ] || { echo "bare-debian: has to run as root (debootstrap, chroot)" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "bare-debian: debootstrap is not installed" >&2; exit 2; }

root=$(mktemp -d "${TMPDIR:-/tmp}/bare-debian.XXXXXX")
chmod 755 "$root" # apt downloads as a user of its own
# shellcheck disable=SC2317 # called by the trap
cleanup() {
	umount -q "$root/proc" "$root/dev/shm" "$root/dev" 2>/dev/null || true
	mountpoint -q "$root/dev" || mountpoint -q "$root/proc" || rm -rf --one-file-system "$root"
}
trap cleanup EXIT

# The mirrors and the proxy of this machine, whatever they are.
# shellcheck disable=SC2016 # apt expands these
mirrors=$(apt-get indextargets --format 'deb $(SITE) $(CODENAME) $(COMPONENT) $(ORIGIN)' \
	'Created-By: Packages' | sed -n '/ bookworm.* Debian$/s/ Debian$//p' | sort -u)
mirror=$(echo "$mirrors" | awk '$3 == "bookworm" { print $2; exit }')
[ -n "$mirror" ] || { echo "bare-debian: apt here knows no Debian 12 mirror" >&2; exit 2; }
proxy=$(apt-config dump Acquire::http::Proxy Acquire::https::Proxy)
eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
export http_proxy https_proxy

echo "== a bare Debian 12 from $mirror"
debootstrap --variant=minbase bookworm "$root" "$mirror" >"$root.log" 2>&1 ||
	{ tail -n 20 "$root.log" >&2; exit 2; }
rm -f "$root.log"
echo "$mirrors" >"$root/etc/apt/sources.list"
echo "$proxy" >"$root/etc/apt/apt.conf.d/proxy"
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/dev/shm"

git clone -q --no-hardlinks . "$root/opt/dnsferret"
inside() {
	chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C \
		sh -c "cd /opt/dnsferret && $1"
}

echo "== apt-get install make"
inside 'apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y -o Dpkg::Use-Pty=0 make >/dev/null 2>&1'
failed=0
for goal; do
	echo "== make $goal"
	start=$SECONDS
	if inside "make $goal"; then
		echo "== make $goal: ok after $((SECONDS - start)) s"
	else
		echo "== make $goal: FAILED after $((SECONDS - start)) s"
		failed=1
	fi
done
exit "$failed"

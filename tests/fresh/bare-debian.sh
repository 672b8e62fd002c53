#!/usr/bin/env bash
# bare-debian.sh [make-goal...]: tests what the README promises on a system where nothing is installed. Creates a
# minimal Debian 12 with debootstrap, installs make and nothing else, clones the committed state of this tree into it
# and runs `make demo` and `make check` (or the goals given). Then runs `make demo` without a network, as a user with
# sudo while a package is missing, and in the unpacked archive of `make dist`. The package of `make deb` is installed
# and run on a second bare system, where the commands of .ci/Containerfile then make the static program for an empty
# root. SUITE=trixie does all of it with Debian 13 (the default is bookworm, Debian 12). Needs root, and uses the
# package mirror of this machine, which has to be a Debian 12.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- demo check
suite=${SUITE:-bookworm}

[ "$(id -u)" -eq 0 ] || { echo "bare-debian: needs root (debootstrap, chroot)" >&2; exit 2; }
.ci/deps fresh

root=$(mktemp -d "${TMPDIR:-/tmp}/bare-debian.XXXXXX")
chmod 755 "$root" # apt downloads as another user
# shellcheck disable=SC2317 # called by the trap
cleanup() {
	umount -q "$root.second/proc" "$root/proc" "$root/dev/pts" "$root/dev/shm" "$root/dev" 2>/dev/null || true
	mountpoint -q "$root/dev" || mountpoint -q "$root/proc" || rm -rf --one-file-system "$root" "$root.second"
}
trap cleanup EXIT

# The mirrors and the proxy of this machine.
# shellcheck disable=SC2016 # apt expands these
mirrors=$(apt-get indextargets --format 'deb $(SITE) $(CODENAME) $(COMPONENT) $(ORIGIN)' \
	'Created-By: Packages' | sed -n '/ bookworm.* Debian$/s/ Debian$//p' | sort -u |
	sed "s/ bookworm/ $suite/")
mirror=$(echo "$mirrors" | awk -v suite="$suite" '$3 == suite { print $2; exit }')
[ -n "$mirror" ] || { echo "bare-debian: apt has no Debian 12 mirror" >&2; exit 2; }
proxy=$(apt-config dump Acquire::http::Proxy Acquire::https::Proxy)
eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
export http_proxy https_proxy

echo "== a bare Debian ($suite) from $mirror"
debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 ||
	{ tail -n 20 "$root.log" >&2; exit 2; }
rm -f "$root.log"
echo "$mirrors" >"$root/etc/apt/sources.list"
echo "$proxy" >"$root/etc/apt/apt.conf.d/proxy"
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
cp -a "$root" "$root.second"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount --make-private "$root/dev"
mount --bind /dev/pts "$root/dev/pts"
mount -t tmpfs tmpfs "$root/dev/shm"

git clone -q --no-hardlinks . "$root/opt/dnsferret"
# chrooted [PREFIX...] COMMAND: runs a shell command in the new system, with an empty environment.
chrooted() {
	local command=${*: -1}
	"${@:1:$#-1}" chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C \
		DEBIAN_FRONTEND=noninteractive sh -c "cd /opt/dnsferret && $command"
}
failed=0
# step NAME [PREFIX...] COMMAND: a command that has to succeed.
step() {
	local name=$1 start=$SECONDS
	shift
	echo "== $name"
	if chrooted "$@"; then
		echo "== $name: ok after $((SECONDS - start)) s"
	else
		echo "== $name: FAILED after $((SECONDS - start)) s"
		failed=1
	fi
}

step 'apt-get install make' 'apt-get -qq update && apt-get -qq install -y -o Dpkg::Use-Pty=0 make >/dev/null 2>&1'
for goal; do
	step "make $goal" "make $goal"
done
step 'make demo, offline' unshare --net 'make clean && make demo >/dev/null'
step 'make demo, as a user with sudo' 'apt-get -qq install -y -o Dpkg::Use-Pty=0 sudo >/dev/null 2>&1 &&
	dpkg --remove --force-depends scdoc >/dev/null && useradd --create-home user &&
	echo "user ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/user && cp -r . ~user/dnsferret &&
	chown -R user ~user && su user -c "cd ~/dnsferret && make demo" | grep -m 2 -e "^make deps" -e CRITICAL'
step 'make dist, unpacked' 'apt-get -qq install -y -o Dpkg::Use-Pty=0 git >/dev/null 2>&1 &&
	git config --global --add safe.directory /opt/dnsferret && make dist && (cd build && sha256sum -c SHA256SUMS) && mkdir /opt/dist &&
	tar -C /opt/dist -xzf build/dnsferret-*.tar.gz && cd /opt/dist/* && make demo >/dev/null'
step 'make deb' 'make deb'
cp "$root"/opt/dnsferret/build/*.deb "$root"/opt/dnsferret/samples/rat-80.pcap "$root.second/opt/" &&
	mkdir "$root.second/opt/dnsferret"
mount -t proc proc "$root.second/proc"
root=$root.second step 'the package, on a bare system' 'cd /opt && apt-get -qq update &&
	apt-get -qq install -y -o Dpkg::Use-Pty=0 ./*.deb >/dev/null 2>&1 && dnsferret rat-80.pcap | grep -m 1 CRITICAL &&
	apt-get -qq purge -y dnsferret >/dev/null 2>&1 && ! ls /usr/bin/dnsferret 2>/dev/null'
git clone -q --no-hardlinks . "$root.second/src"
sed -n '/^FROM .* AS build/,/^FROM scratch/s/^RUN //p' .ci/Containerfile >"$root.second/commands"
root=$root.second step 'the commands of .ci/Containerfile' 'cd /src && sh -e /commands >/tmp/said 2>&1 || ! tail /tmp/said'
root=$root.second step 'its program, in an empty root' 'mkdir /opt/empty && cp /src/build/static/dnsferret /src/samples/rat-80.pcap \
	/opt/empty && chroot /opt/empty /dnsferret /rat-80.pcap | grep -m 1 CRITICAL'
umount "$root.second/proc"
exit "$failed"

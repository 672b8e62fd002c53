#!/bin/sh
# Records sessions of real tunnel tools between two network namespaces:
#
#   client 10.20.0.23 ---- veth ---- server 10.20.0.53 (the tool's own DNS server, zone t.example.net)
#
# usage: record.sh OUTDIR [iodine-null | iodine-txt | dns2tcp-txt | dns2tcp-key]...
#
# Needs root, iodine, dns2tcp, tcpdump, editcap and capinfos, curl, ethtool, iproute2, iputils-ping, python3.
# The tools draw random numbers, so a new recording has the same shape and not the same octets.
set -eu

CLIENT=10.20.0.23 SERVER=10.20.0.53 ZONE=t.example.net
TUNNEL_SERVER=192.168.99.1
START=1710234000 # 2024-03-12 09:00:00 UTC
PACKETS=480

out=${1:?usage: record.sh OUTDIR [session]...}
shift
[ $# -gt 0 ] || set -- iodine-null iodine-txt dns2tcp-txt dns2tcp-key

work=$(mktemp -d)
client=sample-client-$$ server=sample-server-$$
jobs=

background() { # background NAMESPACE COMMAND...; an external command, so that $! is its own process
	ip netns exec "$@" >>"$work/log" 2>&1 &
	jobs="$! $jobs"
}

stop_jobs() {
	for job in $jobs; do
		kill "$job" 2>/dev/null || true
		wait "$job" 2>/dev/null || true
	done
	jobs=
}

clean_up() {
	stop_jobs
	ip netns del "$client" 2>/dev/null || true
	ip netns del "$server" 2>/dev/null || true
	rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

on_client() { ip netns exec "$client" "$@"; }

plug() { # plug NAMESPACE ADDRESS
	ip netns exec "$1" sysctl -qw net.ipv6.conf.all.disable_ipv6=1
	ip netns exec "$1" ethtool -K eth0 tx off >/dev/null # real checksums
	ip -n "$1" address add "$2/24" dev eth0
	ip -n "$1" link set lo up
	ip -n "$1" link set eth0 up
}

lay_cable() {
	ip netns add "$client"
	ip netns add "$server"
	ip -n "$client" link add eth0 address 02:00:0a:14:00:17 type veth \
		peer name eth0 address 02:00:0a:14:00:35 netns "$server"
	plug "$client" $CLIENT
	plug "$server" $SERVER
}

serve_pages() {
	mkdir "$work/www"
	seq 1 3000 >"$work/www/numbers.txt"
	echo '<h1>It works</h1>' >"$work/www/index.html"
	background "$server" python3 -m http.server 8000 --directory "$work/www"
}

wait_for() { # wait_for COMMAND...: until it succeeds, 20 s at most
	for _ in $(seq 100); do
		"$@" >/dev/null 2>&1 && return
		sleep 0.2
	done
	cat "$work/log" >&2
	exit 1
}

start_capture() {
	background "$client" tcpdump -n -U -i eth0 -w "$work/raw.pcap" \
		'udp port 53 or (udp and ip[6:2] & 0x1fff != 0)'
	sleep 1
}

# The first packets only, and their times moved to START.
save() {
	sleep 1
	stop_jobs
	first=$(capinfos -T -r -S -a "$work/raw.pcap" | cut -f2)
	shift_by=$(python3 -c 'import decimal, sys; print(decimal.Decimal(sys.argv[1]) - decimal.Decimal(sys.argv[2]))' "$START" "$first")
	editcap -F pcap -t "$shift_by" -r "$work/raw.pcap" "$out/$1.pcap" "1-$PACKETS"
}

iodine_session() { # iodine_session NAME TYPE
	background "$server" iodined -f -c -P sample "$TUNNEL_SERVER/24" "$ZONE"
	sleep 1
	background "$client" iodine -f -r -T "$2" -P sample "$SERVER" "$ZONE"
	wait_for on_client ping -c 1 -W 1 "$TUNNEL_SERVER"
	on_client ping -c 8 -i 0.5 "$TUNNEL_SERVER" >>"$work/log"
	sleep 9 # idle: only polls
	for _ in 1 2 3; do
		on_client curl -s -m 20 -o /dev/null "http://$TUNNEL_SERVER:8000/"
		sleep 1
	done
	on_client curl -s -m 20 -o /dev/null "http://$TUNNEL_SERVER:8000/numbers.txt" || true
	on_client curl -s -m 20 -o /dev/null -F file=@"$work/www/numbers.txt" "http://$TUNNEL_SERVER:8000/" || true
	sleep 5
	save "$1"
}

dns2tcp_session() { # dns2tcp_session NAME TYPE
	cat >"$work/dns2tcpd.conf" <<-EOF
		listen = $SERVER
		port = 53
		user = nobody
		chroot = /var/empty
		domain = $ZONE
		key = sample
		resources = web:127.0.0.1:8000
	EOF
	mkdir -p /var/empty
	background "$server" dns2tcpd -F -f "$work/dns2tcpd.conf"
	sleep 1
	background "$client" dns2tcpc -z "$ZONE" -k sample -r web -l 8000 -T "$2" "$SERVER"
	sleep 2
	for page in "" "" numbers.txt; do
		on_client curl -s -m 20 -o /dev/null "http://127.0.0.1:8000/$page" || true
		sleep 2
	done
	on_client curl -s -m 20 -o /dev/null -F file=@"$work/www/numbers.txt" "http://127.0.0.1:8000/" || true
	sleep 3
	save "$1"
}

record() { # record NAME
	lay_cable
	serve_pages
	start_capture
	case $1 in
	iodine-*) iodine_session "$1" "$(echo "${1#iodine-}" | tr '[:lower:]' '[:upper:]')" ;;
	dns2tcp-*) dns2tcp_session "$1" "$(echo "${1#dns2tcp-}" | tr '[:lower:]' '[:upper:]')" ;;
	*) echo "unknown session: $1" >&2 && exit 2 ;;
	esac
	ip netns del "$client"
	ip netns del "$server"
	rm -rf "$work/www" "$work/log"
}

for session; do
	record "$session"
done

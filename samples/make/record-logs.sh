#!/bin/sh
# Records the same session three times: as the query log of a real DNS server, as dnstap where the server
# has it, and as a capture at its door. Three network namespaces:
#
#   clients 10.20.0.0/24 ---- 10.20.0.53 DNS server 192.0.2.53 ---- 192.0.2.0/24 the internet
#   2001:db8:20::/64          2001:db8:20::53                       .10 the office's names
#                                                                   .20 tunnel server, zone t.example.net
#                                                                   .30 the RAT's server, zone example.co.jp
#
# usage: record-logs.sh OUTDIR [SERVER-SESSION]...
#
#   SERVER    bind, unbound, dnsmasq
#   SESSION   rat         80 TXT queries within ten seconds, each answered, and an office (lab.py)
#             rat-gone    the same; the RAT's server answers nothing
#             iodine      login, pings, a small web page, and an office
#             dns2tcp     web pages, and an office
#             office      nothing else
#
# Needs root, bind9, unbound, dnsmasq-base, fstrm-bin, iodine, dns2tcp, tcpdump, curl, ethtool, iproute2,
# iputils-ping, python3. Nothing in a recording is changed, the times neither; the logs are told to name
# no host. The tools draw random numbers, so a new recording has the same shape and not the same octets.
set -eu
export TZ=UTC LC_ALL=C

SERVER=10.20.0.53 SERVER6=2001:db8:20::53
CLIENTS="10.20.0.23 10.20.0.11 10.20.0.12 10.20.0.13 10.20.0.14" CLIENT6=2001:db8:20::19
OFFICE_SERVER=192.0.2.10 TUNNEL_SERVER=192.0.2.20 RAT_SERVER=192.0.2.30
TUNNEL_ZONE=t.example.net RAT_ZONE=example.co.jp
INSIDE=192.168.99.1 # the tunnel's end

out=${1:?usage: record-logs.sh OUTDIR [SERVER-SESSION]...}
shift
[ $# -gt 0 ] || set -- bind-rat bind-rat-gone bind-iodine bind-dns2tcp bind-office \
	unbound-rat unbound-rat-gone unbound-iodine unbound-dns2tcp unbound-office \
	dnsmasq-rat dnsmasq-rat-gone dnsmasq-iodine dnsmasq-dns2tcp dnsmasq-office

lab=$(dirname "$(readlink -f "$0")")/lab.py
work=$(mktemp -d)
clients=lab-clients-$$ server=lab-server-$$ internet=lab-internet-$$
jobs='' client_jobs=''

background() { # background NAMESPACE COMMAND...; an external command, so that $! is its own process
	ip netns exec "$@" >>"$work/messages" 2>&1 &
	if [ "$1" = "$clients" ]; then
		client_jobs="$! $client_jobs"
	else
		jobs="$! $jobs"
	fi
}

stop() { # stop PROCESS...
	for job; do
		kill "$job" 2>/dev/null || true
		wait "$job" 2>/dev/null || true
	done
}

# Clients first, so that the log, the taps and the capture end with the same message. Then the last
# started is the first to end: internet, DNS server, what takes its taps, capture.
stop_jobs() {
	# shellcheck disable=SC2046,SC2086 # a list
	stop $client_jobs
	sleep 2
	# shellcheck disable=SC2086
	stop $jobs
	jobs='' client_jobs=''
}

clean_up() {
	# shellcheck disable=SC2046,SC2086 # a list
	stop $client_jobs $jobs
	for namespace in "$clients" "$server" "$internet"; do
		ip netns del "$namespace" 2>/dev/null || true
	done
	rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

plug() { # plug NAMESPACE DEVICE ADDRESS/LENGTH...
	ip netns exec "$1" ethtool -K "$2" tx off >/dev/null # real checksums
	ip -n "$1" link set lo up
	ip -n "$1" link set "$2" up
	namespace=$1 device=$2
	shift 2
	for address; do
		case $address in
		*:*) ip -n "$namespace" address add "$address" dev "$device" nodad ;;
		*) ip -n "$namespace" address add "$address" dev "$device" ;;
		esac
	done
}

lay_cables() {
	for namespace in "$clients" "$server" "$internet"; do
		ip netns add "$namespace"
	done
	ip -n "$clients" link add eth0 address 02:00:0a:14:00:17 type veth \
		peer name eth0 address 02:00:0a:14:00:35 netns "$server"
	ip -n "$server" link add eth1 type veth peer name eth0 netns "$internet"
	# shellcheck disable=SC2046,SC2086 # a list
	plug "$clients" eth0 $(printf '%s/24 ' $CLIENTS) $CLIENT6/64
	plug "$server" eth0 $SERVER/24 $SERVER6/64
	plug "$server" eth1 192.0.2.53/24
	plug "$internet" eth0 $OFFICE_SERVER/24 $TUNNEL_SERVER/24 $RAT_SERVER/24
}

wait_for() { # wait_for COMMAND...: until it succeeds, 20 s at most
	for _ in $(seq 100); do
		"$@" >/dev/null 2>&1 && return
		sleep 0.2
	done
	cat "$work/messages" >&2
	exit 1
}

on_clients() { ip netns exec "$clients" "$@"; }

# The DNS servers. All forward what they do not know.

start_bind() {
	cat >"$work/named.conf" <<-END
		options {
			directory "$work";
			pid-file none; session-keyfile none; lock-file none;
			listen-on { $SERVER; }; listen-on-v6 { $SERVER6; };
			allow-query { any; }; allow-recursion { any; };
			forward only; forwarders { $OFFICE_SERVER; };
			dnssec-validation no; empty-zones-enable no;
			dnstap { all; }; dnstap-output file "taps"; dnstap-identity "resolver.example"; dnstap-version none;
		};
		controls { };
		zone "$TUNNEL_ZONE" { type forward; forward only; forwarders { $TUNNEL_SERVER; }; };
		zone "$RAT_ZONE" { type forward; forward only; forwarders { $RAT_SERVER; }; };
		logging {
			channel queries { file "log"; severity info; print-time yes; print-category yes; print-severity yes; };
			category queries { queries; };
			category query-errors { queries; };
		};
	END
	background "$server" /usr/sbin/named -f -n 1 -c "$work/named.conf"
}

start_unbound() {
	cat >"$work/unbound.conf" <<-END
		server:
			directory: "$work"
			chroot: ""
			username: ""
			pidfile: ""
			do-daemonize: no
			use-syslog: no
			logfile: log
			log-queries: yes
			log-replies: yes
			interface: $SERVER
			interface: $SERVER6
			access-control: 0.0.0.0/0 allow
			access-control: ::/0 allow
			module-config: iterator
			unblock-lan-zones: yes
			qname-minimisation: no
		remote-control:
			control-enable: no
		forward-zone:
			name: .
			forward-addr: $OFFICE_SERVER
		forward-zone:
			name: $TUNNEL_ZONE
			forward-addr: $TUNNEL_SERVER
		forward-zone:
			name: $RAT_ZONE
			forward-addr: $RAT_SERVER
		dnstap:
			dnstap-enable: yes
			dnstap-socket-path: tap.sock
			dnstap-send-identity: yes
			dnstap-identity: resolver.example
			dnstap-log-client-query-messages: yes
			dnstap-log-client-response-messages: yes
	END
	background "$server" fstrm_capture -t protobuf:dnstap.Dnstap -u "$work/tap.sock" -w "$work/taps"
	wait_for test -S "$work/tap.sock"
	background "$server" unbound -d -c "$work/unbound.conf"
}

start_dnsmasq() {
	background "$server" dnsmasq --keep-in-foreground --conf-file=/dev/null --user=root --pid-file \
		--no-resolv --no-hosts --bind-interfaces --listen-address="$SERVER,$SERVER6" \
		--log-queries=extra --log-facility="$work/log" --server="$OFFICE_SERVER" \
		--server="/$TUNNEL_ZONE/$TUNNEL_SERVER" --server="/$RAT_ZONE/$RAT_SERVER"
}

# What is played at them

play() { # play SCENE [COMMAND...]: what happens beside it
	background "$internet" "$lab" answer "$1" $OFFICE_SERVER
	sleep 1
	background "$clients" "$lab" ask "$1" $SERVER $SERVER6
	playing=$!
	shift
	"$@"
	wait "$playing"
}

rat_session() { # rat_session ROLE: of the RAT's server
	background "$internet" "$lab" "$1" $RAT_SERVER
	play rat :
}

serve_pages() {
	mkdir "$work/www"
	seq 1 1000 >"$work/www/numbers.txt"
	echo '<h1>It works</h1>' >"$work/www/index.html"
	background "$internet" python3 -m http.server 8000 --directory "$work/www"
}

fetch() { on_clients curl -s -m 20 -o /dev/null "$@" || true; }

iodine_session() {
	serve_pages
	background "$internet" iodined -f -c -l "$TUNNEL_SERVER" -P sample "$INSIDE/24" "$TUNNEL_ZONE"
	sleep 1
	background "$clients" iodine -f -r -T NULL -m 600 -P sample "$SERVER" "$TUNNEL_ZONE"
	wait_for on_clients ping -c 1 -W 1 "$INSIDE"
	on_clients ping -c 4 -i 0.5 "$INSIDE" >>"$work/messages"
	sleep 4 # idle: only polls
	fetch "http://$INSIDE:8000/"
	fetch "http://$INSIDE:8000/numbers.txt"
	sleep 2
}

dns2tcp_session() {
	serve_pages
	cat >"$work/dns2tcpd.conf" <<-END
		listen = $TUNNEL_SERVER
		port = 53
		user = nobody
		chroot = /var/empty
		domain = $TUNNEL_ZONE
		key = sample
		resources = web:127.0.0.1:8000
	END
	mkdir -p /var/empty
	background "$internet" dns2tcpd -F -f "$work/dns2tcpd.conf"
	sleep 1
	background "$clients" dns2tcpc -z "$TUNNEL_ZONE" -k sample -r web -l 8000 -T TXT "$SERVER"
	sleep 2
	fetch "http://127.0.0.1:8000/"
	sleep 1
	fetch "http://127.0.0.1:8000/numbers.txt"
	fetch -F file=@"$work/www/numbers.txt" "http://127.0.0.1:8000/"
	sleep 2
}

save() { # save NAME: the log of dnsmasq says no year, so its name does
	stop_jobs
	log=$1
	[ "${1%%-*}" != dnsmasq ] || log=$1-$(date +%Y)
	gzip -n9 <"$work/log" >"$out/$log.log.gz"
	gzip -n9 <"$work/capture" >"$out/$1.pcap.gz"
	[ ! -e "$work/taps" ] || gzip -n9 <"$work/taps" >"$out/$1.dnstap.gz"
}

record() { # record NAME
	lay_cables
	background "$server" tcpdump -n -U --immediate-mode -i eth0 -w "$work/capture" \
		'port 53 or ip[6:2] & 0x1fff != 0 or ip6 proto 44'
	"start_${1%%-*}"
	sleep 2
	case ${1#*-} in
	rat) rat_session command ;;
	rat-gone) rat_session silence ;;
	iodine) play office iodine_session ;;
	dns2tcp) play office dns2tcp_session ;;
	office) play office : ;;
	*) echo "unknown session: $1" >&2 && exit 2 ;;
	esac
	save "$1"
	for namespace in "$clients" "$server" "$internet"; do
		ip netns del "$namespace"
	done
	rm -rf "${work:?}"/*
}

for session; do
	record "$session"
done

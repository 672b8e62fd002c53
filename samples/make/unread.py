"""DNS that is not on port 53: on another port, encrypted, of the local link, behind a tunnel."""

import struct

import dns
import ip
import office
from dns import Record
from office import RESOLVER
from rng import Rng
from tunnels import BASE36, INFECTED
from wire import MILLISECOND, SECOND, START, Trace

OTHER_PORT = 5300
ZONE = "side-door.example"
ESP = 50


def framed(message):
    return struct.pack("!H", len(message)) + message


def other_port():
    """150 queries and their responses over UDP, ten over TCP: nothing of it on port 53."""
    rng = Rng("other-port")
    trace = Trace()
    time = START
    for number in range(160):
        ident, port = rng.below(0x10000), rng.between(49152, 65535)
        name = f"{rng.text(BASE36, 44)}.{ZONE}"
        query = dns.query(ident, name, "TXT")
        response = dns.response(ident, name, "TXT", (Record(name, "TXT", 5, (rng.text(BASE36, 30),)),))
        if number < 150:
            trace.udp(time, INFECTED, port, RESOLVER, OTHER_PORT, query)
            trace.udp(time + 3 * MILLISECOND, RESOLVER, OTHER_PORT, INFECTED, port, response)
        else:
            trace.add(time, INFECTED, RESOLVER, ip.TCP, ip.tcp(
                INFECTED, port, RESOLVER, OTHER_PORT, 1, 1, ip.PSH | ip.ACK, framed(query)))
            trace.add(time + 3 * MILLISECOND, RESOLVER, INFECTED, ip.TCP, ip.tcp(
                RESOLVER, OTHER_PORT, INFECTED, port, 1, 1 + len(framed(query)), ip.PSH | ip.ACK,
                framed(response)))
        time += rng.between(100, 900) * MILLISECOND
    return trace


def client_hello(rng, host):
    """RFC 8446 4.1.2, with a session id, three cipher suites and the name as the second extension."""
    name = host.encode()
    server_name = struct.pack("!HBH", len(name) + 3, 0, len(name)) + name
    extensions = struct.pack("!HHH", 43, 3, 0x0203) + b"\4"
    extensions += struct.pack("!HH", 0, len(server_name)) + server_name
    body = struct.pack("!H", 0x0303) + rng.octets(32) + b"\x20" + rng.octets(32)
    body += struct.pack("!H3H", 6, 0x1301, 0x1302, 0x1303) + b"\1\0"
    body += struct.pack("!H", len(extensions)) + extensions
    handshake = b"\1" + struct.pack("!I", len(body))[1:] + body
    return struct.pack("!BHH", 22, 0x0301, len(handshake)) + handshake


def encrypted():
    """DNS over TLS, QUIC and HTTPS, mDNS, LLMNR and IPsec; and TLS to a host that is no resolver."""
    rng = Rng("encrypted")
    trace = Trace()
    client = office.address(11)
    time = START

    def tcp(server, port, payload, source_port=None):
        source_port = source_port or rng.between(49152, 65535)
        trace.add(time, client, server, ip.TCP, ip.tcp(
            client, source_port, server, port, 1, 1, ip.PSH | ip.ACK, payload))

    for number in range(12):
        tcp("198.51.100.7", 853, client_hello(rng, "dns.resolver.example"))
        trace.udp(time + 1, client, rng.between(49152, 65535), "198.51.100.7", 853, rng.octets(1200))
        time += rng.between(200, 900) * MILLISECOND
        if number % 4 == 0:
            tcp("203.0.113.9", 443, client_hello(rng, "mozilla.cloudflare-dns.com"))
            tcp("203.0.113.10", 443, client_hello(rng, "www.notdns.google.example"))
            time += SECOND
        trace.udp(time, client, 5353, "224.0.0.251", 5353, dns.query(0, "_ipp._tcp.local", "PTR", flags=0))
        trace.udp(time + 1, client, 50001, "224.0.0.252", 5355, dns.query(number, "fileserver2", "A", flags=0))
        trace.add(time + 2, client, "203.0.113.20", ESP, rng.octets(120))
        time += SECOND
    return trace

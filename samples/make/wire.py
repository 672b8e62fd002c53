"""The IP packets of a scene, and the queries and responses between a client and its resolver."""

from typing import NamedTuple

import dns
import ip

MICROSECOND, MILLISECOND, SECOND = 1_000, 1_000_000, 1_000_000_000
MINUTE, HOUR = 60 * SECOND, 3600 * SECOND
START = 1_710_234_000 * SECOND  # 2024-03-12 09:00:00 UTC
PORT = 53


class Reply(NamedTuple):
    answers: tuple = ()
    authority: tuple = ()
    rcode: str = "NOERROR"


class Trace:
    def __init__(self):
        self.unsorted = []
        self.idents = {}

    def add(self, time, source, destination, protocol, payload):
        ident = self.idents.get(source, ip.checksum(ip.packed(source)))
        self.idents[source] = (ident + 1) & 0xFFFF
        self.put(time, ip.packet(source, destination, protocol, payload, ident))

    def put(self, time, packet):
        self.unsorted.append((time, packet))

    def udp(self, time, source, source_port, destination, destination_port, payload):
        self.add(time, source, destination, ip.UDP,
                 ip.udp(source, source_port, destination, destination_port, payload))

    def packets(self):
        return sorted(self.unsorted, key=lambda packet: packet[0])

    def frames(self, encapsulate):
        return [(time, encapsulate(packet)) for time, packet in self.packets()]


class Resolver:
    """Answers the queries of its clients; all packets go into the trace."""

    def __init__(self, trace, rng, address):
        self.trace = trace
        self.rng = rng
        self.address = address
        self.known = set()

    def port(self):
        return self.rng.between(49152, 65535)

    def latency(self, name, type):
        """The delay of a response; short if the resolver has the answer in its cache."""
        if (name, type) in self.known:
            return self.rng.between(150, 900) * MICROSECOND
        self.known.add((name, type))
        return self.rng.between(6_000, 90_000) * MICROSECOND

    def ask(self, time, client, name, type, reply=None, port=None,
            edns=None, dnssec_ok=False, latency=None):
        """One exchange; without a reply the query stays unanswered. Returns the time of its end."""
        ident, port = self.rng.below(0x10000), port or self.port()
        self.trace.udp(time, client, port, self.address, PORT,
                       dns.query(ident, name, type, edns, dnssec_ok))
        if reply is None:
            return time
        time += latency or self.latency(name, type)
        self.trace.udp(time, self.address, PORT, client, port,
                       dns.response(ident, name, type, *reply, edns and 1232, dnssec_ok))
        return time

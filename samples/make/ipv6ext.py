"""DNS behind IPv6 extension headers."""

import struct

import dns
import internet
import ip
from rng import Rng
from wire import MILLISECOND, PORT, SECOND, START, Trace

HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION = 0, 43, 44, 51, 60
SEGMENT_ROUTING = 4
CLIENT, SERVER = "2001:db8:60::11", "2001:db8:60::53"
PADDING = b"\x01\x04\0\0\0\0"  # PadN over six octets


def options(next_header):
    return bytes((next_header, 0)) + PADDING


def router_alert(next_header):
    return bytes((next_header, 0)) + b"\x05\x02\0\0\x01\0"


def routing(next_header):
    """A segment routing header at its last segment: one address, no segments left."""
    return bytes((next_header, 2, SEGMENT_ROUTING, 0)) + bytes(4) + ip.packed(SERVER)


def authentication(next_header):
    """An authentication header: security parameters index 1, sequence number 1, an empty check value."""
    return bytes((next_header, 4)) + struct.pack("!HII", 0, 1, 1) + bytes(12)


def fragment(next_header, offset, more, ident):
    return struct.pack("!BBHI", next_header, 0, offset | more, ident)


def atomic_fragment(next_header):
    return fragment(next_header, 0, 0, 7)


HEADERS = (
    (HOP_BY_HOP, router_alert),
    (DESTINATION, options),
    (ROUTING, routing),
    (FRAGMENT, atomic_fragment),
    (AUTHENTICATION, authentication),
)
CHAINS = ((), *((header,) for header in HEADERS),
          (HEADERS[0], HEADERS[1], HEADERS[2]), HEADERS)


def extended(source, destination, chain, datagram):
    """A packet with the headers of the chain, in order."""
    kinds = [kind for kind, _ in chain] + [ip.UDP]
    headers = b"".join(build(kind) for (_, build), kind in zip(chain, kinds[1:]))
    return ip.ipv6(source, destination, kinds[0], headers + datagram)


def fragments(source, destination, datagram, ident, size=240):
    """The fragments of a datagram; the size is a multiple of eight."""
    for offset in range(0, len(datagram), size):
        more = offset + size < len(datagram)
        header = fragment(ip.UDP, offset, more, ident)
        yield ip.ipv6(source, destination, FRAGMENT, header + datagram[offset:offset + size])


def ipv6_extensions():
    """A query and its response with each chain; then fragmented responses, in and out of order."""
    trace, rng, time = Trace(), Rng("ipv6-ext"), START
    sites = list(internet.SITES)

    def datagrams(name):
        ident, port = rng.below(0x10000), rng.between(49152, 65535)
        question = dns.query(ident, name, "A", edns=1232)
        answer = dns.response(ident, name, "A", *internet.resolve(name, "A"), 1232)
        return ip.udp(CLIENT, port, SERVER, PORT, question), \
            ip.udp(SERVER, PORT, CLIENT, port, answer)

    for number, chain in enumerate(CHAINS):
        question, answer = datagrams(sites[number])
        trace.put(time, extended(CLIENT, SERVER, chain, question))
        without_route = [header for header in chain if header[0] != ROUTING]
        trace.put(time + 9 * MILLISECOND, extended(SERVER, CLIENT, without_route, answer))
        time += SECOND
    for ident, backwards in ((11, False), (12, True)):
        question, answer = datagrams("outlook.office365.com")
        trace.put(time, extended(CLIENT, SERVER, (), question))
        parts = list(fragments(SERVER, CLIENT, answer, ident, size=80))
        for step, part in enumerate(reversed(parts) if backwards else parts, 9):
            trace.put(time + step * MILLISECOND, part)
        time += SECOND
    return trace

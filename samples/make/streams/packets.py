"""DNS messages over UDP and IPv4 in Ethernet frames, made quickly: a benchmark needs millions."""

import functools
import ipaddress
import struct

TYPES = {"A": 1, "NS": 2, "CNAME": 5, "SOA": 6, "NULL": 10, "PTR": 12, "MX": 15, "TXT": 16, "KEY": 25, "AAAA": 28,
         "SRV": 33, "NAPTR": 35, "DS": 43, "DNSKEY": 48, "TLSA": 52, "HTTPS": 65, "CAA": 257, "PRIVATE": 65399}
RCODES = {"NOERROR": 0, "SERVFAIL": 2, "NXDOMAIN": 3, "REFUSED": 5}
QUERY, RESPONSE, CHAOS, PORT = 0x0100, 0x8180, 3, 53
POINTER_TO_QUESTION = b"\xc0\x0c"


@functools.lru_cache(4096)
def packed(address):
    return ipaddress.ip_address(address).packed


def encoded(name):
    out = bytearray()
    for label in name.split("."):
        if label:
            octets = label.encode("latin-1")
            assert len(octets) <= 63, name
            out.append(len(octets))
            out += octets
    assert len(out) <= 254, name
    return bytes(out) + b"\0"


def strings(text):
    octets = text.encode("latin-1")
    pieces = [octets[i:i + 255] for i in range(0, len(octets), 255)] or [b""]
    return b"".join(bytes([len(piece)]) + piece for piece in pieces)


def rdata(kind, data):
    """data: an address, a text, a name, (number, name) or octets, as the type wants it."""
    if isinstance(data, bytes):
        return data
    if kind in ("A", "AAAA"):
        octets = packed(data)
        assert len(octets) == (4 if kind == "A" else 16), data
        return octets
    if kind == "TXT":
        return strings(data)
    if kind in ("CNAME", "NS", "PTR"):
        return encoded(data)
    if kind == "MX":
        return b"\0\x0a" + encoded(data)
    if kind == "SRV":
        return struct.pack("!HHH", 0, 5, 443) + encoded(data)
    if kind == "SOA":
        return encoded(data) + encoded("hostmaster." + data) + struct.pack("!5I", 2024031201, 7200, 3600, 1209600, 900)
    return data.encode("latin-1")


def message(ident, name, kind, answers=None, rcode="NOERROR", ttl=60, klass=1):
    """A query without `answers`; else a response with those (owner, type, data), an SOA if there are none."""
    question = encoded(name) + struct.pack("!HH", TYPES[kind], klass)
    if answers is None:
        return struct.pack("!6H", ident, QUERY, 1, 0, 0, 0) + question
    body, authority = b"", 0
    for owner, type_, data in answers:
        octets = rdata(type_, data)
        body += (POINTER_TO_QUESTION if owner == name else encoded(owner)) \
            + struct.pack("!HHIH", TYPES[type_], klass, ttl, len(octets)) + octets
    if not answers and rcode in ("NOERROR", "NXDOMAIN"):
        zone = ".".join(name.split(".")[-2:])
        octets, authority = rdata("SOA", "ns1." + zone if zone else "a.root-servers.net"), 1
        body = encoded(zone) + struct.pack("!HHIH", TYPES["SOA"], 1, 900, len(octets)) + octets
    return struct.pack("!6H", ident, RESPONSE | RCODES[rcode], 1, len(answers), authority, 0) + question + body


def checksum(octets):
    """Of RFC 1071: the sum of words in ones' complement is the number they spell, modulo 65535."""
    if len(octets) % 2:
        octets += b"\0"
    left = int.from_bytes(octets, "big") % 0xFFFF
    return 0xFFFF - left if left else 0


def frame(source, source_port, destination, destination_port, payload, ident):
    ends = packed(source) + packed(destination)
    head = struct.pack("!4H", source_port, destination_port, 8 + len(payload), 0)
    check = checksum(ends + struct.pack("!HH", 17, 8 + len(payload)) + head + payload) or 0xFFFF
    first = struct.pack("!BBHHHBBH", 0x45, 0, 28 + len(payload), ident, 0x4000, 64, 17, 0)
    first = first[:10] + struct.pack("!H", checksum(first + ends))
    return b"\x02\0" + ends[4:] + b"\x02\0" + ends[:4] + b"\x08\0" + first + ends + head[:6] + struct.pack("!H", check) \
        + payload

"""Packets and capture files for end-to-end tests, built byte by byte: valid, or with one error."""
import struct

CLIENT, SERVER = bytes([10, 9, 0, 1]), bytes([10, 9, 0, 53])
START = 1710234000
SYN, ACK, FIN, PSH = 2, 16, 1, 8


def name(*labels):
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"


NAME = name(b"www", b"example")
QUESTION = NAME + struct.pack(">2H", 1, 1)


def dns(body=QUESTION, flags=0x0100, counts=(1, 0, 0, 0), ident=7):
    return struct.pack(">6H", ident, flags, *counts) + body


def record(owner, kind, rdata, length=None, klass=1):
    return owner + struct.pack(">2HIH", kind, klass, 60, len(rdata) if length is None else length) + rdata


def udp(payload, sport=40000, dport=53, length=None):
    return struct.pack(">4H", sport, dport, 8 + len(payload) if length is None else length, 0) + payload


def tcp(payload, seq, flags=ACK | PSH, sport=40000, offset=5, ack=1):
    return struct.pack(">2H2I2B3H", sport, 53, seq & 0xffffffff, ack, offset << 4, flags, 8192, 0, 0) + payload


def ipv4(payload, protocol=17, total=None, first=0x45, fragment=0, ident=1, source=CLIENT):
    total = 20 + len(payload) if total is None else total
    return struct.pack(">2B3H2BH4s4s", first, 0, total, ident, fragment, 64, protocol, 0, source, SERVER) + payload


def ethernet(packet, kind=0x0800):
    return bytes(12) + struct.pack(">H", kind) + packet


def ask(payload=None, **more):
    return ethernet(ipv4(udp(dns() if payload is None else payload, **more)))


def pcap(frames, linktype=1, cut=None):
    """A pcap file of frames a millisecond apart, or of (seconds, frame); keeps the first `cut` bytes of each."""
    out = [struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, linktype)]
    for number, frame in enumerate(frames):
        seconds, frame = frame if isinstance(frame, tuple) else (START + number // 1000, frame)
        kept = frame if cut is None else frame[:cut]
        out.append(struct.pack("<4I", seconds, number % 1000 * 1000, len(kept), len(frame)) + kept)
    return b"".join(out)


def pcapng_damaged():
    section = struct.pack("<IIIHHqI", 0x0a0d0d0a, 28, 0x1a2b3c4d, 1, 0, -1, 28)
    interface = struct.pack("<IIHHII", 1, 20, 1, 0, 0, 20)
    return section + interface + struct.pack("<IIII", 6, 32, 0, 0) + bytes(12) + struct.pack("<I", 36)


def stream(*segments):
    """A handshake, then the (offset, bytes) segments of one connection."""
    frames = [ethernet(ipv4(tcp(b"", 99, SYN), 6))]
    frames += [ethernet(ipv4(tcp(octets, 100 + offset), 6)) for offset, octets in segments]
    return frames


def framed(message=None):
    message = message or dns()
    return struct.pack(">H", len(message)) + message


def fragments(*pieces, ident=9):
    """The fragments of one datagram, each given as (offset, bytes, more)."""
    return [ethernet(ipv4(octets, fragment=offset // 8 | (0x2000 if more else 0), ident=ident))
            for offset, octets, more in pieces]


def nested(depth):
    packet = ipv4(udp(dns()))
    for _ in range(depth):
        packet = ipv4(packet, 4)
    return ethernet(packet)

"""Capture files: pcap (both resolutions, both byte orders) and pcapng."""

import struct

import link

MICROSECONDS, NANOSECONDS = 0xA1B2C3D4, 0xA1B23C4D
SNAPLEN = 262144
SECOND = 1_000_000_000


def pcap(frames, linktype=link.ETHERNET, nanoseconds=False, order="<"):
    """The bytes of a pcap file; a frame is (time in ns, bytes)."""
    magic = NANOSECONDS if nanoseconds else MICROSECONDS
    unit = 1 if nanoseconds else 1000
    out = bytearray(struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, SNAPLEN, linktype))
    for time, frame in frames:
        seconds, fraction = divmod(time, SECOND)
        out += struct.pack(order + "4I", seconds, fraction // unit, len(frame), len(frame)) + frame
    return bytes(out)


def read(octets):
    """The frames of a little-endian microsecond pcap file."""
    magic, *_, linktype = struct.unpack_from("<IHHiIII", octets)
    assert magic == MICROSECONDS and linktype == link.ETHERNET
    frames, offset = [], 24
    while offset < len(octets):
        seconds, micros, length, _ = struct.unpack_from("<4I", octets, offset)
        offset += 16
        frames.append((seconds * SECOND + micros * 1000, octets[offset:offset + length]))
        offset += length
    return frames


# pcapng

SECTION, INTERFACE, NAMES, STATISTICS, PACKET = 0x0A0D0D0A, 1, 4, 5, 6
COMMENT, USER_APPLICATION, IF_NAME, IF_TSRESOL, ISB_IFRECV = 1, 4, 2, 9, 4
NAME_IPV4, NAME_IPV6 = 1, 2


def padded(octets):
    return octets + b"\0" * (-len(octets) % 4)


def tagged(values):
    out = b"".join(struct.pack("<HH", code, len(value)) + padded(value) for code, value in values)
    return out + struct.pack("<HH", 0, 0)


def block(type, body):
    length = 12 + len(body)
    return struct.pack("<II", type, length) + body + struct.pack("<I", length)


def section(application, comment):
    return block(SECTION, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1) + tagged(
        [(COMMENT, comment.encode()), (USER_APPLICATION, application.encode())]))


def interface(name, linktype, decimals):
    """An interface; its timestamps have `decimals` decimal places."""
    return block(INTERFACE, struct.pack("<HHI", linktype, 0, SNAPLEN) + tagged(
        [(IF_NAME, name.encode()), (IF_TSRESOL, bytes([decimals]))]))


def names(hosts):
    """Name resolution: (packed address, host name) pairs."""
    records = []
    for address, name in hosts:
        kind = NAME_IPV4 if len(address) == 4 else NAME_IPV6
        records.append((kind, address + name.encode() + b"\0"))
    return block(NAMES, tagged(records) + tagged([]))


def packet(number, decimals, time, frame, comment=None):
    ticks = time // 10 ** (9 - decimals)
    options = tagged([(COMMENT, comment.encode())]) if comment else b""
    return block(PACKET, struct.pack("<5I", number, ticks >> 32, ticks & 0xFFFFFFFF,
                                     len(frame), len(frame)) + padded(frame) + options)


def statistics(number, decimals, time, received):
    ticks = time // 10 ** (9 - decimals)
    return block(STATISTICS, struct.pack("<3I", number, ticks >> 32, ticks & 0xFFFFFFFF)
                 + tagged([(ISB_IFRECV, struct.pack("<Q", received))]))

"""Link layers: each function wraps an IP packet in a frame."""

import struct

import ip

ETHERNET, RAW, NULL, LOOP, SLL, SLL2 = 1, 101, 0, 108, 113, 276

ETHERTYPE = {4: 0x0800, 6: 0x86DD}
VLAN, SERVICE_VLAN = 0x8100, 0x88A8
BSD_FAMILY = {4: 2, 6: 30}  # AF_INET, AF_INET6 on Darwin
HOST, OUTGOING = 0, 4  # SLL packet types
INTERFACE_INDEX = 2
ETHERNET_HARDWARE = 1


def addresses(packet):
    if ip.version(packet) == 4:
        return packet[12:16], packet[16:20]
    return packet[8:24], packet[24:40]


def mac(address):
    """A locally administered MAC address: the last four bytes are those of the IP address."""
    return b"\x02\x00" + address[-4:]


def ethertype(packet):
    return ETHERTYPE[ip.version(packet)]


def ethernet(packet, tags=b""):
    source, destination = map(mac, addresses(packet))
    return destination + source + tags + struct.pack("!H", ethertype(packet)) + packet


def tagged(packet, service=200, customer=30):
    """IPv4 with two VLAN tags (QinQ), IPv6 with one."""
    tags = (VLAN, customer) if ip.version(packet) == 6 else (SERVICE_VLAN, service, VLAN, customer)
    return ethernet(packet, struct.pack(f"!{len(tags)}H", *tags))


def raw(packet):
    return packet


def null(packet):
    """The address family is in the byte order of the capturing host: here little-endian."""
    return struct.pack("<I", BSD_FAMILY[ip.version(packet)]) + packet


def loop(packet):
    return struct.pack("!I", BSD_FAMILY[ip.version(packet)]) + packet


def sll_type(packet):
    """Captured on the resolver: packets from port 53 are outgoing."""
    transport = packet[20:] if ip.version(packet) == 4 else packet[40:]
    return OUTGOING if transport[:2] == b"\0\x35" else HOST


def sll(packet):
    source, _ = addresses(packet)
    return struct.pack("!HHH", sll_type(packet), ETHERNET_HARDWARE, 6) \
        + mac(source) + b"\0\0" + struct.pack("!H", ethertype(packet)) + packet


def sll2(packet):
    source, _ = addresses(packet)
    return struct.pack("!HHIHBB", ethertype(packet), 0, INTERFACE_INDEX,
                       ETHERNET_HARDWARE, sll_type(packet), 6) + mac(source) + b"\0\0" + packet

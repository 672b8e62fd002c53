"""IPv4, IPv6, UDP and TCP with correct checksums."""

import ipaddress
import struct

TCP, UDP = 6, 17
FIN, SYN, RST, PSH, ACK = 0x01, 0x02, 0x04, 0x08, 0x10


def checksum(octets):
    if len(octets) % 2:
        octets += b"\0"
    total = sum(struct.unpack(f"!{len(octets) // 2}H", octets))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def packed(address):
    return ipaddress.ip_address(address).packed


def version(packet):
    return packet[0] >> 4


def transport_checksum(source, destination, protocol, segment):
    pseudo = packed(source) + packed(destination) + struct.pack("!II", len(segment), protocol)
    return checksum(pseudo + segment)


def udp(source, source_port, destination, destination_port, payload):
    header = [source_port, destination_port, 8 + len(payload), 0]
    datagram = struct.pack("!4H", *header) + payload
    header[3] = transport_checksum(source, destination, UDP, datagram) or 0xFFFF
    return struct.pack("!4H", *header) + payload


def tcp(source, source_port, destination, destination_port,
        sequence, acknowledgement, flags, payload=b"", options=b""):
    words = 5 + len(options) // 4

    def segment(check):
        return struct.pack("!HHIIBBHHH", source_port, destination_port, sequence,
                           acknowledgement, words << 4, flags, 64240, check, 0) + options + payload

    return segment(transport_checksum(source, destination, TCP, segment(0)))


def ipv4(source, destination, protocol, payload, ident=0, ttl=64):
    def header(check):
        return struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(payload), ident, 0x4000,
                           ttl, protocol, check) + packed(source) + packed(destination)

    return header(checksum(header(0))) + payload


def ipv6(source, destination, next_header, payload, hop_limit=64):
    return struct.pack("!IHBB", 6 << 28, len(payload), next_header, hop_limit) \
        + packed(source) + packed(destination) + payload


def packet(source, destination, protocol, payload, ident=0):
    if ":" in source:
        return ipv6(source, destination, protocol, payload)
    return ipv4(source, destination, protocol, payload, ident)

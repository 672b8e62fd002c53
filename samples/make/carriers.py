"""Every header that may stand before an IP packet: link types, tags of Ethernet, tunnels.

LINKS, TAGS, TUNNELS and SEALED map a name to (link type, function from an IP packet to a frame). SEALED holds what
carries packets that nobody can read without a key or the other half.
"""

import struct

import ip
import link

OUTER = ("192.0.2.1", "192.0.2.2")
ETHERNET, RAW = link.ETHERNET, link.RAW
MACS = bytes.fromhex("020000000002 020000000001")


def be(layout, *values):
    return struct.pack("!" + layout, *values)


def le(layout, *values):
    return struct.pack("<" + layout, *values)


def kind(packet):
    return be("H", link.ethertype(packet))


def v4(packet):
    return ip.version(packet) == 4


def snap(packet, oui=b"\0\0\0"):
    return b"\xaa\xaa\x03" + oui + kind(packet) + packet


def padded(octets, unit=4):
    return octets + b"\0" * (-len(octets) % unit)


# Link types

def wireless(packet, first=0x08, second=0x01, extra=b"", body=None):
    """An IEEE 802.11 data frame to an access point."""
    addresses = bytes.fromhex("020000000003") + MACS
    return bytes([first, second]) + be("H", 0) + addresses + b"\x10\0" + extra + (snap(packet) if body is None else body)


def subframes(*packets):
    """The body of an A-MSDU: all but the last are padded to four bytes."""
    out = b""
    for packet in packets:
        body = snap(packet)
        out = padded(out) + MACS + be("H", len(body)) + body
    return out


def amsdu(*packets):
    return wireless(None, 0x88, extra=b"\x80\0", body=subframes(*packets))


def radiotap(frame, flags=None, timed=False):
    present = (1 if timed else 0) | (2 if flags is not None else 0)
    fields = (bytes(8) if timed else b"") + (bytes([flags]) if flags is not None else b"")
    return le("BBHI", 0, 0, 8 + len(fields), present) + fields + frame


def prism(frame, order="<"):
    return struct.pack(order + "II", 0x44, 144) + bytes(136) + frame


def avs(frame):
    return be("II", 0x80211001, 64) + bytes(56) + frame


def ppi(linktype, frame):
    return le("BBHI", 0, 0, 8, linktype) + frame


def nflog(packet, order="<"):
    def attribute(number, value):
        return padded(struct.pack(order + "HH", 4 + len(value), number) + value)

    return be("BBH", 2 if v4(packet) else 10, 0, 5) + attribute(1, kind(packet) + b"\1\0") \
        + attribute(10, b"mirror\0") + attribute(9, packet)


def pktap(linktype, frame):
    return le("III24s", 108, 1, linktype, b"en0") + bytes(72) + frame


def pflog(packet):
    return bytes([61, 2 if v4(packet) else 24, 0, 0]) + b"em0".ljust(16, b"\0") + bytes(44) + packet


def exported(message, source, destination, name=b"dns", port_type=3):
    def tag(number, value):
        return be("HH", number, len(value)) + value

    width = 20 if len(source) == 4 else 22
    sport, dport = struct.unpack("!HH", message[:4])
    return tag(12, padded(name)) + tag(width, source) + tag(width + 1, destination) + tag(24, be("I", port_type)) \
        + tag(25, be("I", sport)) + tag(26, be("I", dport)) + tag(0, b"") + message[8:]


def exported_dns(packet):
    header = 20 if v4(packet) else 40
    return exported(packet[header:], *link.addresses(packet))


def erf(number, frame, extensions=0):
    more = 0x80 if extensions else 0
    chain = b"".join(bytes([0x80 if left > 1 else 0]) + bytes(7) for left in range(extensions, 0, -1))
    return bytes(8) + be("BBHHH", number | more, 4, 16 + len(chain) + len(frame), 0, len(frame)) + chain + frame


def juniper(frame, extension=b""):
    if not extension:
        return b"MGC\1" + frame
    return b"MGC\x81" + be("H", len(extension)) + extension + frame


def frame_relay(packet, cisco=False):
    address = b"\x18\x41"
    if cisco:
        return address + kind(packet) + packet
    return address + b"\x03" + (b"\xcc" if v4(packet) else b"\x8e") + packet


def token_ring(packet, route=b""):
    source = bytes([MACS[6] | (0x80 if route else 0)]) + MACS[7:]
    return b"\x10\x40" + MACS[:6] + source + route + snap(packet)


def sll(protocol, body, hardware=1):
    return be("HHH8sH", 0, hardware, 6, MACS[6:] + b"\0\0", protocol) + body


def sll2(protocol, body, hardware=1):
    return be("HHIHBB8s", protocol, 0, 2, hardware, 0, 6, MACS[6:] + b"\0\0") + body


def null(packet, octets):
    return octets + packet


LINKS = {
    "802.11": (105, wireless),
    "802.11 with QoS": (105, lambda p: wireless(p, 0x88, extra=b"\0\0")),
    "802.11 with QoS and HT control": (105, lambda p: wireless(p, 0x88, 0x81, bytes(6))),
    "802.11 between access points": (105, lambda p: wireless(p, 0x08, 0x03, MACS[:6])),
    "802.11 A-MSDU": (105, amsdu),
    "radiotap": (127, lambda p: radiotap(wireless(p))),
    "radiotap with timestamp and FCS": (127, lambda p: radiotap(wireless(p, 0x88, extra=b"\0\0") + b"\1\2\3\4", 0x10, True)),
    "Prism": (119, lambda p: prism(wireless(p))),
    "Prism, big-endian": (119, lambda p: prism(wireless(p), ">")),
    "AVS": (163, lambda p: avs(wireless(p))),
    "AVS as Prism": (119, lambda p: avs(wireless(p))),
    "PPI": (192, lambda p: ppi(105, wireless(p))),
    "PPI with Ethernet": (192, lambda p: ppi(1, link.ethernet(p))),
    "NFLOG": (239, nflog),
    "NFLOG, big-endian": (239, lambda p: nflog(p, ">")),
    "PKTAP": (258, lambda p: pktap(1, link.ethernet(p))),
    "PKTAP with raw IP": (258, lambda p: pktap(12, p)),
    "PKTAP as USER2": (149, lambda p: pktap(0, null(p, le("I", 2 if v4(p) else 30)))),
    "PFLOG": (117, pflog),
    "enc": (109, lambda p: le("I", 2 if v4(p) else 24) + bytes(8) + p),
    "Cisco HDLC": (104, lambda p: b"\x0f\0" + kind(p) + p),
    "Cisco HDLC with direction": (205, lambda p: b"\1\x0f\0" + kind(p) + p),
    "PPP with direction": (204, lambda p: b"\1\xff\x03" + (b"\0\x21" if v4(p) else b"\0\x57") + p),
    "PPP of pppd": (166, lambda p: b"\1\x03" + (b"\0\x21" if v4(p) else b"\0\x57") + p),
    "exported PDU": (252, exported_dns),
    "ERF": (197, lambda p: erf(2, b"\0\0" + link.ethernet(p))),
    "ERF with extensions": (197, lambda p: erf(2, b"\0\0" + link.ethernet(p), 2)),
    "ERF HDLC": (197, lambda p: erf(1, b"\x0f\0" + kind(p) + p)),
    "ERF IP": (197, lambda p: erf(22 if v4(p) else 23, p)),
    "Juniper Ethernet": (178, lambda p: juniper(link.ethernet(p))),
    "Juniper with extension": (178, lambda p: juniper(link.ethernet(p), b"\1\1\x0e\2\1\1")),
    "Juniper PPP": (179, lambda p: juniper(b"\xff\x03" + (b"\0\x21" if v4(p) else b"\0\x57") + p)),
    "Juniper frame relay": (180, lambda p: juniper(frame_relay(p))),
    "Juniper HDLC": (181, lambda p: juniper(b"\x0f\0" + kind(p) + p)),
    "FDDI": (10, lambda p: b"\x50" + MACS + snap(p)),
    "frame relay": (107, frame_relay),
    "frame relay of Cisco": (107, lambda p: frame_relay(p, True)),
    "frame relay with direction": (206, lambda p: b"\1" + frame_relay(p)),
    "token ring": (6, token_ring),
    "token ring with route": (6, lambda p: token_ring(p, bytes.fromhex("0630000110020003")[:6])),
    "IEEE 1394": (138, lambda p: bytes(16) + kind(p) + p),
    "ATM": (100, snap),
    "ATM, bridged": (100, lambda p: b"\xaa\xaa\x03\0\x80\xc2\0\7\0\0" + link.ethernet(p)),
    "ATM, routed": (100, lambda p: b"\xfe\xfe\x03" + (b"\xcc" if v4(p) else b"\x8e") + p),
    "classical IP over ATM": (106, snap),
    "SunATM": (123, lambda p: b"\2\0\0\5" + snap(p)),
    "IP over Fibre Channel": (122, lambda p: bytes(16) + snap(p)),
    "IP over InfiniBand": (242, lambda p: bytes(20) + kind(p) + b"\0\0" + p),
    "cooked with LLC": (113, lambda p: sll(4, snap(p))),
    "cooked with Ethernet": (113, lambda p: sll(3, link.ethernet(p))),
    "cooked with radiotap": (113, lambda p: sll(0, radiotap(wireless(p)), 803)),
    "cooked 2 with LLC": (276, lambda p: sll2(4, snap(p))),
    "NULL with an EtherType": (0, lambda p: null(p, b"\x0f\0" + kind(p))),
    "NULL with PPP": (0, lambda p: null(p, b"\xff\x03" + (b"\0\x21" if v4(p) else b"\0\x57"))),
    "MPLS": (219, lambda p: be("I", 0x11140) + p),
    "netANALYZER": (240, lambda p: bytes(4) + link.ethernet(p)),
    "mPacket": (274, lambda p: b"\x55" * 7 + b"\xd5" + link.ethernet(p)),
    "DSA": (284, lambda p: MACS + b"\x40\x18\0\5" + kind(p) + p),
    "EDSA": (285, lambda p: MACS + b"\xda\xda\0\0\x40\x18\0\5" + kind(p) + p),
    "Broadcom tag": (281, lambda p: MACS + bytes(4) + kind(p) + p),
    "Broadcom tag before": (282, lambda p: bytes(4) + link.ethernet(p)),
    "SLIP": (8, lambda p: bytes(16) + p),
    "IP as Ethernet": (1, lambda p: p),
    "802.11 as Ethernet": (1, lambda p: wireless(p, 0x88, extra=b"\0\0")),
}


# Between the addresses of an Ethernet frame and its EtherType

def tagged(ethertype, tag, rest):
    return MACS + be("H", ethertype) + tag + rest


def after(ethertype, tag):
    """A tag that is followed by an EtherType."""
    return ETHERNET, lambda p: tagged(ethertype, tag, kind(p) + p)


def before_frame(ethertype, tag):
    """A tag that is followed by a frame."""
    return ETHERNET, lambda p: tagged(ethertype, tag, link.ethernet(p))


def isl(packet):
    frame = link.ethernet(packet) + bytes(4)
    return bytes.fromhex("01000c000000 020000000001") + be("H", len(frame) + 12) + b"\xaa\xaa\x03" + bytes(9) + frame


TAGS = {
    "VN-Tag": after(0x8926, bytes(4)),
    "VN-Tag and VLAN": (ETHERNET, lambda p: tagged(0x8926, bytes(4), be("HH", link.VLAN, 5) + kind(p) + p)),
    "802.1BR": after(0x893f, bytes(6)),
    "Cisco MetaData": after(0x8909, b"\1\1\0\1\0\x0a"),
    "Cisco TTag": after(0x8988, bytes(6)),
    "HSR": after(0x892f, b"\0\x50\0\1"),
    "802.1CB": after(0xf1c1, bytes(4)),
    "Arista timestamp, 64 bits": after(0xd28b, b"\0\1\0\x10" + bytes(8)),
    "Arista timestamp, 48 bits": after(0xd28b, b"\0\1\0\x20" + bytes(6)),
    "Realtek, 4 bytes": after(0x8899, b"\xa0\3"),
    "Realtek, 8 bytes": after(0x8899, b"\4\0\0\0\0\1"),
    "Marvell EDSA": after(0xdada, b"\0\0\x40\x18\0\5"),
    "MACsec without encryption": (ETHERNET, lambda p: tagged(0x88e5, b"\0\0\0\0\0\1", kind(p) + p + bytes(16))),
    "MACsec with SCI": (ETHERNET, lambda p: tagged(0x88e5, b"\x20\0\0\0\0\1" + bytes(8), kind(p) + p + bytes(16))),
    "802.1ah": before_frame(0x88e7, b"\0\0\0\1"),
    "802.1ad and 802.1ah": (ETHERNET, lambda p: tagged(link.SERVICE_VLAN, b"\0\5" + be("H", 0x88e7) + b"\0\0\0\1", link.ethernet(p))),
    "FabricPath": before_frame(0x8903, b"\0\1"),
    "TRILL": before_frame(0x22f3, b"\0\1\0\1\0\2"),
    "TRILL with options": before_frame(0x22f3, b"\0\x41\0\1\0\2" + bytes(4)),
    "NSH": (ETHERNET, lambda p: tagged(0x894f, b"\x0f\xc2\2\3" + bytes(4), link.ethernet(p))),
    "LLC in a jumbo frame": (ETHERNET, lambda p: tagged(0x8870, b"", snap(p))),
    "802.1H": (ETHERNET, lambda p: MACS + be("H", len(p) + 8) + snap(p, b"\0\0\xf8")),
    "ISL": (ETHERNET, isl),
}


# Tunnels

def outer(payload, protocol, six=False):
    if six:
        return link.ethernet(ip.ipv6("2001:db8::1", "2001:db8::2", protocol, payload))
    return link.ethernet(ip.ipv4(*OUTER, protocol, payload))


def datagram(payload, port, sport=50505, six=False):
    return outer(ip.udp("2001:db8::1" if six else OUTER[0], sport, "2001:db8::2" if six else OUTER[1], port, payload),
                 ip.UDP, six)


def in_udp(port, header, frame=False):
    return ETHERNET, lambda p: datagram(header + (link.ethernet(p) if frame else p), port)


def backwards(port, header, frame=False):
    """From the port of the tunnel to another one."""
    return ETHERNET, lambda p: datagram(header + (link.ethernet(p) if frame else p), 50505, port)


def over_six(port, header, frame=False):
    return ETHERNET, lambda p: datagram(header + (link.ethernet(p) if frame else p), port, six=True)


def in_gre(header, frame=False):
    return ETHERNET, lambda p: outer(header + (link.ethernet(p) if frame else p), 47)


def gre_of(packet, flags=0, options=b""):
    return be("H", flags) + kind(packet) + options + packet


def ppp(packet):
    return b"\xff\x03" + (b"\0\x21" if v4(packet) else b"\0\x57") + packet


def pptp(packet, acknowledged=False):
    body = ppp(packet)
    flags = 0x3081 if acknowledged else 0x3001
    return be("HHHHI", flags, 0x880b, len(body), 7, 1) + (bytes(4) if acknowledged else b"") + body


def gtpu(packet, options=b"", flags=0x30):
    return be("BBHI", flags, 255, len(options) + len(packet), 7) + options + packet


def tzsp(protocol, frame, tags=b"\1"):
    return be("BBH", 1, 0, protocol) + tags + frame


def esp(packet, icv=12):
    """Null encryption: padding of 1, 2, 3 and so on, then an integrity value."""
    pad = -(len(packet) + 2) % 4
    trailer = bytes(range(1, pad + 1)) + bytes([pad, 4 if v4(packet) else 41])
    return be("II", 0x200, 1) + packet + trailer + bytes(icv)


def esp_transport(packet):
    """Null encryption in transport mode: the IP header stays outside."""
    body = packet[20:]
    pad = -(len(body) + 2) % 4
    body = be("II", 0x200, 1) + body + bytes(range(1, pad + 1)) + bytes([pad, 17]) + bytes(12)
    return ip.ipv4(".".join(map(str, packet[12:16])), ".".join(map(str, packet[16:20])), 50, body)


def udp_lite(packet):
    header = 20 if v4(packet) else 40
    ports = packet[header:header + 4]
    source, destination = link.addresses(packet)
    body = ports + be("HH", 8, 0) + packet[header + 8:]
    if v4(packet):
        return ip.ipv4(".".join(map(str, source)), ".".join(map(str, destination)), 136, body)
    return packet[:4] + be("HBB", len(body), 136, 64) + packet[8:40] + body


def aruba_erm(frame):
    return be("IIII", 1, 2, len(frame), len(frame)) + frame


def teredo(packet, header=b""):
    return datagram(header + (packet if not v4(packet) else ip.ipv6("2001:db8::1", "2001:db8::2", 4, packet)), 3544)


VXLAN = bytes.fromhex("0800000000002a00")
GPE = bytes.fromhex("0c000003 00002a00")
GENEVE = bytes.fromhex("0000655800002a00")

TUNNELS = {
    "VXLAN": in_udp(4789, VXLAN, True),
    "VXLAN back": backwards(4789, VXLAN, True),
    "VXLAN over IPv6": over_six(4789, VXLAN, True),
    "VXLAN with reserved bits": in_udp(4789, bytes.fromhex("88000001 00002a01"), True),
    "VXLAN of Linux": in_udp(8472, VXLAN, True),
    "VXLAN of Linux, back": backwards(8472, VXLAN, True),
    "VXLAN on another port": in_udp(48879, VXLAN, True),
    "VXLAN-GPE": in_udp(4790, GPE, True),
    "VXLAN-GPE with IP": (ETHERNET, lambda p: datagram(be("BBBB", 0x0c, 0, 0, 1 if v4(p) else 2) + bytes(4) + p, 4790)),
    "VXLAN-GPE with NSH": in_udp(4790, bytes.fromhex("0c000004 00002a00 0fc20203 00000000"), True),
    "GENEVE": in_udp(6081, GENEVE, True),
    "GENEVE back": backwards(6081, GENEVE, True),
    "GENEVE over IPv6": over_six(6081, GENEVE, True),
    "GENEVE with IP": (ETHERNET, lambda p: datagram(b"\0\0" + kind(p) + bytes(4) + p, 6081)),
    "GTP-U": (ETHERNET, lambda p: datagram(gtpu(p), 2152, 2152)),
    "GTP-U with sequence number": (ETHERNET, lambda p: datagram(gtpu(p, bytes(4), 0x32), 2152)),
    "GTP-U with extension": (ETHERNET, lambda p: datagram(gtpu(p, b"\0\0\0\x85\1\x10\x09\0", 0x34), 2152)),
    "GTP-U over IPv6": (ETHERNET, lambda p: datagram(gtpu(p), 2152, six=True)),
    "GTP 0": (ETHERNET, lambda p: datagram(be("BBH", 0x1e, 255, len(p)) + bytes(16) + p, 3386)),
    "GRE": (ETHERNET, lambda p: outer(gre_of(p), 47)),
    "GRE over IPv6": (ETHERNET, lambda p: outer(gre_of(p), 47, True)),
    "GRE with routes": (ETHERNET, lambda p: outer(gre_of(p, 0x4000, bytes(4) + b"\x08\0\0\4\xc0\0\2\1" + bytes(4)), 47)),
    "NVGRE": in_gre(bytes.fromhex("20006558 00002a00"), True),
    "ERSPAN I": in_gre(bytes.fromhex("000088be"), True),
    "ERSPAN II": in_gre(bytes.fromhex("100088be 00000001 1001000000000001"), True),
    "ERSPAN III": in_gre(bytes.fromhex("100022eb 00000001 20010000 00000000 00000000"), True),
    "ERSPAN III with IP": in_gre(bytes.fromhex("100022eb 00000001 20010000 00000000 00000800")),
    "Cisco TTag in ERSPAN": (ETHERNET, lambda p: outer(bytes.fromhex("100088be 00000001 1001000000000001") + tagged(0x8988, bytes(6), kind(p) + p), 47)),
    "GRE of PPTP": (ETHERNET, lambda p: outer(pptp(p), 47)),
    "GRE of PPTP, acknowledged": (ETHERNET, lambda p: outer(pptp(p, True), 47)),
    "GRE of WCCP": in_gre(bytes.fromhex("0000883e 00000000")),
    "GRE of WCCP 1": in_gre(bytes.fromhex("0000883e")),
    "GRE of Aruba": (ETHERNET, lambda p: outer(bytes.fromhex("00008200") + wireless(p, 0x08, 0x02), 47)),
    "GRE with MPLS": in_gre(bytes.fromhex("00008847 00011140")),
    "GRE with NSH": in_gre(bytes.fromhex("0000894f 0fc20203 00000000"), True),
    "EoIP of MikroTik": (ETHERNET, lambda p: outer(be("HHH", 0x2001, 0x6400, len(p) + 14) + b"\7\0" + link.ethernet(p), 47)),
    "GRE in UDP": (ETHERNET, lambda p: datagram(gre_of(p), 4754)),
    "MPLS in UDP": in_udp(6635, be("I", 0x11140)),
    "MPLS in IP": (ETHERNET, lambda p: outer(be("I", 0x11140) + p, 137)),
    "TZSP": (ETHERNET, lambda p: datagram(tzsp(1, link.ethernet(p)), 37008)),
    "TZSP with tags and 802.11": (ETHERNET, lambda p: datagram(tzsp(18, wireless(p), b"\x0a\1\xd0\0\x12\1\6\1"), 37008)),
    "L2TP": (ETHERNET, lambda p: datagram(be("HHH", 0x0002, 7, 9) + ppp(p), 1701, 1701)),
    "L2TP with length and sequence": (ETHERNET, lambda p: datagram(be("HHHHHH", 0x4802, 12 + len(ppp(p)), 7, 9, 1, 1) + ppp(p), 1701)),
    "L2TP with offset": (ETHERNET, lambda p: datagram(be("HHHH", 0x0202, 7, 9, 2) + b"\0\0" + ppp(p), 1701)),
    "L2TPv3": (ETHERNET, lambda p: outer(be("II", 9, 0) + link.ethernet(p), 115)),
    "L2TPv3 with cookie": (ETHERNET, lambda p: outer(be("I", 9) + b"\xa5" * 8 + be("I", 0x40000001) + link.ethernet(p), 115)),
    "L2TPv3 in UDP": (ETHERNET, lambda p: datagram(be("HHI", 3, 0, 9) + link.ethernet(p), 1701)),
    "Teredo": (ETHERNET, teredo),
    "Teredo with origin": (ETHERNET, lambda p: teredo(p, bytes.fromhex("0000 3cb8 3ffffdfe"))),
    "Teredo with authentication": (ETHERNET, lambda p: teredo(p, b"\0\1\0\0" + bytes(9))),
    "EtherIP": (ETHERNET, lambda p: outer(b"\x30\0" + link.ethernet(p), 97)),
    "Ethernet in IPv6": (ETHERNET, lambda p: outer(link.ethernet(p), 143, True)),
    "JMirror": in_udp(30030, b"\0\0\0\1\0\0\0\2"),
    "HP mirror": in_udp(7932, bytes(12), True),
    "Aruba mirror": (ETHERNET, lambda p: datagram(aruba_erm(wireless(p)), 5555)),
    "Aruba mirror with radiotap": (ETHERNET, lambda p: datagram(aruba_erm(radiotap(wireless(p))), 5555)),
    "LISP": in_udp(4341, bytes(8)),
    "GUE": (ETHERNET, lambda p: datagram(be("BBH", 0, 4 if v4(p) else 41, 0) + p, 6080)),
    "CAPWAP": (ETHERNET, lambda p: datagram(b"\0\x10\0\0\0\0\0\0" + link.ethernet(p), 5247)),
    "CAPWAP with 802.11": (ETHERNET, lambda p: datagram(b"\0\x10\x03\0\0\0\0\0" + wireless(p, 0x01, 0x08), 5247)),
    "ESP without encryption": (ETHERNET, lambda p: outer(esp(p), 50)),
    "ESP without encryption, 16": (ETHERNET, lambda p: outer(esp(p, 16), 50)),
    "ESP without encryption in UDP": (ETHERNET, lambda p: datagram(esp(p), 4500, 4500)),
    "IP in IP": (ETHERNET, lambda p: outer(p, 4 if v4(p) else 41)),
    "IP in IPv6": (ETHERNET, lambda p: outer(p, 4 if v4(p) else 41, True)),
    "PPPoE in VXLAN": (ETHERNET, lambda p: datagram(VXLAN + MACS + be("HBBHH", 0x8864, 0x11, 0, 7, len(ppp(p)) - 2) + ppp(p)[2:], 4789)),
    "VLAN in VXLAN in a VLAN": (ETHERNET, lambda p: (lambda f: f[:12] + be("HH", link.VLAN, 7) + f[12:])(datagram(VXLAN + MACS + be("HH", link.VLAN, 8) + kind(p) + p, 4789))),
    "multilink PPP": (ETHERNET, lambda p: outer(be("HHHHI", 0x3001, 0x880b, 10 + len(p), 7, 1) + b"\xff\x03\0\x3d\xc0\0\0\1" + (b"\0\x21" if v4(p) else b"\0\x57") + p, 47)),
    "UDP-Lite": (ETHERNET, lambda p: link.ethernet(udp_lite(p))),
}

# Carries packets that cannot be read.
NOISE = bytes(range(7, 250, 3))
SEALED = {
    "ESP": (ETHERNET, lambda p: outer(be("II", 0x300, 1) + NOISE, 50)),
    "ESP in UDP": (ETHERNET, lambda p: datagram(be("II", 0x300, 1) + NOISE, 4500)),
    "IPComp": (ETHERNET, lambda p: outer(b"\4\0\0\2" + NOISE, 108)),
    "WireGuard": (ETHERNET, lambda p: datagram(b"\4\0\0\0" + NOISE, 51820)),
    "OpenVPN": (ETHERNET, lambda p: datagram(b"\x48" + NOISE, 1194)),
    "MACsec": (ETHERNET, lambda p: tagged(0x88e5, b"\x2c\0\0\0\0\1" + bytes(8), NOISE)),
    "802.11": (105, lambda p: wireless(p, 0x08, 0x41, body=NOISE)),
    "802.11 fragment": (105, lambda p: wireless(p, 0x08, 0x05)),
    "PPP with encryption": (ETHERNET, lambda p: outer(be("HHHHI", 0x3001, 0x880b, 4 + len(NOISE), 7, 1) + b"\xff\x03\0\xfd" + NOISE, 47)),
    "PPP fragment": (ETHERNET, lambda p: outer(be("HHHHI", 0x3001, 0x880b, 8 + len(NOISE), 7, 1) + b"\xff\x03\0\x3d\x80\0\0\1" + NOISE, 47)),
    "GRE with another protocol": (ETHERNET, lambda p: outer(be("HH", 0, 0x7777) + NOISE, 47)),
    "L2TPv3": (ETHERNET, lambda p: outer(be("I", 9) + NOISE, 115)),
    "GTP-U": (ETHERNET, lambda p: datagram(gtpu(b"\x90" + NOISE), 2152)),
    "CAPWAP with DTLS": (ETHERNET, lambda p: datagram(b"\1\0\0\0" + NOISE, 5247)),
    "CAPWAP fragment": (ETHERNET, lambda p: datagram(b"\0\x10\0\x80\0\1\0\0" + NOISE, 5247)),
    "VXLAN-GPE with another protocol": (ETHERNET, lambda p: datagram(b"\x0c\0\0\x7f" + bytes(4) + NOISE, 4790)),
    "GENEVE with another protocol": (ETHERNET, lambda p: datagram(b"\0\0\x77\x77" + bytes(4) + NOISE, 6081)),
    "batman-adv": (ETHERNET, lambda p: tagged(0x4305, b"\x42\x0f\x32\0" + NOISE, b"")),
    "exported TLS": (252, lambda p: exported(p[20 if v4(p) else 40:], *link.addresses(p), name=b"tls")),
}

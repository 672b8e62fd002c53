"""Who the clients are: the RAT beside DHCP, NetBIOS, LLMNR, mDNS and PTR, and a router."""

import ipaddress
import struct

import dns
import ip
import link
import tunnels
from dns import Record
from office import RESOLVER
from rng import Rng
from tunnels import INFECTED
from wire import MILLISECOND, MINUTE, SECOND, START, Reply, Resolver

DHCP_SERVER, DHCP_CLIENT, NBNS, MDNS, LLMNR = 67, 68, 137, 5353, 5355
NONE, EVERYONE, SUBNET = "0.0.0.0", "255.255.255.255", "10.20.0.255"
MDNS_GROUP, LLMNR_GROUP = "224.0.0.251", "224.0.0.252"
REQUEST, ACK = 3, 5
PHONE = "10.20.0.13"
BEHIND = ("10.20.9.11", "10.20.9.12", "10.20.9.13", "10.20.9.14")

# RFC 9542 2.1.4: for documentation; the phone's is random.
ROUTER_MAC = bytes.fromhex("00005e0053fe")
MACS = {
    INFECTED: bytes.fromhex("00005e005317"),
    PHONE: bytes.fromhex("d61b3f5ac982"),
    **{address: ROUTER_MAC for address in BEHIND},
}


def mac(address):
    return MACS.get(str(ipaddress.ip_address(address)), link.mac(address))


def ethernet(packet):
    """As in link.py, but with the MAC addresses above; a client without an address says its own."""
    source, destination = link.addresses(packet)
    sender = packet[28 + 28:28 + 34] if source == bytes(4) else mac(source)
    receiver = b"\xff" * 6 if destination[-1] == 255 else mac(destination)
    return receiver + sender + struct.pack("!H", link.ethertype(packet)) + packet


# DHCP (RFC 2131 2)


def option(code, value):
    return bytes([code, len(value)]) + value


def dhcp(kind, ident, hardware, given, options):
    head = struct.pack("!BBBBIHH", 2 if kind == ACK else 1, 1, 6, 0, ident, 0, 0x8000)
    addresses = bytes(4) + (ip.packed(given) if kind == ACK else bytes(4)) + bytes(8)
    body = head + addresses + hardware + bytes(10 + 64 + 128) + bytes.fromhex("63825363")
    return (body + option(53, bytes([kind])) + options + b"\xff").ljust(300, b"\0")


def lease(trace, time, ident, address, options):
    """The client asks for an address and gets it."""
    trace.udp(time, NONE, DHCP_CLIENT, EVERYONE, DHCP_SERVER,
              dhcp(REQUEST, ident, MACS[address], address, option(50, ip.packed(address)) + options))
    trace.udp(time + 3 * MILLISECOND, RESOLVER, DHCP_SERVER, EVERYONE, DHCP_CLIENT,
              dhcp(ACK, ident, MACS[address], address, option(51, struct.pack("!I", 86400))))


def fqdn(name):
    """RFC 4702 2.1, in wire format."""
    writer = dns.Writer()
    writer.name(name, compress=False)
    return option(81, bytes([0x05, 0, 0]) + bytes(writer.octets[12:]))


# NetBIOS (RFC 1001 14.1, RFC 1002 4.2.2)


def first_level(name, kind):
    octets = name.encode().ljust(15) + bytes([kind])
    return "".join(chr(65 + octet // 16) + chr(65 + octet % 16) for octet in octets)


def registration(ident, name, kind, address, flags=0):
    label = first_level(name, kind).encode()
    return (struct.pack("!6H", ident, 0x2910, 1, 0, 0, 1) + bytes([len(label)]) + label + b"\0"
            + struct.pack("!2H", 0x20, 1)
            + struct.pack("!3HIH", 0xC00C, 0x20, 1, 300000, 6) + struct.pack("!H", flags)
            + ip.packed(address))


# mDNS (RFC 6762), LLMNR (RFC 4795)


def announcement(name, address):
    writer = dns.Writer()
    writer.record(Record(name, "A", 120, address))
    writer.octets[12 + len(name) + 2 + 2] |= 0x80  # the cache-flush bit
    struct.pack_into("!6H", writer.octets, 0, 0, dns.QR | dns.AA, 0, 1, 0, 0)
    return bytes(writer.octets)


def office_with_names():
    """The RAT's client says its name in four ways, and once another one; a phone hides its MAC
    address; four clients are behind a router."""
    rng = Rng("hosts")
    trace = tunnels.rat(80, pause=50)()
    resolver = Resolver(trace, rng, RESOLVER)
    time = START + 2 * SECOND

    lease(trace, time, 0x1A2B3C01, INFECTED, option(12, b"LAPTOP-7") + fqdn("LAPTOP-7.corp.example"))
    for kind, name, flags in ((0x00, "LAPTOP-7", 0), (0x00, "CORP", 0x8000), (0x20, "LAPTOP-7", 0)):
        time += 400 * MILLISECOND
        trace.udp(time, INFECTED, NBNS, SUBNET, NBNS,
                  registration(rng.below(0x10000), name, kind, INFECTED, flags))
    time += 1 * SECOND
    lease(trace, time, 0x1A2B3C02, PHONE, option(12, b"Galaxy of Ada") + option(61, b"\1" + MACS[PHONE]))
    time += 1 * SECOND
    trace.udp(time, PHONE, MDNS, MDNS_GROUP, MDNS, announcement("galaxy-of-ada.local", PHONE))

    # A colleague looks for the laptop, which answers; and the resolver knows it by an older name.
    time += 5 * SECOND
    ident, port, colleague = rng.below(0x10000), resolver.port(), "10.20.0.11"
    trace.udp(time, colleague, port, LLMNR_GROUP, LLMNR,
              dns.query(ident, "laptop-7", "A", flags=0))
    trace.udp(time + MILLISECOND, INFECTED, LLMNR, colleague, port,
              dns.response(ident, "laptop-7", "A", (Record("laptop-7", "A", 30, INFECTED),),
                           flags=dns.QR))
    reverse = ".".join(reversed(INFECTED.split("."))) + ".in-addr.arpa"
    resolver.ask(time + 20 * MILLISECOND, colleague, reverse, "PTR",
                 Reply((Record(reverse, "PTR", 3600, "desk-23.corp.example"),)))

    # Seen behind the router that translates no addresses.
    for number in range(40):
        resolver.ask(time + number * MINUTE // 8, BEHIND[number % 4], "www.example.org", "A",
                     Reply((Record("www.example.org", "A", 300, "192.0.2.80"),)))
    return trace

"""One small office in every kind of capture file, all with the same DNS messages."""

import carriers
import ip
import link
import office
import pcap
from rng import Rng
from wire import Trace

IPV6 = f"{office.NETWORK6}19"
HOSTS = (
    (office.RESOLVER, "resolver.corp.example"),
    (office.address(11), "pc-11.corp.example"),
    (office.address(12), "pc-12.corp.example"),
    (IPV6, "pc-19.corp.example"),
)
DECIMALS = (6, 9)  # digits of a second at the two interfaces


def small_office():
    trace = Trace()
    clients = [office.address(11), office.address(12), IPV6]
    office.work(trace, Rng("office-small"), clients, seconds=60, pause=24)
    return trace


def pcap_of(encapsulate, linktype, **options):
    return lambda: pcap.pcap(small_office().frames(encapsulate), linktype, **options)


def pcapng():
    """IPv4 on one interface, IPv6 on the other; with name resolution, comments and counters."""
    packets = small_office().packets()
    blocks = [
        pcap.section("dnsferret samples", "A small office, generated"),
        pcap.interface("span0", link.ETHERNET, DECIMALS[0]),
        pcap.interface("span1", link.ETHERNET, DECIMALS[1]),
        pcap.names((ip.packed(address), name) for address, name in HOSTS),
    ]
    received = [0, 0]
    for count, (time, packet) in enumerate(packets):
        number = int(ip.version(packet) == 6)
        comment = "The first packet" if count == 0 else None
        blocks.append(pcap.packet(number, DECIMALS[number], time, link.ethernet(packet), comment))
        received[number] += 1
    last = packets[-1][0]
    blocks += [pcap.statistics(number, DECIMALS[number], last, received[number])
               for number in (0, 1)]
    return b"".join(blocks)


# Headers that tshark 4.0 does not follow, or not without an option: tests/e2e/programs/headers has them all.
NOT_OF_TSHARK = {
    "802.11 as Ethernet", "Broadcom tag", "Broadcom tag before", "Cisco HDLC with direction", "DSA", "EDSA",
    "IP as Ethernet", "IP over InfiniBand", "MPLS", "NFLOG, big-endian", "PPP of pppd", "SLIP",
    "classical IP over ATM", "exported PDU", "frame relay with direction", "mPacket", "netANALYZER",
    "FabricPath", "Marvell EDSA", "Realtek, 4 bytes", "Realtek, 8 bytes",
    "Aruba mirror", "Aruba mirror with radiotap", "ERSPAN III with IP", "ESP without encryption",
    "ESP without encryption, 16", "ESP without encryption in UDP", "GRE of WCCP 1", "GUE", "HP mirror",
    "L2TPv3", "L2TPv3 in UDP", "L2TPv3 with cookie", "VXLAN of Linux", "VXLAN of Linux, back",
    "VXLAN on another port",
}


def in_turn(*tables):
    """The small office, each packet behind the next header of the tables: (time, link type, frame)."""
    rows = [row for table in tables for name, row in table.items() if name not in NOT_OF_TSHARK]
    for count, (time, packet) in enumerate(small_office().packets()):
        linktype, carry = rows[count % len(rows)]
        yield time, linktype, carry(packet)


def every_link():
    """One interface a link type."""
    frames = list(in_turn(carriers.LINKS))
    numbers = {linktype: number for number, linktype in enumerate(sorted({frame[1] for frame in frames}))}
    blocks = [pcap.section("dnsferret samples", "Every link type, generated")]
    blocks += [pcap.interface(f"link{linktype}", linktype, DECIMALS[1]) for linktype in numbers]
    blocks += [pcap.packet(numbers[linktype], DECIMALS[1], time, frame) for time, linktype, frame in frames]
    return b"".join(blocks)


def every_tunnel():
    return pcap.pcap([(time, frame) for time, _, frame in in_turn(carriers.TAGS, carriers.TUNNELS)])


def sealed():
    """Two packets of everything that carries packets and cannot be read, in a pcapng as its link types differ."""
    packets = small_office().packets()[:2]
    rows = list(carriers.SEALED.values())
    linktypes = sorted({linktype for linktype, _ in rows})
    blocks = [pcap.section("dnsferret samples", "What carries packets and is not followed, generated")]
    blocks += [pcap.interface(f"link{linktype}", linktype, DECIMALS[1]) for linktype in linktypes]
    blocks += [pcap.packet(linktypes.index(linktype), DECIMALS[1], time, carry(packet))
               for linktype, carry in rows for time, packet in packets]
    return b"".join(blocks)

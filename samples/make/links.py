"""One small office in every kind of capture file, all with the same DNS messages."""

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

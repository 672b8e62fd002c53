"""All generated samples: file name -> function that returns the bytes."""

import antivirus
import dnslog
import hosts
import idn
import ipv6ext
import link
import links
import lookalikes
import mail
import marks
import mechanisms
import merge
import office
import pcap
import tcp
import tunnels
import unread
import vantage


def ethernet(scene):
    return lambda: pcap.pcap(scene().frames(link.ethernet))


def logged(write):
    """The traffic of rat-80.pcap as a log."""
    def build():
        log = write(tunnels.rat(80, pause=50)())
        return log if isinstance(log, bytes) else log.encode("latin-1")
    return build


SAMPLES = {
    # Ordinary traffic
    "office.pcap": ethernet(office.office),
    "mail-day.pcap": ethernet(mail.mail_day),
    "eset-lookalike.pcap": ethernet(antivirus.eset),
    "lookalikes-known.pcap": ethernet(lookalikes.known),
    "lookalikes-unknown-emul.pcap": ethernet(lookalikes.unknown),
    "idn-names.pcap": ethernet(idn.names),
    "idn-hostile.pcap": ethernet(idn.hostile),
    "dns-over-tcp.pcap": ethernet(tcp.dns_over_tcp),
    "ipv6-ext.pcap": ethernet(ipv6ext.ipv6_extensions),

    # The RAT of the advisory
    "rat-80.pcap": ethernet(tunnels.rat(80, pause=50)),
    "rat-20.pcap": ethernet(tunnels.rat(20, pause=60)),
    "rat-6.pcap": ethernet(tunnels.rat(6, pause=70)),

    # The RAT among hosts that say their names
    "host-names-emul.pcap": lambda: pcap.pcap(hosts.office_with_names().frames(hosts.ethernet)),

    # The same as the logs of sensors and servers
    "rat-80-zeek.log": logged(dnslog.zeek_tsv),
    "rat-80-zeek.ndjson": logged(dnslog.zeek_json),
    "rat-80-suricata.ndjson": logged(dnslog.suricata),
    "rat-80-bind.log": logged(dnslog.bind),
    "rat-80-unbound.log": logged(dnslog.unbound),
    "rat-80-dnsmasq-2024.log": logged(dnslog.dnsmasq),
    "rat-80-windows-debug.log": logged(dnslog.windows_debug),
    "rat-80-windows-debug-details.log": logged(dnslog.windows_debug_details),
    "rat-80-windows-etw.ndjson": logged(dnslog.windows_etw),
    "rat-80-route53.ndjson": logged(dnslog.route53),
    "rat-80-coredns.log": logged(dnslog.coredns),
    "rat-80-umbrella.csv": logged(dnslog.umbrella),
    "rat-80-sysmon.ndjson": logged(dnslog.sysmon),
    "rat-80-sysmon.xml": logged(dnslog.sysmon_xml),
    "rat-80-adguard.ndjson": logged(dnslog.adguard),
    "rat-80.dnstap": logged(dnslog.dnstap),

    # Tunnels
    "iodine-office.pcap": lambda: pcap.pcap(merge.iodine_office()),
    "dnscat2-emul.pcap": ethernet(tunnels.dnscat2),
    "exfil-a-emul.pcap": ethernet(tunnels.exfiltration_a),
    "idn-tunnel-emul.pcap": ethernet(idn.tunnel),
    "direct-server-emul.pcap": ethernet(tunnels.direct_server),
    "spread-clients-emul.pcap": ethernet(tunnels.spread_clients),
    "slow-beacon-emul.pcap": ethernet(tunnels.slow_beacon),
    "rotating-domains-emul.pcap": ethernet(tunnels.rotating_domains),

    # Captured elsewhere
    "zone-server-emul.pcap": ethernet(vantage.zone_server),
    "uplink-emul.pcap": ethernet(vantage.uplink),
    "forwarder-emul.pcap": ethernet(vantage.forwarder),

    # Not on port 53
    "other-port-emul.pcap": ethernet(unread.other_port),
    "encrypted-emul.pcap": ethernet(unread.encrypted),

    # Marks of tools
    "marks-tunnels-emul.pcap": ethernet(marks.tunnel_marks),
    "marks-control-emul.pcap": ethernet(marks.control_marks),
    "marks-exfil-emul.pcap": ethernet(marks.exfiltration_marks),

    # What each way of finding a channel fires on, and what it keeps quiet on
    **mechanisms.SAMPLES,

    # One small office in every kind of file
    "sll.pcap": links.pcap_of(link.sll, link.SLL),
    "sll2.pcap": links.pcap_of(link.sll2, link.SLL2),
    "rawip.pcap": links.pcap_of(link.raw, link.RAW),
    "null.pcap": links.pcap_of(link.null, link.NULL),
    "loop.pcap": links.pcap_of(link.loop, link.LOOP),
    "vlan-qinq.pcap": links.pcap_of(link.tagged, link.ETHERNET),
    "ns.pcap": links.pcap_of(link.ethernet, link.ETHERNET, nanoseconds=True),
    "be.pcap": links.pcap_of(link.ethernet, link.ETHERNET, order=">"),
    "be-ns.pcap": links.pcap_of(link.ethernet, link.ETHERNET, nanoseconds=True, order=">"),
    "office-small.pcapng": links.pcapng,
    "every-link.pcapng": links.every_link,
    "every-tunnel.pcap": links.every_tunnel,
    "sealed.pcapng": links.sealed,
}

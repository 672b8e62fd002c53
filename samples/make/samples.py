"""Every generated sample: file name -> how its octets are made."""

import antivirus
import link
import mail
import office
import pcap
import tunnels


def ethernet(scene):
    return lambda: pcap.pcap(scene().frames(link.ethernet))


SAMPLES = {
    "office.pcap": ethernet(office.office),
    "mail-day.pcap": ethernet(mail.mail_day),
    "eset-lookalike.pcap": ethernet(antivirus.eset),
    "rat-80.pcap": ethernet(tunnels.rat(80, pause=55)),
    "rat-20.pcap": ethernet(tunnels.rat(20, pause=75)),
    "rat-6.pcap": ethernet(tunnels.rat(6, pause=95)),
    "dnscat2-emul.pcap": ethernet(tunnels.dnscat2),
    "exfil-a-emul.pcap": ethernet(tunnels.exfiltration_a),
    "slow-beacon-emul.pcap": ethernet(tunnels.slow_beacon),
    "rotating-domains-emul.pcap": ethernet(tunnels.rotating_domains),
}

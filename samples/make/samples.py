"""Every generated sample: file name -> how its octets are made."""

import link
import office
import pcap


def ethernet(scene):
    return lambda: pcap.pcap(scene().frames(link.ethernet))


SAMPLES = {
    "office.pcap": ethernet(office.office),
}

"""For each way of finding a channel a capture that it should fire on and one that it should keep quiet on: the first
exchanges of a stream beside an office at work."""

import link
import pcap
from streams import (counter, deadbeacon, dga, handshake, hiding, idn, polling, probing, rotation, searching, services, sinks,
                     toolloop, vain)
from streams.scene import LIVE, NXDOMAIN, OFFICE, SERVFAIL, SILENT, SINGLE, Scene, Setting

DOCUMENTATION = ("example",)
DELEGATED = ("example.com", "example.net", "example.org")  # below a top-level domain that exists


def fires(stream, fate, most=160, endings=DOCUMENTATION):
    return stream, Setting(fate, None), most, endings


def quiet(stream, most=160, place=OFFICE, volume=1):
    return stream, Setting(LIVE, place, volume), most, DOCUMENTATION


def formats(scene):
    """Names in the formats that hide data in the other capture, as they are used."""
    searching.containers(scene)
    del scene.exchanges[70:]  # of many
    for look_up in (services.cloud_hosts, services.telephone, services.cast):
        services.service(6, look_up)(scene)


MECHANISMS = {
    "rotation-prefix-emul": fires(rotation.in_turn, SILENT),
    "rotation-prefix-quiet": quiet(rotation.mail_filter),
    "handshake-types-emul": fires(handshake.by_types, NXDOMAIN),
    "handshake-types-quiet": quiet(handshake.audit),
    "tool-loop-emul": fires(toolloop.loop, NXDOMAIN),
    "tool-loop-quiet": quiet(toolloop.monitoring, volume=5),
    "probe-data-emul": fires(probing.shaped, SILENT),
    "probe-data-quiet": quiet(probing.triples, volume=20),
    "txt-commands-emul": fires(polling.commands, LIVE, 60),
    "txt-commands-quiet": quiet(polling.policies, volume=5),
    "txt-polling-emul": fires(polling.encrypted, LIVE),
    "txt-polling-quiet": quiet(polling.antivirus_versions, place=SINGLE, volume=5),
    "generated-in-vain-emul": fires(vain.generated, SERVFAIL, endings=DELEGATED),
    "generated-in-vain-quiet": quiet(rotation.suffixes),
    "counter-emul": fires(counter.idle, LIVE),
    "counter-quiet": quiet(counter.probes, volume=5),
    "dead-beacon-emul": fires(deadbeacon.constant, SILENT),
    "dead-beacon-quiet": quiet(deadbeacon.offline_device, 60),
    "idn-emul": fires(idn.random_labels, NXDOMAIN),
    "idn-quiet": quiet(idn.reading, 200),
    "dga-emul": fires(dga.sweep, NXDOMAIN),
    "dga-quiet": quiet(dga.popular, 200),
    "sink-data-emul": fires(sinks.with_data, LIVE),
    "sink-data-quiet": quiet(sinks.without_data, volume=20),
    "structure-evasion-emul": fires(hiding.beside(hiding.host_address), LIVE, 90),
    "structure-evasion-quiet": quiet(formats),
}


def capture(name):
    """How the octets of one of them are made."""
    def build():
        stream, setting, most, endings = MECHANISMS[name]
        scene = Scene(name, setting, endings)
        scene.clients, scene.habits = scene.clients[:4], 24
        stream(scene)
        scene.exchanges.sort(key=lambda exchange: exchange[0][0])
        del scene.exchanges[most:]
        return pcap.pcap(scene.frames(), link.ETHERNET)
    return build


SAMPLES = {f"{name}.pcap": capture(name) for name in MECHANISMS}

"""The streams of samples/make/streams: what each is, and the score it should reach (a tunnel) or stay below."""
import pathlib
import sys
from typing import NamedTuple

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "samples/make")]

import evasion as evasions  # noqa: E402
import families  # noqa: E402
from streams import (advisory, counter, deadbeacon, dga, handshake, hiding, idn, implants, polling, probing,  # noqa: E402
                     rotation, searching, services, sinks, toolloop, vain)
from streams.scene import ATTACK_SETTINGS, DEAD_ONLY, LIVE_ONLY, ORDINARY_SETTINGS, Scene  # noqa: E402

TUNNEL, EVASION, BEACON, BENIGN = "tunnel", "evasion", "beacon", "benign"


class Row(NamedTuple):
    name: str
    group: str
    stream: object
    wanted: int  # tunnels, evasions and beacons: at least; benign: at most
    settings: tuple
    most: int = 100  # a beacon without data must not pass this

    def scene(self, draw, setting=None):
        """The scene of one draw, and the domains to find; the names do not depend on the setting's fate."""
        scene = Scene(f"{self.name} {draw}", setting or self.settings[draw % len(self.settings)])
        expected = self.stream(scene)
        scene.exchanges.sort(key=lambda exchange: exchange[0][0])
        return scene, expected or set()

    def capture(self, draw, setting=None):
        scene, expected = self.scene(draw, setting)
        return scene.capture(), expected


class Older(Row):
    """A channel of families.py or evasion.py."""

    def capture(self, draw, setting=None):
        octets, expected = families.build(self.stream, f"{self.name} {draw}", setting or self.settings[draw % len(self.settings)])
        return octets, expected if isinstance(expected, set) else {expected} - {None}


def older():
    """Their wishes are loose: those tables are looked at, not judged."""
    views = ("both", "both", "both", "queries", "responses")
    yield from (Older(f"families: {name}", "families", scene, 30 if "constant" in name else 50, views) for name, scene in families.ATTACKS.items())
    yield from (Older(f"evasion: {name}", "families", lambda rng, trace, variant=variant: variant(evasions.Transfer(rng, trace)), 50, ("both",))
                for name, variant in evasions.VARIANTS.items())
    yield from (Older(f"families: {name}", BENIGN, scene, 49, ("both",)) for name, scene in families.BENIGN.items())


def tunnel(name, stream, wanted=70, settings=ATTACK_SETTINGS):
    return Row(name, TUNNEL, stream, wanted, settings)


def evasion(name, stream, wanted=70, settings=ATTACK_SETTINGS[:2]):
    return Row(name, EVASION, stream, wanted, settings)


def benign(name, stream, wanted=49):
    return Row(name, BENIGN, stream, wanted, ORDINARY_SETTINGS)


def service(name, an_hour, look_up):
    return benign(name, services.service(an_hour, look_up))


def mark(text):
    return hiding.beside(lambda rng, number: text)


ROWS = (
    tunnel("rotation over look-alikes", rotation.in_turn),
    tunnel("rotation over three unlike domains", rotation.unlike),
    tunnel("handshake by types", handshake.by_types, 60),
    tunnel("idle with counter", counter.idle, 50),
    tunnel("commands by TXT polling", polling.commands, settings=LIVE_ONLY),
    tunnel("commands by TXT polling, dead", polling.commands, 35, DEAD_ONLY),
    tunnel("encrypted orders by TXT polling", polling.encrypted, 55, LIVE_ONLY),
    tunnel("resolver tool in a loop", toolloop.loop),
    tunnel("probe-shaped data", probing.shaped, 50),
    tunnel("generated names in vain", vain.generated, 50, DEAD_ONLY),
    tunnel("random xn-- labels", idn.random_labels),
    tunnel("generated registered names", dga.sweep, 50, DEAD_ONLY),
    tunnel("long and short names", implants.long_and_short),
    tunnel("constant columns and padding", implants.columns),
    tunnel("test sink with data", sinks.with_data, 50),
    tunnel("advisory, 80 queries, any fate", advisory.rat(80), 95),
    tunnel("advisory, 20 queries, any fate", advisory.rat(20), 85),
    tunnel("advisory, 6 queries, any fate", advisory.rat(6), 55),
    Row("constant dead beacon", BEACON, deadbeacon.constant, 35, DEAD_ONLY, 49),
    Row("template beacon, dead", BEACON, implants.template("TXT", "A", "A"), 35, DEAD_ONLY, 69),
    Row("template beacon, for data", BEACON, implants.template("TXT"), 35, LIVE_ONLY, 84),

    evasion("beside host-1-2-3-4", hiding.beside(hiding.host_address)),
    evasion("beside an address", hiding.beside(hiding.octet_labels)),
    evasion("beside _dmarc", mark("_dmarc")),
    evasion("beside _x._tcp", mark("_x._tcp")),
    evasion("beside wpad", mark("wpad")),
    evasion("two labels beside host-1-2-3-4", hiding.two_beside(hiding.host_address)),
    evasion("two labels beside _dmarc", hiding.two_beside(lambda rng, number: "_dmarc")),
    evasion("below wpad", hiding.left_of_wpad),
    evasion("beside _domainkey", mark("_domainkey")),
    evasion("beside isatap", mark("isatap")),
    evasion("beside _acme-challenge", mark("_acme-challenge")),
    evasion("as key selectors", hiding.selectors),
    evasion("as UUIDs", hiding.uuids),
    evasion("as embedded domains", hiding.embedded_domains),
    evasion("below a cluster's suffix", hiding.cluster_suffix),
    evasion("as telephone numbers", hiding.telephone_numbers, 50),
    evasion("as screens to cast to", hiding.screens),
    evasion("as browser probes", hiding.probe_like),
    evasion("known suffix, another shape or type", hiding.known_suffix),
    evasion("known shape, another suffix", hiding.known_shape),
    evasion("registered below a content network", hiding.registered_below),
    evasion("under a crowd of ten and more", hiding.crowd),
    evasion("under a crowd of the same shape", hiding.crowd_of_shape, 50),
    evasion("left of a test sink's token", hiding.sink_bulk),
    evasion("under a shared token", hiding.shared_token),
    evasion("under suffixes that repeat", hiding.nested_suffixes),
    evasion("as Punycode of one script", hiding.idn_labels),

    benign("mail filter", rotation.mail_filter),
    benign("aliases of twenty tenants", rotation.tenants),
    benign("search suffixes", rotation.suffixes),
    benign("directory sweep", rotation.directory),
    benign("resolver", rotation.resolver),
    benign("domain audit", handshake.audit),
    benign("MX and TXT of subdomains", handshake.subdomains),
    benign("blocklists", handshake.block_lists),
    benign("clock probes", counter.probes),
    benign("visitor measurement", counter.measurement),
    benign("wildcard zone", counter.wildcard),
    benign("versions of signatures", polling.antivirus_versions),
    benign("mail policies, polled", polling.policies),
    benign("whoami", polling.whoami),
    benign("version.bind", polling.versions),
    benign("lookup tool, five names", toolloop.monitoring),
    benign("devices with ids from one", toolloop.devices),
    benign("browser probes, bare too", probing.triples),
    benign("offline device", deadbeacon.offline_device),
    benign("dead update server", deadbeacon.dead_update),
    benign("sites in six scripts", idn.reading, 25),
    benign("hosts in one script", idn.hosts, 25),
    benign("sweep of popular names", dga.popular),
    benign("test sink without data", sinks.without_data, 25),
    benign("search lists of containers", searching.containers),
    benign("search suffix that feeds itself", searching.feeding),
    service("antivirus, short names", 8, services.antivirus),
    service("node lists", 10, services.node_list),
    service("keys of a bulk mailer", 4, services.mail_keys),
    service("device fingerprinting", 4, services.fingerprinting),
    service("content network measurement", 5, services.user_measurement),
    service("radar measurement", 3, services.radar),
    service("advertisement frames", 6, services.advertisement_frames),
    service("resolver metric", 2, services.resolver_metric),
    service("media server at home", 3, services.media_server),
    service("short-link codes", 3, services.codes),
    service("peer candidates", 3, services.candidates),
    service("keys of hosted mail", 4, services.tenant_keys),
    service("cloud host names", 8, services.cloud_hosts),
    service("telephone numbers", 6, services.telephone),
    service("screens to cast to", 3, services.cast),
    service("mail gateway", 5, services.mail_gateway),
    # At more than this it is on the wire what a slow transfer is.
    service("telemetry with UUIDs", 2, services.telemetry)._replace(settings=ORDINARY_SETTINGS[:2]),
)

ALL = (*ROWS, *older())

"""A full transfer put inside what a discount explains: each discount must not be a way in."""

from streams.draw import BASE32, BASE36, DIGITS, HEX, LETTERS, labels
from streams.scene import INFECTED
from streams.sinks import SINKS
import office


def transfer(scene, name_of, count=None, kinds=("TXT", "A"), clients=(INFECTED,), zone=None):
    """Names of `name_of(rng, number)` below a zone, at least some kilobytes."""
    rng = scene.rng
    zone, kind, low = zone or rng.domain(), rng.pick(kinds), rng.between(40, 800)
    for number, time in enumerate(scene.times(count or rng.log_between(150, 1500), low, 3 * low)):
        scene.channel(time, f"{name_of(rng, number)}.{zone}", kind, client=rng.pick(clients))
    return {zone}


def pieces(rng, low=4, high=12):
    """Data in labels of up to eight characters."""
    size = rng.between(5, 8)
    return labels(rng.text(BASE36, size * rng.between(low, high)), size)


def beside(mark):
    """Short labels of data left of, or around, a mark of a common format."""
    def stream(scene):
        return transfer(scene, lambda rng, number: f"{pieces(rng)}.{mark(rng, number)}", kinds=("TXT", "TXT", "A", "CNAME", "NULL"))
    return stream


def two_beside(mark):
    """No more than two short labels of data in a name, and many names."""
    def stream(scene):
        return transfer(scene, lambda rng, number: f"{labels(rng.text(BASE36, 16), 8)}.{mark(rng, number)}", scene.rng.between(300, 1500))
    return stream


def octet_labels(rng, _):
    return ".".join(str(rng.below(256)) for _ in range(4))


def host_address(rng, _):
    return "host-" + "-".join(str(rng.between(1, 4)) for _ in range(4))


def left_of_wpad(scene):
    """The mark comes first, the data after it."""
    return transfer(scene, lambda rng, number: f"wpad.{pieces(rng)}")


def selectors(scene):
    """Data as selectors of mail keys."""
    return transfer(scene, lambda rng, number: f"{rng.text(BASE36, rng.between(20, 50))}._domainkey", kinds=("TXT",))


def uuids(scene):
    """Sixteen octets a name, as a UUID."""
    return transfer(scene, lambda rng, number: rng.uuid(), kinds=("A", "TXT", "AAAA"))


def embedded_domains(scene):
    """Data before a public suffix, as a list of domains would be asked."""
    return transfer(scene, lambda rng, number: f"{rng.text(BASE36, rng.between(18, 40))}.com.dbl")


def cluster_suffix(scene):
    """Data below the suffix of a cluster, where a zone of that name was set up."""
    return transfer(scene, lambda rng, number: f"{rng.text(BASE32, 40)}.default.svc.cluster.local")


def probe_like(scene):
    """A full transfer in names of 7 to 15 letters."""
    return transfer(scene, lambda rng, number: rng.text(LETTERS, rng.between(7, 15)), kinds=("TXT", "A", "MX"))


def telephone_numbers(scene):
    """Twenty digits a name, one a label, under another suffix than telephone numbers have."""
    return transfer(scene, lambda rng, number: ".".join(rng.text(DIGITS, 20)) + ".e164", scene.rng.between(200, 1000), ("NAPTR", "TXT"))


def screens(scene):
    """Twenty octets a name, as the identifier of an application that looks for screens."""
    return transfer(scene, lambda rng, number: f"_%{rng.text(HEX, 40).upper()}._sub._googlecast._tcp", kinds=("PTR", "TXT"))


# Known services: their suffixes, other shapes; their shapes, other suffixes.

SHAPES = (("a.e.e5.sk", lambda rng: rng.text(BASE32, rng.between(49, 63)), ("TXT", "A")),
          ("a.e.e5.sk", lambda rng: rng.text(BASE32, 36), ("NULL", "CNAME", "MX")),
          ("avqs.mcafee.com", lambda rng: labels(rng.text(BASE32, 52), 26), ("A", "TXT")),
          ("malware.hash.cymru.com", lambda rng: labels(rng.text(HEX, 80), 40), ("A", "TXT")),
          ("plex.direct", lambda rng: f"{rng.text(HEX, 32)}.{rng.text(HEX, 32)}", ("A", "TXT")),
          ("safeframe.googlesyndication.com", lambda rng: labels(rng.text(BASE36, 80), 40), ("A", "TXT")),
          ("dkim.amazonses.com", lambda rng: labels(rng.text(BASE32, 64), 32), ("TXT", "A")),
          ("all.mainnet.ethdisco.net", lambda rng: labels(rng.text(BASE32, 52), 26), ("TXT", "A")),
          ("d.aa.online-metrix.net", lambda rng: rng.text(BASE36, 62), ("TXT", "A")))


def known_suffix(scene):
    """Under a known service's suffix, in another shape or for another type."""
    suffix, shape, kinds = scene.rng.pick(SHAPES)
    return transfer(scene, lambda rng, number: shape(rng), kinds=kinds, zone=suffix)


def known_shape(scene):
    """A known service's names, suffix and all, below a domain of one's own."""
    rng = scene.rng
    suffix, shape = rng.pick((("a.e.e5.sk", lambda r: r.text(BASE32, 36)), ("dkim.amazonses.com", lambda r: r.text(BASE32, 32)),
                              ("safeframe.googlesyndication.com", lambda r: r.text(HEX, 32)),
                              ("d.aa.online-metrix.net", lambda r: r.text(BASE36, 56) + "sac")))
    return transfer(scene, lambda r, number: f"{shape(r)}.{suffix}")


def registered_below(scene):
    """Data in labels directly below a public suffix of a content network."""
    rng, zones = scene.rng, set()
    suffix, size = rng.pick(("akamaihd.net", "github.io", "cloudfront.net")), rng.between(30, 50)
    for time in scene.times(rng.between(80, 400), 200, 3_000):
        name = f"{rng.text(BASE36, size)}.{suffix}"
        zones.add(name)
        scene.channel(time, name, "A")
    return zones | {suffix}


# Rarity

def crowd(scene):
    """Ten and more clients ask ordinary names of the domain; one sends data."""
    rng, zone = scene.rng, scene.rng.domain()
    for number in range(rng.between(10, 30)):
        for time in scene.times(rng.between(4, 20), 1_000, 60_000):
            scene.ask(time, f"{rng.word()}{rng.below(30)}.{zone}", "A", "198.51.100.60", office.address(60 + number))
    return transfer(scene, lambda r, number: r.text(BASE32, r.between(24, 50)), zone=zone)


def crowd_of_shape(scene):
    """The same, and the others send a few names of the shape of the data."""
    rng, zone, size = scene.rng, scene.rng.domain(), scene.rng.between(24, 48)
    for number in range(rng.between(10, 20)):
        for time in scene.times(rng.between(2, 5), 1_000, 60_000):
            scene.ask(time, f"{rng.text(BASE32, size)}.{zone}", "A", "198.51.100.60", office.address(60 + number))
    return transfer(scene, lambda r, number: r.text(BASE32, size), zone=zone)


# Test sinks and tokens

def sink_bulk(scene):
    """A full transfer left of the token of a test sink."""
    suffix, digits, size = scene.rng.pick(SINKS)
    token, low = scene.rng.text(digits, size), scene.rng.between(20, 100)
    return transfer(scene, lambda rng, number: f"{labels(rng.text(BASE32, low), 60)}.{token}", zone=suffix)


def shared_token(scene):
    """One token before the data of many domains; other clients ask the token alone."""
    rng = scene.rng
    token, domains = rng.text(BASE36, rng.between(8, 14)), [rng.domain() for _ in range(rng.between(4, 8))]
    for number in range(rng.between(2, 6)):
        for time in scene.times(6, 1_000, 60_000):
            scene.ask(time, f"{token}.{rng.pick(domains)}", "A", "198.51.100.61", office.address(60 + number))
    kinds = rng.sample(("A", "TXT", "CNAME", "MX", "AAAA"), rng.between(2, 5))
    for time in scene.times(rng.between(100, 400), 200, 4_000):
        scene.channel(time, f"{token}.{rng.text(BASE36, rng.between(16, 40))}.{rng.pick(domains)}", rng.pick(kinds))
    return set(domains)


def nested_suffixes(scene):
    """Data under suffixes that repeat, as a search list that feeds itself would."""
    rng = scene.rng
    zone = scene.rng.domain()
    for time in scene.times(rng.between(100, 400), 200, 3_000):
        name = f"{rng.text(BASE32, rng.between(20, 40))}"
        for _ in range(rng.between(1, 3)):
            name += "." + zone
            scene.channel(time, name, "A")
            time += 2_000_000
    return {zone}


def idn_labels(scene):
    """Data as Punycode of letters of one script."""
    alphabet = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
    return transfer(scene, lambda rng, number: "xn--" + rng.text(alphabet, rng.between(14, 22)).encode("punycode").decode())

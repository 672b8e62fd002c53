"""Data over domains that look alike, each query to the next domain and with the next type; and what resembles it."""

from streams.draw import BASE32, BASE36, HEX, LETTERS
from streams.scene import SERVERS
from wire import MILLISECOND, SECOND

DATA_TYPES = ("TXT", "MX", "CNAME", "SRV", "SOA", "NULL", "KEY")


def look_alikes(rng, count):
    """Spellings of one word, under a few top-level domains."""
    stem, found = rng.syllables(3) + rng.pick(("", "net", "sync", "cdn")), {}
    endings = rng.sample(rng.endings, rng.between(2, 4))
    while len(found) < count:
        at = rng.below(len(stem))
        letter = rng.pick(LETTERS)
        spelling = rng.pick((stem, stem[:at] + stem[at + 1:], stem[:at] + letter + stem[at:],
                             stem[:at] + letter + stem[at + 1:], f"{stem}-{rng.pick(('cdn', 'online', 'net', 'dns'))}"))
        found.setdefault(f"{spelling}.{rng.pick(endings)}")
    return list(found)


def in_turn(scene):
    """Handshake only, idle, or transfer; a session prefix before each name; some queries asked twice."""
    rng = scene.rng
    domains = look_alikes(rng, rng.between(4, 12))
    types = [rng.pick(DATA_TYPES[2:]), *rng.sample(DATA_TYPES, rng.between(2, 4)), "A", *rng.sample(("AAAA",), rng.below(2))]
    types = rng.shuffled(dict.fromkeys(types))
    while len(types) < 4:
        types = list(dict.fromkeys([*types, rng.pick(DATA_TYPES)]))
    prefix = rng.text(BASE36, rng.between(3, 5)) if rng.chance(70) else (rng.syllables(1) + rng.syllables(1)[:2])[:5]
    mode = rng.pick(("handshake", "idle", "transfer"))
    token = prefix + (rng.syllables(2) if rng.chance(40) else rng.text(BASE36, rng.between(3, 6)))
    alphabet, size = rng.pick((BASE32, BASE36, HEX)), rng.between(16, 42)
    count = 60 if mode == "handshake" else rng.log_between(60, 400)
    pause, time, offset = rng.between(3_000, 10_000), scene.start, 0
    for turn in range(count):
        if mode == "handshake":
            name = token
            pause = 1_000 + 58_000 * turn // count  # half an hour in all
        elif mode == "idle":
            name = prefix + (rng.text(LETTERS, 5) if rng.chance(60) else f"-{offset}")
            offset += rng.between(1, 90)
        else:
            name = prefix + rng.text(alphabet, size)
        kind, name = types[turn % len(types)], f"{name}.{domains[turn % len(domains)]}"
        scene.channel(time, name, kind)
        if rng.chance(30):
            scene.channel(time + rng.log_between(30, 10_000) * MILLISECOND, name, kind)
        time += rng.between(pause * 7 // 10, pause * 13 // 10) * MILLISECOND
    return set(domains)


def unlike(scene):
    """Three domains with nothing in common whose labels have one shape, asked in turn."""
    rng = scene.rng
    domains = [rng.domain() for _ in range(3)]
    kinds = rng.pick((("A",), ("TXT",), ("A", "AAAA"), ("TXT", "CNAME")))
    alphabet, low = rng.pick((BASE36, BASE32, HEX)), rng.between(10, 22)
    high, server = low + rng.between(0, 8), rng.pick(SERVERS[:2] + ("10.20.0.53",))
    for turn, time in enumerate(scene.times(rng.between(45, 150), 2_000, rng.between(8_000, 90_000))):
        scene.channel(time, f"{rng.text(alphabet, rng.between(low, high))}.{domains[turn % 3]}", rng.pick(kinds), server=server)
    return set(domains)


# Ordinary

def mail_filter(scene):
    """Checks who greets and who sends: A, MX and TXT of many domains and of their mail hosts."""
    rng, senders = scene.rng, [scene.rng.domain() for _ in range(60 * scene.volume)]
    for _, time in scene.server(6):
        sender = rng.pick(senders)
        host = f"{rng.pick(('mx', 'mail', 'smtp', 'mta', 'relay'))}{rng.pick(('', '1', '2', '01'))}.{sender}"
        scene.ask(time, host, "A", rng.address())
        scene.ask(time + 3 * MILLISECOND, sender, "MX", [(sender, "MX", host)])
        scene.ask(time + 9 * MILLISECOND, sender, "TXT", f"v=spf1 ip4:{rng.address()} -all")
        if rng.chance(50):
            scene.fails(time + 12 * MILLISECOND, f"_dmarc.{sender}", "TXT")


def tenants(scene):
    """An administrator asks the well-known aliases of twenty customers, and more."""
    rng = scene.rng
    for _ in range(scene.volume):
        time = scene.start + rng.below(scene.hours * 3_400) * SECOND
        for tenant in [rng.domain() for _ in range(20)]:
            for alias in ("autodiscover", "lyncdiscover", "sip", "enterpriseregistration", "msoid"):
                if rng.chance(60):
                    scene.ask(time, f"{alias}.{tenant}", "CNAME", f"{alias}.cloud-suite.example")
                else:
                    scene.fails(time, f"{alias}.{tenant}", "CNAME")
                time += rng.between(20, 400) * MILLISECOND
            scene.fails(time, f"_sip._tls.{tenant}", "SRV")


def suffixes(scene):
    """A list of three to six search suffixes, tried on every name."""
    rng = scene.rng
    company = rng.site()
    tried = [f"{part}.{company}.example" for part in rng.sample(("corp", "eu", "us", "lab", "ad", "int"), rng.between(3, 6))]
    for client, time in scene.spread(10):
        name = rng.pick((lambda: f"{rng.word()}{rng.below(40)}", lambda: f"www.{rng.domain()}", lambda: rng.syllables(3)))()
        for suffix in tried:
            for kind in ("A", "AAAA"):
                time = scene.fails(time, f"{name}.{suffix}", kind, client) + MILLISECOND
        scene.ask(time, name, "A", rng.address(), client)


def directory(scene):
    """A directory client sweeps SOA and SRV of its sites and of trusted domains."""
    rng = scene.rng
    domains = [f"{part}.{rng.site()}.example" for part in rng.sample(("ad", "corp", "eu", "asia", "dmz", "lab"), rng.between(2, 6))]
    guids = {domain: rng.uuid() for domain in domains}
    for client, time in scene.spread(4):
        domain = rng.pick(domains)
        host = f"dc{rng.between(1, 9)}.{domain}"
        for name in (f"_ldap._tcp.dc._msdcs.{domain}", f"_kerberos._tcp.{rng.word()}._sites.dc._msdcs.{domain}",
                     f"_ldap._tcp.{guids[domain]}.domains._msdcs.{domain}", f"_gc._tcp.{domain}"):
            time = scene.ask(time, name, "SRV", host, client) + MILLISECOND
        time = scene.ask(time, domain, "SOA", host, client) + MILLISECOND
        scene.ask(time, host, "A", "10.20.1.5", client)


def resolver(scene):
    """A resolver that asks the servers of many domains, with minimised names and keys."""
    rng = scene.rng
    for client, time in scene.server(15):
        domain = rng.domain()
        server, ending = rng.address(), domain.split(".", 1)[1]
        time = scene.ask(time, f"_.{domain}", "A", [], client, server) + MILLISECOND
        time = scene.ask(time, domain, "NS", f"ns{rng.between(1, 4)}.{domain}", client, server) + MILLISECOND
        if rng.chance(40):
            time = scene.ask(time, domain, "DS", rng.octets(36), client, server) + MILLISECOND
            time = scene.ask(time, ending, "DNSKEY", b"\1\0\3\x0d" + rng.octets(64), client, server) + MILLISECOND
        host = f"{rng.pick(('www', 'api', 'cdn', 'mail', rng.word()))}.{domain}"
        for kind in rng.pick((("A",), ("A", "AAAA"), ("HTTPS", "A", "AAAA"))):
            time = scene.ask(time, host, kind, scene.any_data(kind, host) if kind != "HTTPS" else [], client, server) + MILLISECOND

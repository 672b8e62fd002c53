"""A handshake that tries one record type after another at one domain; and what resembles it."""

from streams.draw import BASE36, LETTERS, number
from wire import MILLISECOND, SECOND

KINDS = ("TXT", "NULL", "MX", "CNAME", "SRV", "KEY", "PRIVATE", "A", "AAAA")


def by_types(scene):
    """10 to 30 names of 4 to 8 characters with a counter at the end."""
    rng = scene.rng
    zone = rng.pick((rng.domain, lambda: f"{rng.text(LETTERS, rng.between(1, 3))}.{rng.domain()}"))()
    kinds = [*rng.sample(KINDS[:7], rng.between(2, 5)), *rng.sample(KINDS[7:], rng.between(0, 2))]
    kinds = rng.shuffled(kinds if len(kinds) > 2 else [*kinds, "A"])
    size, repeats = rng.between(4, 8), rng.between(1, 3)
    head = rng.text(BASE36, rng.between(1, size - 2))
    first = rng.below(900)
    for turn, time in enumerate(scene.times(rng.between(10, 30), 1_000, 3_000)):
        rest = number(first + turn, rng.pick((BASE36,)), size - len(head))
        scene.channel(time, f"{head}{rest}.{zone}", kinds[turn // repeats % len(kinds)])
    return {zone}


# Ordinary

def audit(scene):
    """Somebody lists a domain: each type for the same ten names."""
    rng = scene.rng
    for _ in range(scene.volume):
        domain, time = rng.domain(), scene.start + rng.below(scene.hours * 3_400) * SECOND
        for label in ("", "www.", "mail.", "ftp.", "dev.", "vpn.", "api.", "ns1.", "test.", "smtp."):
            for kind in ("A", "AAAA", "MX", "TXT", "NS", "SOA", "CNAME", "SRV", "CAA"):
                name = label + domain
                if label in ("", "www.", "mail.") and kind in ("A", "MX", "TXT", "NS", "SOA") and rng.chance(80):
                    time = scene.ask(time, name, kind, scene.any_data(kind, name))
                else:
                    time = scene.ask(time, name, kind, [])
                time += rng.between(5, 60) * MILLISECOND


def subdomains(scene):
    """MX and TXT of the subdomains of one company."""
    rng, domain = scene.rng, scene.rng.domain()
    for client, time in scene.server(5):
        name = f"{rng.word()}{rng.pick(('', '-eu', '-us', '2'))}.{domain}"
        time = scene.ask(time, name, "MX", f"mx{rng.between(1, 3)}.{domain}", client)
        scene.ask(time + MILLISECOND, name, "TXT", f"v=spf1 include:spf.{domain} -all", client)


def block_lists(scene):
    """Addresses and senders looked up in lists that no table knows."""
    rng = scene.rng
    lists = [f"{rng.pick(('bl', 'dnsbl', 'rbl', 'zen', 'ip'))}.{rng.domain()}" for _ in range(rng.between(2, 5))]
    hosts = [f"{rng.pick(('dbl', 'uri', 'rhsbl'))}.{rng.domain()}" for _ in range(2)]
    for client, time in scene.server(25):
        name = ".".join(str(rng.below(256)) for _ in range(4)) + "." + rng.pick(lists)
        if rng.chance(10):
            time = scene.ask(time, name, "A", f"127.0.0.{rng.between(2, 11)}", client)
            scene.ask(time, name, "TXT", "listed, see https://" + name.split(".", 4)[4], client)
        else:
            scene.fails(time, name, "A", client)
        if rng.chance(50):
            scene.fails(time + MILLISECOND, f"{rng.domain()}.{rng.pick(hosts)}", "A", client)

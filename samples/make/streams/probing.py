"""Data in names that look like a browser's probes; and the probes."""

from streams.draw import LETTERS
from wire import MILLISECOND


def shaped(scene):
    """10 to 30 names a domain of 7 to 15 letters, under 1 to 10 public domains."""
    rng = scene.rng
    domains = [rng.domain() for _ in range(rng.between(1, 10))]
    kinds = rng.pick((("TXT",), ("MX",), ("CNAME",), ("A",), ("TXT", "MX", "CNAME")))
    each = rng.between(10, 30)
    names = [f"{rng.text(LETTERS, rng.between(7, 15))}.{domain}" for domain in domains for _ in range(each)]
    low = rng.between(150, 3_000)
    for name, time in zip(rng.shuffled(names), scene.times(len(names), low, 3 * low)):
        scene.channel(time, name, rng.pick(kinds))
    return set(domains)


def triples(scene):
    """Each start of the browser: three names, under the company's suffix and bare."""
    rng = scene.rng
    suffix = rng.pick(("corp.example", f"{rng.site()}.example", f"ad.{rng.domain()}"))
    for client, time in scene.spread(1):
        for _ in range(3):
            label = rng.text(LETTERS, rng.between(7, 15))
            for name in (f"{label}.{suffix}", label):
                for kind in ("A", "AAAA") if rng.chance(30) else ("A",):
                    time = scene.fails(time, name, kind, client) + MILLISECOND

"""Call-back names of security tests, with data left of the token and without."""

from streams.draw import BASE32, BASE36, HEX, labels

# suffix, alphabet and length of the token
SINKS = (("oast.pro", BASE36, 33), ("oast.fun", BASE36, 33), ("oast.live", BASE36, 33), ("interact.sh", BASE36, 33),
         ("oastify.com", BASE36, 31), ("burpcollaborator.net", BASE36, 30), ("dnslog.cn", BASE36, 6), ("ceye.io", BASE36, 6))


def with_data(scene):
    """One token, and at least 300 octets of data before it."""
    rng = scene.rng
    suffix, digits, size = rng.pick(SINKS)
    token, alphabet, length = rng.text(digits, size), rng.pick((HEX, BASE32, BASE36)), rng.between(16, 110)
    low = rng.between(50, 1_000)
    for number, time in enumerate(scene.times(max(20, 600 // length) + rng.below(60), low, 4 * low)):
        order = rng.pick((f"{number}.", ""))
        scene.channel(time, f"{order}{labels(rng.text(alphabet, length), 60)}.{token}.{suffix}", "A", "198.51.100.40")
    return {suffix}


def without_data(scene):
    """A scanner: a token for each test, now and then the name of the parameter before it."""
    rng = scene.rng
    suffix, digits, size = rng.pick(SINKS)
    stem = rng.text(digits, max(size - 13, 3))
    for client, time in scene.spread(4):
        token = stem + rng.text(digits, size - len(stem))
        kind = rng.pick(("A", "AAAA"))
        scene.ask(time, f"{token}.{suffix}", kind, "198.51.100.41" if kind == "A" else [], client)

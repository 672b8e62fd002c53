"""Implants whose names are not all data: short names, constant columns, padding, templates."""

from streams.draw import BASE32, BASE36, DIGITS, HEX, labels
from wire import SECOND


def long_and_short(scene):
    """Some twenty names of about 112 hex digits in labels, and sixteen short ones."""
    rng = scene.rng
    zone, head = rng.domain(), rng.pick(("post", "api", "www6", "cdn", rng.syllables(1)))
    session, size, kind = rng.text(HEX, rng.between(5, 8)), rng.between(84, 140), rng.pick(("A", "TXT", "AAAA"))
    cut = rng.between(28, 62)
    uses = ["long"] * rng.between(18, 34) + ["short"] * rng.between(12, 30)
    for number, (use, time) in enumerate(zip(rng.shuffled(uses), scene.times(len(uses), 300, 20_000))):
        if use == "long":
            name = f"{head}.{labels(rng.text(HEX, size), cut)}.{number:x}{session}.{zone}"
        else:
            name = f"{rng.pick(('', 'cdn.', 'www6.'))}{number:x}{session}.{zone}"
        scene.channel(time, name, kind)
    return {zone}


def columns(scene):
    """Constant columns around the data, and padding to one length."""
    rng = scene.rng
    zone, alphabet = rng.domain(), rng.pick((HEX, BASE32, BASE36))
    head, middle = rng.text(alphabet, rng.between(3, 8)), rng.text(alphabet, rng.between(2, 6))
    data, pad = rng.between(8, 16), rng.pick("0z9a") * rng.between(3, 24)
    for number, time in enumerate(scene.times(rng.between(60, 250), 500, rng.between(2_000, 30_000))):
        used = data if rng.chance(70) else rng.between(2, data)
        text = rng.text(alphabet, used) + pad[:1] * (data - used)
        scene.channel(time, f"{head}{number % 256:02x}{middle}{text}{pad}.{zone}", rng.pick(("A", "A", "TXT")))
    return {zone}


def template(*kinds):
    """A beacon whose names change in a clock or four digits alone."""
    return lambda scene: beacon(scene, kinds)


def beacon(scene, kinds):
    rng = scene.rng
    zone, fixed = rng.domain(), rng.pick((rng.word() + "-" + rng.word(), rng.text(BASE36, rng.between(8, 14)), rng.uuid()[:18]))
    clock, pause, kind = rng.chance(50), rng.between(10, 300), rng.pick(kinds)
    for time in scene.beat(rng.between(12, 90), pause, rng.between(0, 15)):
        value = f"{time // SECOND % 86400 // 3600:02d}{time // SECOND % 3600 // 60:02d}" if clock else rng.text(DIGITS, 4)
        scene.channel(time, f"{fixed}{'-' if clock else ''}{value}.{zone}", kind)
    return {zone}

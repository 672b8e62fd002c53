"""An idle client whose names count up; and what resembles it."""

from streams.draw import BASE32, BASE36, DIGITS, HEX, number
from wire import MILLISECOND, SECOND, START


def idle(scene):
    """A constant prefix and a counter, every one to four seconds; some open with a handshake."""
    rng = scene.rng
    zone = rng.domain()
    size, digits, kind = rng.between(8, 12), rng.pick((BASE32, BASE36, DIGITS, HEX)), rng.pick(("A", "NULL", "TXT", "CNAME"))
    width = rng.between(3, 5)
    prefix, value, step = rng.text(BASE36, size - width), rng.below(500), rng.pick((1, 1, 1, rng.between(2, 40)))
    count, time = rng.log_between(200, 5000), scene.start
    if rng.chance(50):
        for time in scene.times(rng.between(10, 20), 60, 1_500):
            scene.channel(time, f"{rng.text(BASE36, rng.between(10, 40))}.{zone}", kind)
        time += SECOND
    pause, jitter = rng.between(10, 40) / 10, rng.between(0, 20)
    answer = rng.text(BASE36, 6)
    for time in scene.beat(count, pause, jitter, time):
        data = {"A": "198.51.100.77", "CNAME": f"{answer}.{zone}"}.get(kind, answer.encode() if kind == "NULL" else answer)
        scene.channel(time, f"{prefix}{number(value, digits, width)}.{zone}", kind, data)
        value += step
    return {zone}


# Ordinary

def probes(scene):
    """Monitoring asks <seconds since 1970>.probe."""
    rng, zone = scene.rng, f"probe.{scene.rng.domain()}"
    pause = max(2, 300 // scene.volume)
    for time in scene.beat(scene.hours * 3600 // pause, pause, 1):
        scene.ask(time, f"{time // SECOND}.{zone}", "A", "198.51.100.20")


def measurement(scene):
    """Pages measure their visitors: a time and a random number in each name."""
    rng, zone = scene.rng, f"{scene.rng.pick(('rum', 'm', 'perf', 'ping'))}.{scene.rng.domain()}"
    for client, time in scene.spread(6):
        scene.ask(time, f"{(time - START) // MILLISECOND + 1710234000000}-{rng.text(DIGITS, 6)}.{zone}", "A", "198.51.100.21", client)


def wildcard(scene):
    """A zone that gives every name one answer: each page has a host of its own."""
    rng, zone = scene.rng, scene.rng.domain()
    for client, time in scene.spread(10):
        scene.ask(time, f"{rng.word()}-{rng.word()}-{rng.below(1000)}.{zone}", "A", "198.51.100.22", client)

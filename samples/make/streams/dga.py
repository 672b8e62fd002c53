"""Registered names that an algorithm makes up; and what resembles them."""

from streams.draw import BASE36, LETTERS
from wire import MILLISECOND


def sweep(scene):
    """15 to 100 labels of one length, none registered, every 5 to 15 s."""
    rng = scene.rng
    size, alphabet, endings = rng.between(20, 32), rng.pick((LETTERS, BASE36)), rng.sample(rng.endings, rng.between(1, 4))
    zones = set()
    for time in scene.times(rng.between(15, 100), 5_000, 15_000):
        zone = f"{rng.text(alphabet, size)}.{rng.pick(endings)}"
        zones.add(zone)
        scene.channel(time, zone, "A")
    return zones


def popular(scene):
    """A list of popular names is swept, 3 to 8 % of which no longer exist."""
    rng, gone = scene.rng, scene.rng.between(3, 8)
    for _ in range(400 * scene.volume):
        name = rng.domain() if rng.chance(60) else f"www.{rng.domain()}"
        time = scene.start + rng.below(scene.hours * 3_500_000) * MILLISECOND
        if rng.chance(gone):
            scene.fails(time, name, "A")
        else:
            scene.ask(time, name, "A", rng.address())

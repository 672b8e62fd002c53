"""Generated names below one domain whose server is gone."""

from streams.draw import BASE32, BASE36, HEX


def generated(scene):
    """8 to 60 names of 6 to 24 characters, for addresses, nothing but errors or silence back."""
    rng = scene.rng
    zone, low = rng.domain(), rng.between(6, 18)
    high, alphabet, kinds = low + rng.between(0, 6), rng.pick((BASE32, BASE36, HEX)), rng.pick((("A",), ("A", "AAAA"), ("TXT",)))
    pause = rng.log_between(500, 120_000)
    for time in scene.times(rng.between(8, 60), pause // 2, pause * 2):
        scene.channel(time, f"{rng.text(alphabet, rng.between(low, high))}.{zone}", rng.pick(kinds))
    return {zone}

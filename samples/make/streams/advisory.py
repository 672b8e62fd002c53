"""The remote access tool of the 2016 advisory."""

from streams.draw import BASE32, BASE36, HEX
from wire import MILLISECOND


def rat(count):
    """<30 and more encoded characters>.<campaign>.<domain>, TXT, `count` within ten seconds."""
    def stream(scene):
        rng = scene.rng
        zone = f"{rng.text(BASE36, rng.between(3, 7))}.{rng.domain()}"
        alphabet, low = rng.pick((BASE32, BASE36, HEX)), rng.between(30, 40)
        for _ in range(count):
            scene.channel(scene.start + rng.below(9_800) * MILLISECOND, f"{rng.text(alphabet, rng.between(low, low + 20))}.{zone}", "TXT")
        scene.exchanges.sort(key=lambda exchange: exchange[0][0])
        return {zone}
    return stream

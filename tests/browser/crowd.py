"""A capture with as many findings as are asked for, of every kind and strength, beside an office at work: what a
report must carry. Generated from the seed alone; private and documentation addresses, names below .example.

    crowd.py FINDINGS FILE.pcap     (or crowd.capture(FINDINGS) from a test)
"""
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "samples/make"))
import pcap  # noqa: E402 (the folder is known only now)
from streams.draw import BASE32, HEX, LETTERS  # noqa: E402
from streams.scene import RESOLVER, Scene, Setting, background  # noqa: E402
from rng import Rng  # noqa: E402
from wire import HOUR, MILLISECOND, MINUTE, SECOND, START  # noqa: E402

SPAN = 4 * HOUR


class Crowd(Scene):
    def __init__(self, seed):
        super().__init__(f"crowd {seed}", Setting(), endings=["example"])
        self.number = 0

    def begin(self):
        return START + self.rng.below(SPAN // SECOND - 3600) * SECOND

    def name(self):
        return f"{self.rng.site()}{self.number}.example"


def client(number):
    return f"10.21.{number // 200}.{10 + number % 200}"


def burst(s, who):
    """Encrypted text in TXT queries within ten seconds; the server is gone."""
    zone, campaign = s.name(), s.rng.text(LETTERS, 5)
    for time in s.times(80, 80, 150, s.begin()):
        s.ask(time, f"{s.rng.text(BASE32, s.rng.between(31, 40))}.{campaign}.{zone}", "TXT", None, who)


def tunnel(s, who):
    """Data in names and answers, asked of a server past the resolver."""
    zone, server = s.name(), f"203.0.113.{1 + s.number % 250}"
    for time in s.times(120, 200, 3000, s.begin()):
        name = f"{s.rng.text(BASE32, 60)}.{s.rng.text(BASE32, 60)}.{zone}"
        s.ask(time, name, "TXT", s.rng.text(BASE32, s.rng.between(120, 220)), who, server)


def slow(s, who):
    """The same from three clients through the resolver, a few names a minute."""
    zone = s.name()
    for other in range(3):
        for time in s.times(50, 20_000, 60_000, s.begin() - 30 * MINUTE + other * MINUTE):
            s.ask(time, f"{s.rng.text(HEX, 56)}.{zone}", "A", s.any_data("A", zone), who[:-1] + str(other))


def beacon(s, who):
    """One short name that is new each time, like a clock."""
    zone, minutes = s.name(), s.rng.between(2, 6)
    for time in s.beat(200 // minutes, 60 * minutes, 2, START + s.rng.below(600) * SECOND):
        s.ask(time, f"{s.rng.text(HEX, 16)}.{zone}", "A", s.any_data("A", zone), who)


def weak(s, who):
    """Few short names: a cache buster or the beginning of something."""
    zone, length = s.name(), s.rng.between(16, 26)
    for time in s.times(s.rng.between(18, 36), 1000, 60_000, s.begin()):
        s.ask(time, f"{s.rng.text(BASE32, length)}.{zone}", "A", s.any_data("A", zone), who)


def generated(s, who):
    """Registered names that a program makes up, in vain: one finding with many domains."""
    for time in s.times(90, 300, 2000, s.begin()):
        s.fails(time, f"{s.rng.text(LETTERS, s.rng.between(12, 18))}.{s.rng.pick(('com', 'net', 'org', 'info'))}", "A", who)


# Mostly what has to be looked at last.
KINDS = (burst, weak, tunnel, weak, beacon, weak, slow, generated, weak, weak)


def capture(findings):
    s = Crowd(findings)
    for s.number in range(findings):
        KINDS[s.number % len(KINDS)](s, client(s.number))
    people = tuple(f"10.20.0.{11 + n}" for n in range(12))
    frames = [packet for exchange in s.exchanges for packet in exchange]
    frames += background(people, 4 * 3600, Rng("crowd").below(4), 600)
    return pcap.pcap(sorted(frames, key=lambda packet: packet[0]))


if __name__ == "__main__":
    pathlib.Path(sys.argv[2]).write_bytes(capture(int(sys.argv[1])))

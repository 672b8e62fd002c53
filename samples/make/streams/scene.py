"""A capture in the making: one stream of queries beside an office at work."""

import functools
from typing import NamedTuple

import link
import office
import pcap
from rng import Rng
from streams import packets
from streams.draw import BASE36, Draw
from wire import MILLISECOND, SECOND, START, Trace

RESOLVER, INFECTED = office.RESOLVER, office.address(23)
SERVERS = ("203.0.113.17", "198.51.100.53", "192.0.2.99", "203.0.113.201")

# What has become of the server of a channel.
LIVE, SILENT, NXDOMAIN, SERVFAIL, REFUSED, SINKHOLE = FATES = ("live", "silent", "NXDOMAIN", "SERVFAIL", "REFUSED", "sinkhole")
# Where an ordinary stream runs.
OFFICE, SINGLE = PLACES = ("office, 1 h", "one client, 9 h")
VOLUMES = (1, 5, 20)


class Setting(NamedTuple):
    fate: str = LIVE
    place: str = OFFICE
    volume: int = 1

    def __str__(self):
        return self.fate if self.place is None else f"{self.place}, {self.volume}x"


ATTACK_SETTINGS = tuple(Setting(fate, None) for fate in FATES)
LIVE_ONLY = ATTACK_SETTINGS[:1]
DEAD_ONLY = ATTACK_SETTINGS[1:]
ORDINARY_SETTINGS = tuple(Setting(LIVE, place, volume) for volume in VOLUMES for place in PLACES)


class Scene:
    """`rng` draws the names and the pace of the stream, `luck` what its fate may change: so that the same stream can
    be had with another fate. `exchanges` are lists of (time, frame), one for each query. `habits`: about how many
    things the people of the office do."""

    habits = 300

    def __init__(self, seed, setting=Setting(), endings=None):
        self.rng, self.luck = Draw(seed), Draw(f"luck {seed}")
        if endings:  # for a capture that is published: documentation names and private addresses
            self.rng.endings = endings
            self.rng.private = self.luck.private = True
        self.fate, self.place, self.volume = setting
        self.seed = seed
        self.exchanges = []
        self.known = set()
        self.start = START + self.rng.between(5_000, 60_000) * MILLISECOND
        count = self.rng.between(6, 14) if self.place == OFFICE else 1
        self.clients = [office.address(11 + number) for number in range(count)]
        self.hours = 9 if self.place == SINGLE else 1
        # Some stubs ask again when nobody answers, under the same id or a new one.
        self.again = self.luck.pick(((), (), (1,), (1, 3), (5,)))
        self.again_as_new = self.luck.chance(30)

    # Queries

    def _put(self, exchange, time, source, source_port, destination, destination_port, payload):
        exchange.append((time, packets.frame(source, source_port, destination, destination_port, payload,
                                             self.luck.below(0x10000))))

    def ask(self, time, name, kind, answers=None, client=None, server=RESOLVER, ident=None, port=None, rcode="NOERROR",
            ttl=60, klass=1, again=()):
        """One exchange, repeated under one id after `again` seconds. answers: None for silence, or data of the type,
        or a list of (owner, type, data). Returns when it ended."""
        client = client or self.clients[0]
        ident = self.luck.below(0x10000) if ident is None else ident
        port = port or self.luck.between(49152, 65535)
        exchange, query = [], packets.message(ident, name, kind, klass=klass)
        for delay in (0, *again):
            self._put(exchange, time + int(delay * SECOND), client, port, server, packets.PORT, query)
        self.exchanges.append(exchange)
        if answers is None:
            return time
        if not isinstance(answers, list):
            answers = [(name, kind, answers)]
        key = name, kind
        low, high = (150, 900) if key in self.known else (6_000, 90_000)
        self.known.add(key)
        time += self.luck.between(low, high) * 1000
        self._put(exchange, time, server, packets.PORT, client, port,
                  packets.message(ident, name, kind, answers, rcode, ttl, klass))
        return time

    def fails(self, time, name, kind, client=None, rcode="NXDOMAIN", **more):
        return self.ask(time, name, kind, [], client, rcode=rcode, **more)

    def channel(self, time, name, kind, data=None, client=INFECTED, **more):
        """A query of the channel under test; its fate decides what comes back. data: what a live server answers,
        None for an answer without meaning."""
        if self.fate == SILENT:
            new = self.again_as_new
            end = self.ask(time, name, kind, None, client, again=() if new else self.again, **more)
            for delay in self.again if new else ():
                self.ask(time + delay * SECOND, name, kind, None, client, **more)
            return end
        if self.fate == SINKHOLE:
            data = {"A": "0.0.0.0", "AAAA": "::"}.get(kind)
            return self.ask(time, name, kind, [] if data is None else data, client, **more)
        if self.fate != LIVE:
            return self.fails(time, name, kind, client, self.fate, **more)
        if data is None:
            data = self.any_data(kind, name)
        return self.ask(time, name, kind, data, client, **more)

    def any_data(self, kind, name, length=None):
        """Data that a server under control might put into an answer of a type."""
        text = self.luck.text(BASE36, length or self.luck.between(8, 40))
        zone = ".".join(name.split(".")[-2:])
        host = f"{text[:60]}.{zone}"
        return {"A": lambda: self.luck.address(), "AAAA": lambda: b"\xfd\0" + self.luck.octets(14), "TXT": lambda: text,
                "CNAME": lambda: host, "MX": lambda: host, "SRV": lambda: host, "SOA": lambda: host, "NS": lambda: host,
                "PTR": lambda: host}.get(kind, lambda: text.encode())()

    # Time

    def times(self, count, low, high, start=None):
        """`count` times, each `low` to `high` milliseconds after the one before."""
        time = start or self.start
        for _ in range(count):
            yield time
            time += self.rng.between(low, high) * MILLISECOND + self.rng.below(MILLISECOND)

    def beat(self, count, seconds, jitter, start=None):
        """`count` times, `seconds` apart within `jitter` per cent."""
        time = start or self.start
        for _ in range(count):
            yield time
            time += int(seconds * SECOND * self.rng.between(100_000 - jitter * 1000, 100_000 + jitter * 1000) / 100_000)

    def spread(self, an_hour):
        """Times of an ordinary service at each client: `an_hour` uses, times the volume, in bursts."""
        for client in self.clients:
            left = max(1, an_hour * self.hours * self.volume)
            while left > 0:
                time = self.start + self.rng.below(self.hours * 3_500_000) * MILLISECOND
                for _ in range(min(left, self.rng.between(1, 8))):
                    yield client, time
                    time += self.rng.between(15, 900) * MILLISECOND
                    left -= 1

    def server(self, an_hour):
        """The same at one client that works for all: six times as much."""
        everybody, self.clients = self.clients, self.clients[:1]
        uses = list(self.spread(an_hour * 6))
        self.clients = everybody
        return uses

    # Capture

    def frames(self, exchanges=None):
        """Of the stream, or of a part of it, beside the office."""
        last = max((e[-1][0] for e in self.exchanges), default=START)
        seconds = min(max((last - START) // SECOND, 600), 9 * 3600)
        length = next(s for s in (600, 1800, 3600, 4 * 3600, 9 * 3600) if seconds <= s)
        people = tuple(self.clients) if self.place else (*(office.address(n) for n in (11, 12, 13)), INFECTED)
        own = [packet for exchange in (self.exchanges if exchanges is None else exchanges) for packet in exchange]
        return sorted([*own, *background(people, length, Rng(self.seed).below(4), self.habits)], key=lambda packet: packet[0])

    def capture(self, exchanges=None):
        return pcap.pcap(self.frames(exchanges))


@functools.lru_cache(24)
def background(addresses, seconds, variant, habits):
    """What these clients ask on an ordinary day, as frames."""
    trace = Trace()
    pause = max(120, seconds * len(addresses) // habits)
    office.work(trace, Rng(f"office {variant}"), list(addresses), seconds=seconds, pause=pause)
    return trace.frames(link.ethernet)

#!/usr/bin/python3
"""families.py PROGRAM [SEEDS] [--keep FOLDER]: recall and false alarms on generated channels.

Attacks of the relevant classes (rate, kind, disguise) and benign look-alikes, each drawn from its seed:
alphabet, length, record type, pace, jitter, whether a server responds, which part of the conversation was
captured, mixed case. Every stream runs beside the traffic of a small office. Prints Markdown: for each class
the share whose domain reaches 50 and 70, and the benign domains that reach 50. No weight is set with them.
The traffic follows public descriptions; addresses are private, domains invented. The names of the classes are
the rows of docs/detection.md.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "samples/make"))
sys.dont_write_bytecode = True

import dns  # noqa: E402
import link  # noqa: E402
import office  # noqa: E402
import pcap  # noqa: E402
from dns import Record  # noqa: E402
from rng import Rng  # noqa: E402
from wire import MILLISECOND, SECOND, START, Reply, Resolver, Trace  # noqa: E402

ALPHABETS = {"hex": "0123456789abcdef", "base32": "abcdefghijklmnopqrstuvwxyz234567",
             "base36": "abcdefghijklmnopqrstuvwxyz0123456789",
             "base64url": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"}
BITS = {"hex": 4, "base32": 5, "base36": 5.17, "base64url": 6}
INFECTED = office.address(23)
ZONES = ("static-assets.example", "sync.metric-node.example", "t.cdn-edge7.example", "ns1.updsvc.example.net",
         "a.example.org", "img.blue-harbour.example")


class Stream:
    """One channel: everything that its queries have in common."""

    always_answers = False  # set when only responses are captured: without them the capture would be empty

    def __init__(self, rng, trace, zone=None):
        self.rng, self.trace = rng, trace
        self.resolver = Resolver(trace, rng, office.RESOLVER)
        self.zone = zone or rng.pick(ZONES)
        self.alphabet = rng.pick(sorted(ALPHABETS))
        self.answers = self.always_answers or not rng.chance(20)
        self.mixed = rng.chance(20)
        self.number = 0

    def payload(self, length):
        """Random text, cut into labels."""
        text = self.rng.text(ALPHABETS[self.alphabet], length)
        size = self.rng.pick((63, 57, 60, 50))
        return ".".join(text[i:i + size] for i in range(0, len(text), size))

    def data(self, kind, length):
        """RDATA of the type that carries `length` bytes, or as many as the type can."""
        text = self.rng.text(ALPHABETS["base36"], max(length, 4))
        return {"A": lambda: f"10.{self.rng.below(256)}.{self.rng.below(256)}.{self.rng.below(256)}",
                "AAAA": lambda: "fd00::" + ":".join(self.rng.text("0123456789abcdef", 4) for _ in range(3)),
                "TXT": lambda: dns.character_strings(text), "NULL": lambda: text.encode(),
                "CNAME": lambda: f"{text[:60]}.{self.zone}", "MX": lambda: (10, f"{text[:60]}.{self.zone}"),
                "SRV": lambda: (1, 1, 443, f"{text[:60]}.{self.zone}")}[kind]()

    def ask(self, time, name, kind, down=0):
        if self.mixed:
            name = "".join(c.upper() if self.rng.chance(50) else c for c in name)
        reply = Reply((Record(name, kind, 1, self.data(kind, down)),)) if self.answers else None
        return self.resolver.ask(time, INFECTED, name, kind, reply)


def paced(stream, seconds, rate, length, kinds, down=0, jitter=30):
    """Queries for `seconds` seconds whose names carry `rate` bytes per second."""
    bits = BITS[stream.alphabet]
    pause = length * bits / 8 / rate * SECOND
    time = START + stream.rng.between(10, 40) * SECOND
    end = time + seconds * SECOND
    while time < end:
        stream.ask(time, f"{stream.payload(length)}.{stream.zone}", stream.rng.pick(kinds), down)
        time += int(pause * stream.rng.between(100 - jitter, 100 + jitter) / 100) + 1


def tunnel(rng, trace):
    stream = Stream(rng, trace)
    kind = rng.pick(("TXT", "NULL", "CNAME", "MX", "A", "SRV", "AAAA"))
    paced(stream, rng.between(20, 60), rng.between(200, 900), rng.between(60, 150), (kind,), down=rng.between(40, 200))
    return stream.zone


def exfiltration(rng, trace):
    stream = Stream(rng, trace)
    paced(stream, rng.between(30, 90), rng.between(50, 150), rng.between(30, 180), (rng.pick(("A", "AAAA", "TXT")),))
    return stream.zone


def interactive(rng, trace):
    stream = Stream(rng, trace)
    kinds = rng.pick((("TXT",), ("A",), ("TXT", "CNAME", "MX"), ("A", "AAAA")))
    paced(stream, rng.between(60, 240), rng.between(5, 30), rng.between(18, 120), kinds, down=rng.between(8, 120))
    return stream.zone


def idle_beacon(rng, trace):
    stream = Stream(rng, trace)
    length = rng.between(12, 34)
    paced(stream, rng.between(240, 600), rng.between(100, 300) / 100, length, (rng.pick(("A", "TXT", "AAAA")),), jitter=20)
    return stream.zone


def slow_hour(rng, trace):
    stream = Stream(rng, trace)
    paced(stream, 3600, 0.7, rng.between(20, 50), (rng.pick(("A", "TXT")),), jitter=25)
    return stream.zone


def slow_day(rng, trace):
    stream = Stream(rng, trace)
    paced(stream, 86400, 0.046, rng.between(20, 50), (rng.pick(("A", "TXT")),), jitter=25)
    return stream.zone


def slow_spread(rng, trace):
    """One kilobyte per hour, over three domains in turn."""
    streams = [Stream(rng, trace, zone) for zone in ("alpha-sync.example", "beta-sync.example", "gamma-sync.example")]
    alphabet, length, time = streams[0].alphabet, rng.between(20, 45), START
    for stream in streams:
        stream.alphabet = alphabet
    for number in range(int(4 * 1000 * 8 / BITS[alphabet] / length)):
        stream = streams[number % 3]
        stream.ask(time, f"{stream.payload(length)}.{stream.zone}", "A")
        time += int(4 * 3600 * SECOND / (4 * 1000 * 8 / BITS[alphabet] / length))
    return {stream.zone for stream in streams}


def rotation(rng, trace):
    """Short labels, about one per minute, over three domains of similar appearance."""
    streams = [Stream(rng, trace, zone) for zone in ("jo-example.example", "asia-world.example", "uber-asia.example")]
    time = START
    for stream in streams:
        stream.alphabet = "base36"
    for _ in range(60):
        stream = rng.pick(streams)
        stream.ask(time, f"{stream.payload(rng.between(10, 20))}.{stream.zone}", "A")
        time += rng.between(40, 90) * SECOND
    return {stream.zone for stream in streams}


def short_labels(rng, trace):
    """Names made of a counter and ten characters of data."""
    stream, time = Stream(rng, trace), START + 20 * SECOND
    for number in range(rng.between(60, 200)):
        stream.ask(time, f"{number}.{stream.payload(10)}.{stream.zone}", rng.pick(("A", "AAAA")))
        time += rng.between(200, 1500) * MILLISECOND
    return stream.zone


def rat(count):
    def scene(rng, trace):
        stream = Stream(rng, trace, rng.pick(("kx7.example.co.jp", "m4.example.com")))
        stream.answers, stream.alphabet = stream.always_answers, rng.pick(("base32", "base36", "hex"))
        for _ in range(count):
            stream.ask(START + rng.below(9_800) * MILLISECOND + 60 * SECOND,
                       f"{stream.payload(rng.between(30, 50))}.{stream.zone}", "TXT")
        return stream.zone
    return scene


def stager(rng, trace):
    """A few TXT answers of base64 under short names."""
    stream = Stream(rng, trace)
    stream.answers, time = True, START + 30 * SECOND
    for number in range(rng.between(8, 16)):
        text = rng.text(ALPHABETS["base64url"][:62], 240)
        name = f"{number}.{stream.zone}"
        stream.resolver.ask(time, INFECTED, name, "TXT", Reply((Record(name, "TXT", 1, (text,)),)))
        time += rng.between(300, 2500) * MILLISECOND
    return stream.zone


def constant_beacon(rng, trace):
    stream = Stream(rng, trace)
    stream.answers, pause, kind = rng.chance(50), rng.between(5, 60), rng.pick(("TXT", "A"))
    stream.answers = stream.always_answers or (kind == "TXT" and stream.answers)
    for number in range(rng.between(12, 40)):
        stream.ask(START + (number * pause * 100 + rng.between(-10, 10) * pause) * SECOND // 100, f"c2.{stream.zone}", kind)
    return stream.zone


ATTACKS = {
    "tunnel, 200 B/s and more": tunnel, "bulk exfiltration, 50 B/s and more": exfiltration,
    "interactive, 5 B/s and more": interactive, "idle beacon, unique names, 1 to 3 B/s": idle_beacon,
    "0.7 B/s for an hour": slow_hour, "1 kB per hour over three domains, 4 h": slow_spread,
    "4 kB per day": slow_day, "60 short labels over three domains": rotation, "60 to 200 short labels with a counter": short_labels,
    "advisory, 80 queries": rat(80), "advisory, 20 queries": rat(20), "advisory, 6 queries": rat(6),
    "TXT stager": stager, "constant name, data type or never answered": constant_beacon,
}


# Benign scenes: each draws its queries over a quarter of an hour.

def benign(shape, queries, clients=1, kind="A", reply="198.51.100.7", rcode=None):
    def scene(rng, trace):
        resolver = Resolver(trace, rng, office.RESOLVER)
        for client in range(clients):
            for _ in range(rng.between(queries // 2, queries)):
                name = shape(rng)
                answer = Reply((), (), rcode) if rcode else Reply((Record(name, kind, 300, reply),))
                resolver.ask(START + rng.below(900_000) * MILLISECOND, office.address(30 + client), name, kind, answer)
        return None
    return scene


HEXES, WORDS = "0123456789abcdef", ("mail", "shop", "news", "cdn", "img", "static", "api", "login", "video", "docs")
BENIGN = {
    "CDN object hosts": benign(lambda r: f"d{r.text(ALPHABETS['base36'], 13)}.cdn-objects.example", 12),
    "session IDs of an ad service": benign(lambda r: f"{r.text(HEXES, 16)}.ads-track.example", 8),
    "the same from 20 clients": benign(lambda r: f"{r.text(HEXES, 32)}.telemetry-hub.example", 10, clients=20),
    "one UUID per start": benign(lambda r: "-".join(r.text(HEXES, n) for n in (8, 4, 4, 4, 12)) + ".beacons.example", 5),
    "blocklist lookups": benign(lambda r: ".".join(str(r.below(256)) for _ in range(4)) + ".bl.example", 200, rcode="NXDOMAIN"),
    "reverse sweep": benign(lambda r: f"{r.below(256)}.{r.below(256)}.20.10.in-addr.arpa", 200, kind="PTR", rcode="NXDOMAIN"),
    "domain list lookups": benign(lambda r: f"{r.pick(WORDS)}-{r.pick(WORDS)}.com.uri.example", 60, rcode="NXDOMAIN"),
    "search suffix": benign(lambda r: f"{r.pick(WORDS)}.{r.pick(WORDS)}{r.pick(WORDS)}.com.corp.example", 60, rcode="NXDOMAIN"),
    "browser probes": benign(lambda r: r.text(ALPHABETS["base32"][:26], r.between(7, 15)) + ".corp.example", 12, rcode="NXDOMAIN"),
    "DKIM and DMARC": benign(lambda r: f"s{r.between(1, 9)}._domainkey.{r.pick(WORDS)}{r.pick(WORDS)}.example", 60, kind="TXT", reply=("v=DKIM1; k=rsa; p=MIGf",)),
    "cloud hosts": benign(lambda r: f"ip-10-{r.below(256)}-{r.below(256)}-{r.below(256)}.eu-west-1.compute.cloud.example", 60),
    "words": benign(lambda r: f"{r.pick(WORDS)}-{r.pick(WORDS)}-{r.below(100)}.platform.example", 100),
    "game servers": benign(lambda r: f"{r.pick(('eu', 'us', 'ap'))}{r.between(1, 40)}-{r.text(HEXES, 4)}.match.games.example", 60),
}


# A class is drawn from the first name it had, so that a better name does not change what is measured.
FIRST_NAMES = {
    "idle beacon, unique names, 1 to 3 B/s": "idle beacon, names of its own, 1 to 3 B/s",
    "1 kB per hour over three domains, 4 h": "1 kB an hour over three domains, 4 h", "4 kB per day": "4 kB a day",
    "constant name, data type or never answered": "constant name, for data or in vain",
    "session IDs of an ad service": "session ids of an ad service", "one UUID per start": "one UUID a start",
    "blocklist lookups": "block list look-ups", "domain list lookups": "domain list look-ups",
}


def seed_text(name, seed, first_names=FIRST_NAMES):
    return f"{first_names.get(name, name)} {seed}"


def percent(share):
    return f"{100 * share:.0f} %"


def share_of(values, level):
    """Share of the scores that reach the level, in per cent."""
    return percent(sum(v >= level for v in values) / len(values))


def build(scene, seed, view):
    rng, trace = Rng(seed), Trace()
    Stream.always_answers = view == "responses"
    office.work(trace, rng, [office.address(n) for n in (11, 12, 13)] + [INFECTED], seconds=600, pause=120)
    expected = scene(rng, trace)
    frames = trace.frames(link.ethernet)
    if view == "queries":
        frames = [f for f in frames if f[1][12:14] != b"\x08\x00" or f[1][36:38] == b"\0\x35"]
    if view == "responses":
        frames = [f for f in frames if f[1][12:14] != b"\x08\x00" or f[1][34:36] == b"\0\x35"]
    return pcap.pcap(frames), expected


def scores(program, path):
    done = subprocess.run([program, "-f", "json", "--min-level", "info", path], capture_output=True, check=True)
    found = {}
    for finding in json.loads(done.stdout)["findings"]:
        names = [finding["domain"]["registered"], finding["domain"]["apex"]]
        names += finding["pool"]["domains"] if finding["pool"] else []
        for name in names:
            found[name] = max(found.get(name, 0), finding["score"])
    return found


def measure(job):
    program, folder, kind, name, seed = job
    scene = (ATTACKS if kind == "attack" else BENIGN)[name]
    views = ("both", "both", "both", "queries", "responses")
    view = views[seed % len(views)] if kind == "attack" else "both"
    data, expected = build(scene, seed_text(name, seed), view)
    path = pathlib.Path(folder) / f"{kind}-{re.sub('[^A-Za-z0-9]+', '-', name)}-{seed}.pcap"
    path.write_bytes(data)
    found = scores(program, path)
    if kind == "benign":
        return kind, name, max(((s, d) for d, s in found.items()), default=(0, "-"))
    zones = expected if isinstance(expected, set) else {expected}
    best = max((s for d, s in found.items() for z in zones if z == d or z.endswith("." + d)), default=0)
    return kind, name, (best, path.name)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("seeds", type=int, nargs="?", default=20)
    parser.add_argument("--keep")
    options = parser.parse_args()
    jobs_of = (("attack", ATTACKS), ("benign", BENIGN))
    results = collections.defaultdict(list)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or temporary
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        jobs = [(options.program, folder, kind, name, seed)
                for kind, table in jobs_of for name in table for seed in range(options.seeds)]
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            for kind, name, result in pool.map(measure, jobs, chunksize=8):
                results[kind, name].append(result)
    print(f"{options.seeds} channels per class.\n\n| attack | >= 30 | >= 50 | >= 70 | median | lowest |\n|---|---|---|---|---|---|")
    for name in ATTACKS:
        values = sorted(score for score, _ in results["attack", name])
        print(f"| {name} | {share_of(values, 30)} | {share_of(values, 50)} | {share_of(values, 70)} "
              f"| {values[len(values) // 2]} | {values[0]} |")
    print("\n| benign | >= 50 | highest | domain |\n|---|---|---|---|")
    for name in BENIGN:
        channels = results["benign", name]
        top = max(channels)
        print(f"| {name} | {sum(score >= 50 for score, _ in channels)} of {len(channels)} | {top[0]} | {top[1]} |")


if __name__ == "__main__":
    main()

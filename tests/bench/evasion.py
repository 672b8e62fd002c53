#!/usr/bin/python3
"""evasion.py PROGRAM [SEEDS]: one transfer, disguised in every way that is known to defeat some detector.

2 kB are sent in base32 names of 40 characters within ten minutes; each variant changes one thing. Prints Markdown: the
share of draws whose domain, or group of domains, reaches 50 and 70. No weight is set with them. The names of the
variants are the rows of docs/detection.md.
"""
import argparse
import concurrent.futures
import os
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import families  # noqa: E402
from families import ALPHABETS, INFECTED, SECOND, START, WORDS, Reply, Record, Resolver, office  # noqa: E402

BYTES, LENGTH, SECONDS = 2000, 40, 600
ZONE = "sync.metric-node.example"
ZONES = (ZONE, "blue-harbour.example", "quartz-lines.example", "northmill.example")
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or")][:32]


class Transfer:
    """Draws the chunks of one transfer and queries names that carry them."""

    def __init__(self, rng, trace):
        self.rng, self.resolver = rng, Resolver(trace, rng, office.RESOLVER)
        self.chunks = [rng.text(ALPHABETS["base32"], LENGTH) for _ in range(BYTES * 8 // 5 // LENGTH)]
        self.kind = rng.pick(("A", "TXT"))

    def ask(self, share, name, kind=None, client=INFECTED, seconds=SECONDS):
        """Queries the name after that share of the time, with jitter."""
        time = START + 20 * SECOND + int(share * seconds * SECOND) + self.rng.below(2_000_000_000) // 1000
        reply = Reply((Record(name, "A", 60, "198.51.100.9"),)) if (kind or self.kind) == "A" else None
        self.resolver.ask(time, client, name, kind or self.kind, reply)

    def send(self, name_of, client_of=lambda i: INFECTED, seconds=SECONDS):
        for i, chunk in enumerate(self.chunks):
            self.ask(i / len(self.chunks), name_of(i, chunk), None, client_of(i), seconds)

    def cover(self, count, shape, clients=(INFECTED,)):
        for i in range(count):
            self.ask(i / count, shape(), "A", self.rng.pick(clients))

    def word(self):
        return self.rng.pick(WORDS)


def plain(t):
    t.send(lambda i, c: f"{c}.{ZONE}")
    return {ZONE}


def mixed_case(t):
    t.send(lambda i, c: "".join(x.upper() if t.rng.chance(50) else x for x in f"{c}.{ZONE}"))
    return {ZONE}


def word_labels(t):
    t.send(lambda i, c: f"{t.word()}.{c[:20]}.{t.word()}-{t.word()}.{c[20:]}.{t.word()}.{ZONE}")
    return {ZONE}


def word_padding(t):
    """Four characters of data between words."""
    for i, chunk in enumerate(t.chunks):
        for at in range(0, LENGTH, 4):
            t.ask((i + at / LENGTH) / len(t.chunks), f"{t.word()}-{chunk[at:at + 4]}-{t.word()}.{t.word()}.{ZONE}")
    return {ZONE}


def syllables(t):
    """Five bits per syllable: pronounceable, but not words."""
    digits = ALPHABETS["base32"]
    t.send(lambda i, c: ".".join("".join(SYLLABLES[digits.index(x)] for x in c[at:at + 10]) for at in range(0, LENGTH, 10)) + f".{ZONE}")
    return {ZONE}


def over_domains(t):
    t.send(lambda i, c: f"{c}.{ZONES[i % len(ZONES)]}")
    return set(ZONES)


def over_clients(count):
    def variant(t):
        t.send(lambda i, c: f"{c}.{ZONE}", lambda i: office.address(30 + i % count))
        return {ZONE}
    return variant


def slow(hours):
    def variant(t):
        t.send(lambda i, c: f"{c}.{ZONE}", seconds=hours * 3600)
        return {ZONE}
    return variant


def cover_own(t):
    """For each name with data, the same client also queries three ordinary names of the domain."""
    t.send(lambda i, c: f"{c}.{ZONE}")
    t.cover(3 * len(t.chunks), lambda: f"{t.word()}{t.rng.below(90)}.{t.word()}.{ZONE}")
    return {ZONE}


def cover_long(t):
    """An equal number of long ordinary names."""
    t.send(lambda i, c: f"{c}.{ZONE}")
    t.cover(len(t.chunks), lambda: "-".join(t.word() for _ in range(7)) + f".{t.word()}.{ZONE}")
    return {ZONE}


def cover_others(t):
    """Twenty other clients query ordinary names of the same domain."""
    t.send(lambda i, c: f"{c}.{ZONE}")
    t.cover(200, lambda: f"{t.word()}.{ZONE}", [office.address(40 + n) for n in range(20)])
    return {ZONE}


def short_queries(t):
    """Eight characters per name, so five times the queries."""
    for i, chunk in enumerate(t.chunks):
        for at in range(0, LENGTH, 8):
            t.ask((i + at / LENGTH) / len(t.chunks), f"{chunk[at:at + 8]}.{ZONE}")
    return {ZONE}


def known_suffix(t):
    """Under the suffix of a known service, in another name format."""
    t.send(lambda i, c: f"{c[:20]}.{c[20:]}.avqs.mcafee.com")
    return {"avqs.mcafee.com"}


def reversed_address(t):
    """Four bytes per name, written as a reversed address."""
    for i in range(BYTES // 4):
        t.ask(i / (BYTES // 4), ".".join(str(t.rng.below(256)) for _ in range(4)) + f".{ZONE}", "A")
    return {ZONE}


VARIANTS = {
    "unchanged": plain, "mixed case": mixed_case, "words as labels in between": word_labels, "four characters between words": word_padding,
    "one syllable per five bits": syllables, "eight characters per name": short_queries, "over 4 domains": over_domains,
    "over 4 clients": over_clients(4), "over 20 clients": over_clients(20), "over 6 h": slow(6), "over 24 h": slow(24),
    "3 ordinary names of the domain for each": cover_own, "an equal number of long ordinary names": cover_long,
    "20 other clients with ordinary names": cover_others, "known suffix, other name format": known_suffix,
    "written as reversed addresses": reversed_address,
}


# As in families.py: a variant is drawn from the first name it had.
FIRST_NAMES = {
    "unchanged": "as it is", "words as labels in between": "words as labels between",
    "one syllable per five bits": "a syllable for five bits", "eight characters per name": "eight characters a name",
    "an equal number of long ordinary names": "as many long ordinary names",
    "20 other clients with ordinary names": "20 other clients at ordinary names",
    "known suffix, other name format": "known suffix, other shape",
}


def measure(job):
    program, name, seed = job
    data, zones = families.build(lambda rng, trace: VARIANTS[name](Transfer(rng, trace)),
                                 families.seed_text(name, seed, FIRST_NAMES), "both")
    with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
        file.write(data)
        file.flush()
        found = families.scores(program, file.name)
    return name, max((s for d, s in found.items() for z in zones if z == d or z.endswith("." + d)), default=0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("seeds", type=int, nargs="?", default=20)
    options = parser.parse_args()
    jobs = [(options.program, name, seed) for name in VARIANTS for seed in range(options.seeds)]
    values = {name: [] for name in VARIANTS}
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        for name, score in pool.map(measure, jobs, chunksize=4):
            values[name].append(score)
    print(f"\n{options.seeds} draws per variant.\n\n| the same 2 kB, {LENGTH} characters per name | >= 50 | >= 70 | median | lowest |\n|---|---|---|---|---|")
    for name, scores in values.items():
        scores.sort()
        print(f"| {name} | {families.share_of(scores, 50)} | {families.share_of(scores, 70)} "
              f"| {scores[len(scores) // 2]} | {scores[0]} |")


if __name__ == "__main__":
    main()

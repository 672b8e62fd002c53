#!/usr/bin/python3
"""laws.py PROGRAM [--short] [--law NAME] [--only TEXT] [--draws N] [--from DRAW]: what has to hold for every channel.

prefix  adding messages of the same channel never lowers its score by more than 2 points
mark    the signature of a tool, once seen, stays seen however much follows
order   the order of the inputs, and how messages are split over them, change nothing, nor does merging partial results
fate    taking the responses away, or errors and sinkholes instead of them, lowers a score by at most 5 points, unless
        only the responses are telling

Channels are those of tests/bench/stream_rows.py. --short takes one draw of some of them. Ends with "N passed, N failed".
"""
import argparse
import collections
import concurrent.futures
import hashlib
import pathlib
import random
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "bench"))

import stream_rows  # noqa: E402
from stream_runs import findings, is_of  # noqa: E402

import marks  # noqa: E402
import pcap  # noqa: E402
from rng import Rng  # noqa: E402
from streams.draw import BASE32, HEX, labels  # noqa: E402
from streams.scene import ATTACK_SETTINGS, LIVE_ONLY, Scene, Setting  # noqa: E402
from wire import MILLISECOND, SECOND  # noqa: E402

ADDED, TAKEN_AWAY = 2, 5  # points
# One or a few names, polled: the law leaves them out.
ONLY_RESPONSES_TELL = ("commands by TXT polling, dead", "constant dead beacon")
SHORT_EXCHANGES = 150  # the most that --short takes of a channel


class Runner:
    """Runs the program on captures of frames, in a folder of its own."""

    def __init__(self, program):
        self.program, self.folder = program, tempfile.TemporaryDirectory()

    def write(self, name, frames):
        path = pathlib.Path(self.folder.name) / name
        path.write_bytes(pcap.pcap(frames))
        return path

    def findings(self, frames, *options):
        return findings(self.program, [self.write("all.pcap", frames)], "--min-level", "info", *options)

    def best(self, frames, expected):
        """Score of the channel, and its queries."""
        return max(((f["score"], f["volume"]["queries"]) for f in self.findings(frames) if is_of(f, expected)), default=(0, 0))

    def score(self, frames, expected):
        return self.best(frames, expected)[0]


def lengths(count, short):
    """8, 16, 32 and so on, and all."""
    length = 32 if short else 8
    while length < count:
        yield length
        length *= 4 if short else 2
    yield count


# Each law gives the tests of a row and draw as (what, complaint or None).

def prefix(runner, row, draw, short):
    scene, expected = row.scene(draw)
    exchanges = scene.exchanges[:SHORT_EXCHANGES] if short else scene.exchanges
    best, at, asked, worst = 0, 0, 0, None
    for length in lengths(len(exchanges), short):
        score, queries = runner.best(scene.frames(exchanges[:length]), expected)
        # What only others have added (a crowd that asks the same) may explain the channel.
        if score < best - ADDED and queries > asked and (worst is None or best - score > worst[0]):
            worst = best - score, f"{best} with {at} exchanges, {score} with {length}"
        if score > best:
            best, at, asked = score, length, queries
    yield str(scene.fate if scene.place is None else (scene.place, scene.volume)), worst and worst[1]


def fate(runner, row, draw, short):
    if row.settings == LIVE_ONLY or row.name in ONLY_RESPONSES_TELL:
        return
    live, expected = row.scene(draw, ATTACK_SETTINGS[0])
    score = runner.score(live.frames(), expected)
    for setting in ATTACK_SETTINGS[1:2] if short else ATTACK_SETTINGS[1:]:
        scene, expected = row.scene(draw, setting)
        dead = runner.score(scene.frames(), expected)
        yield str(setting), None if dead >= score - TAKEN_AWAY else f"{score} live, {dead} {setting}"


def essence(found):
    """What of the findings must not depend on the inputs: all but references to frames, and the order of equals."""
    return sorted((f["score"], f["kind"], f["domain"]["apex"] or "", sorted(f["pool"]["domains"]) if f["pool"] else [], f["first"], f["last"],
                   sorted((c["ip"], c["score"], c["queries"], c["unique_names"]) for c in f["clients"]),
                   [(r["code"], r["points"], r["text"]) for r in f["reasons"]]) for f in found)


def splits(frames, rng):
    """The same frames: as files in time, and dealt out to files."""
    size = len(frames) // 3 + 1
    files = [frames[i:i + size] for i in range(0, len(frames), size)]
    yield "3 files in time, given in another order", rng.sample(files, len(files))
    dealt = [[] for _ in range(3)]
    for frame in frames:
        dealt[rng.randrange(3)].append(frame)
    yield "dealt out to 3 files", dealt


def order(runner, row, draw, short):
    scene, _ = row.scene(draw)
    frames = scene.frames(scene.exchanges[:SHORT_EXCHANGES] if short else None)
    rng = random.Random(int.from_bytes(hashlib.sha256(f"{row.name} {draw}".encode()).digest()[:8], "big"))
    whole = essence(runner.findings(frames))
    for what, files in splits(frames, rng):
        paths = [runner.write(f"{number}.pcap", part) for number, part in enumerate(files)]
        yield what, difference(whole, essence(findings(runner.program, paths, "--min-level", "info")))
        partials = [path.with_suffix(".partial") for path in paths]
        for path, partial in zip(paths, partials):
            subprocess.run([runner.program, "-q", "--force", "--partial", partial, path], check=False, stdout=subprocess.DEVNULL)
        rng.shuffle(partials)
        merged = findings(runner.program, partials, "--min-level", "info", verb=("merge",))
        yield f"{what}, partial results merged", difference(whole, essence(merged))


def difference(one, other):
    if one == other:
        return None
    for a, b in zip(one, other):
        if a != b:
            parts = [f"{x!r} and {y!r}" for x, y in zip(a, b) if x != y]
            return f"{a[2]}: {parts[0][:300]}"
    return f"{len(one)} findings and {len(other)}"


LAWS = {"prefix": prefix, "order": order, "fate": fate}


# Signatures

TOOLS = {names.__name__: (kind, names) for kind, names in (*marks.TUNNEL_TOOLS, *marks.CONTROL_TOOLS, *marks.EXFILTRATION_TOOLS)}


def tails(scene, zone):
    """What may follow in the same channel."""
    rng = scene.rng
    return {"data": lambda: f"{labels(rng.text(BASE32, rng.between(30, 110)), 60)}.{zone}", "hex": lambda: f"{rng.text(HEX, 60)}.{zone}",
            "polls": lambda: f"{rng.text(BASE32, 8)}.{zone}", "words": lambda: f"{rng.word()}{rng.below(50)}.{zone}"}


def signatures(found):
    """Each tool that the report names: the best score with it, and whether the signature is exact."""
    seen = {}
    for finding in found:
        for like in finding["looks_like"]:
            score, exact = seen.get(like["tool"], (0, False))
            seen[like["tool"]] = max(score, finding["score"]), exact or like["exact"]
    return seen


def forgotten(before, after):
    """Tools no longer named, or with less; an exact signature may take the place of a shape."""
    surer = max((score for score, exact in after.values() if exact), default=0)
    return [f"{tool} ({score})" for tool, (score, exact) in before.items()
            if max(after.get(tool, (0, False))[0], 0 if exact else surer) < score - ADDED]


def mark(runner, tool, short):
    """All of a tool's names, and then 64 to 4,096 others."""
    kind, names = TOOLS[tool]
    for tail in ("data",) if short else ("data", "hex", "polls", "words"):
        scene = Scene(f"mark {tool} {tail}", Setting(place=None))
        own = list(names(Rng(f"mark {tool}")))
        time = scene.start
        for name in own:
            time = scene.channel(time, name, kind) + scene.rng.between(200, 900) * MILLISECOND
        opening = len(scene.exchanges)
        before = signatures(runner.findings(scene.frames()))
        zone = ".".join(own[-1].split(".")[-2:])
        if not before or len(zone) > 40:  # no signature, or the domain itself is the data
            continue
        following = tails(scene, zone)[tail]
        time += SECOND
        for _ in range(512 if short else 4096):
            time = scene.channel(time, following(), kind) + scene.rng.between(20, 300) * MILLISECOND
        for more in (512,) if short else (64, 512, 4096):
            after = signatures(runner.findings(scene.frames(scene.exchanges[:opening + more])))
            lost = forgotten(before, after)
            yield f"{more} names of {tail} follow", None if not lost else f"{', '.join(lost)} became {', '.join(f'{tool} ({score})' for tool, (score, _) in after.items()) or 'nothing'}"


def test(job):
    program, law, name, draw, short = job
    runner = Runner(program)
    if law == "mark":
        return law, name, draw, list(mark(runner, name, short))
    row = next(row for row in stream_rows.ROWS if row.name == name)
    return law, name, draw, list(LAWS[law](runner, row, draw, short))


def wanted(row, options):
    return row.group != stream_rows.BENIGN and (not options.only or any(text in row.name or text == row.group for text in options.only))


def jobs_of(options):
    for law in options.law or ("prefix", "mark", "order", "fate"):
        if law == "mark":
            yield from ((options.program, law, name, 0, options.short) for name in TOOLS if not options.only or any(text in name for text in options.only))
            continue
        rows = [row for row in stream_rows.ROWS if wanted(row, options)]
        for number, row in enumerate(rows):
            if options.short and (number + list(LAWS).index(law)) % 3:
                continue
            for draw in range(options.start, options.start + (1 if options.short else options.draws)):
                yield options.program, law, row.name, draw, options.short


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--law", action="append", choices=[*LAWS, "mark"])
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--draws", type=int, default=6)
    parser.add_argument("--from", dest="start", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    count, failed = 0, collections.Counter()
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for law, name, draw, results in pool.map(test, jobs_of(options)):
            for what, complaint in results:
                count += 1
                failed[law] += complaint is not None
                print(f"{'not ok' if complaint else 'ok'} {count} - {law}: {name}, draw {draw}, {what}{f': {complaint}' if complaint else ''}", flush=True)
    bad = sum(failed.values())
    print(", ".join(f"{law} {number}" for law, number in failed.items() if number))
    print(f"{count - bad} passed, {bad} failed")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""calibrate.py STRENGTHS CORPUS [SEEDS] [--write]: fits the weights of the scorers to labelled channels, and measures
them on families and sources that were held out.

A channel is positive if its domain or client is labelled in a capture expected "yes" or "weak", negative in one
expected "no". The fitted model is the one of combine.c: sigmoid(bias + sum of groups, each at most its cap) * n/(n+1),
with the bias of combine.c, weights >= 0, an L2 term, and equal total weight for positives and negatives. Floors and
discounts stay as in the program. Generated channels (families.py) are never used for
fitting; those of streams (stream_rows.py) in one line only, with families held out. Prints Markdown:
hand-set and fitted weights on held-out channels, reliability, and an ablation of each scorer. --write puts the weights
fitted to the whole corpus into scorers.def, for a person to review.
"""
import collections
import concurrent.futures
import csv
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import families  # noqa: E402
from detection import labelled  # noqa: E402
from stream_rows import BEACON, BENIGN, ROWS  # noqa: E402
from stream_runs import capture as drawn  # noqa: E402

SOURCE = HERE.parent.parent / "src/score"
ROUNDS, STEP, L2 = 200, 0.05, 0.02
DRAWS, CALM, FOLDS = 6, 4, 6  # draws of each stream, of an ordinary one without its largest volume; parts of their families
WITHOUT_PROOF, PRESENT, QUERIES_MIN = 49, 0.1, 8

Channel = collections.namedtuple("Channel", "capture source family truth names queries weighed score strengths")


def settings():
    """Weights, bias and caps, read from the source of the program."""
    combine = (SOURCE / "combine.c").read_text()
    weights = [float(w) for w in re.findall(r"^SCORER\(\w+, ([\d.]+)\)", (SOURCE / "scorers/scorers.def").read_text(), re.M)]
    caps = {g.lower(): float(v) for g, v in re.findall(r"\[GROUP_(\w+)\] = ([\d.]+)", combine)}
    return weights, float(re.search(r"define BIAS \((-[\d.]+)\)", combine)[1]), caps


def strengths_of(job):
    program, path = job
    done = subprocess.run([program, path], capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    return lines[0].split("\t")[6:] if lines else [], [line.split("\t") for line in lines[1:]]


def channel(row, capture, source, family, truth):
    return Channel(capture, source, family, truth, int(row[2]), int(row[3]), int(row[4]), int(row[5]),
                   tuple(float(v) for v in row[6:]))


def from_corpus(program, corpus):
    labels = list(csv.DictReader(open(corpus / "labels.tsv", newline=""), delimiter="\t"))
    labels = [r for r in labels if r["expected"] in ("yes", "weak", "no")]
    channels, modules = [], []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(strengths_of, [(program, str(corpus / r["file"])) for r in labels])
        for label, (header, rows) in zip(labels, found):
            modules = header or modules
            source = pathlib.Path(label["file"]).name.split("__")[0]
            domains, clients = labelled(label["domains"]), labelled(label["clients"])
            for row in rows:
                if label["expected"] == "no":
                    channels.append(channel(row, label["file"], source, "-", 0))
                elif any(row[1] == d or d.endswith("." + row[1]) for d in domains) or (not domains and row[0] in clients):
                    channels.append(channel(row, label["file"], source, label["family"], 1))
    return channels, modules


def generate(job):
    program, kind, name, seed = job
    views = ("both", "both", "both", "queries", "responses")
    view = views[seed % len(views)] if kind == "attack" else "both"
    data, expected = families.build((families.ATTACKS if kind == "attack" else families.BENIGN)[name], families.seed_text(name, seed), view)
    zones = expected if isinstance(expected, set) else {expected} if expected else set()
    with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
        file.write(data)
        file.flush()
        rows = strengths_of((program, file.name))[1]
    capture = f"{name} {seed}"
    if kind == "benign":
        return [channel(row, capture, "generated", "-", 0) for row in rows]
    return [channel(row, capture, "generated", name, 1) for row in rows if any(z == row[1] or z.endswith("." + row[1]) for z in zones)]


def generated(program, seeds):
    jobs = [(program, kind, name, seed) for kind, table in (("attack", families.ATTACKS), ("benign", families.BENIGN))
            for name in table for seed in range(seeds)]
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        return [c for some in pool.map(generate, jobs, chunksize=8) for c in some]


def draw(job):
    program, name, number = job
    row = next(row for row in ROWS if row.name == name)
    path, expected = drawn(row, number)
    return [channel(r, path.name, "streams", name, int(row.group != BENIGN)) for r in strengths_of((program, str(path)))[1]
            if row.group == BENIGN or any(z == r[1] or z.endswith("." + r[1]) for z in expected)]


def streams(program):
    """Channels of the drawn streams; beacons without data are not asked for."""
    jobs = [(program, row.name, number) for row in ROWS if row.group != BEACON
            for number in range(DRAWS if row.group != BENIGN else CALM)]
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        return [c for some in pool.map(draw, jobs, chunksize=2) for c in some]


class Model:
    """The formula of combine.c: groups, caps, shrinking by n/(n+1), the limit for insufficient evidence."""

    def __init__(self, modules, bias, caps):
        self.groups = [m.split(":")[1] for m in modules]
        self.bias, self.caps = bias, caps
        self.members = collections.defaultdict(list)
        for i, group in enumerate(self.groups):
            self.members[group].append(i)

    def parts(self, weights, strengths):
        """For each group: its name, its log-odds, and whether they are strictly between 0 and the cap."""
        content = max(strengths[i] for i in self.members["content"]) >= PRESENT
        for group, members in self.members.items():
            raw = sum(weights[i] * strengths[i] for i in members)
            if group == "resolution" and not content:
                raw = 0
            yield group, min(raw, self.caps[group]), 0 < raw < self.caps[group]

    def probability(self, weights, c):
        odds = self.bias + sum(part for _, part, _ in self.parts(weights, c.strengths))
        return c.names / (c.names + 1) / (1 + math.exp(-odds))

    def score(self, weights, c):
        points = round(100 * self.probability(weights, c))
        there = [g for g, m in self.members.items() if max(c.strengths[i] for i in m) >= PRESENT]
        if points > WITHOUT_PROOF and (len(there) < 2 or "volume" not in there or c.queries < QUERIES_MIN):
            points = WITHOUT_PROOF
        if c.score > c.weighed:
            return max(points, c.score)
        return min(points, c.score) if c.score < c.weighed else points

    def fit(self, channels):
        """Weights >= 0 by projected gradient descent (Adam). Similar channels are merged into one row."""
        heavy = collections.Counter()
        captures = collections.Counter(c.capture for c in channels if c.truth)
        for c in channels:
            key = (c.truth, min(c.names, 50), tuple(round(s * 20) / 20 for s in c.strengths))
            heavy[key] += 1 / captures[c.capture] if c.truth else 1
        total = [sum(v for k, v in heavy.items() if k[0] == truth) for truth in (0, 1)]
        rows = [(truth, names / (names + 1), strengths, v / total[truth] / 2) for (truth, names, strengths), v in heavy.items()]
        count = len(self.groups)
        weights, first, second = [1.0] * count, [0.0] * count, [0.0] * count
        for turn in range(1, ROUNDS + 1):
            slope = [L2 * w for w in weights]
            for truth, shrink, strengths, weight in rows:
                odds, free = self.bias, set()
                for group, part, moves in self.parts(weights, strengths):
                    odds += part
                    if moves or part == 0:
                        free.add(group)
                sigmoid = 1 / (1 + math.exp(-odds))
                p = min(shrink * sigmoid, 1 - 1e-9)
                push = -(1 - sigmoid) if truth else p * (1 - sigmoid) / (1 - p)
                for i, strength in enumerate(strengths):
                    if strength and self.groups[i] in free:
                        slope[i] += weight * push * strength
            for i in range(count):
                first[i] = 0.9 * first[i] + 0.1 * slope[i]
                second[i] = 0.999 * second[i] + 0.001 * slope[i] ** 2
                move = first[i] / (1 - 0.9 ** turn) / (math.sqrt(second[i] / (1 - 0.999 ** turn)) + 1e-9)
                weights[i] = max(0.0, weights[i] - STEP * move)
        return weights


def recall(scored, level):
    """Share of captures with a positive channel that reaches the level. scored: [(channel, score)]."""
    best = collections.defaultdict(int)
    for c, score in scored:
        if c.truth:
            best[c.capture] = max(best[c.capture], score)
    return sum(s >= level for s in best.values()) / len(best) if best else float("nan")


def alarms(scored, level):
    """Negative channels that reach the level, in 10,000."""
    negative = [score for c, score in scored if not c.truth]
    return 10000 * sum(s >= level for s in negative) / len(negative) if negative else float("nan")


def held_out(model, channels, key):
    """[(channel, score)] by weights fitted without the channel's own family or source; benign ones by source."""
    def part(c):
        return c.family if key == "family" and c.truth else c.source
    parts = sorted({part(c) for c in channels})
    jobs = [(model, [c for c in channels if part(c) != p], [c for c in channels if part(c) == p]) for p in parts]
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        return [pair for some in pool.map(fit_and_score, jobs) for pair in some]


def streams_held_out(model, channels, others):
    """[(channel, score)] of streams, by weights fitted to the others and to streams without a sixth of their families."""
    names = sorted({c.family for c in others})
    folds = [set(names[fold::FOLDS]) for fold in range(FOLDS)]
    jobs = [(model, channels + [c for c in others if c.family not in fold], [c for c in others if c.family in fold]) for fold in folds]
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        return [pair for some in pool.map(fit_and_score, jobs) for pair in some]


def fit_and_score(job):
    model, rest, part = job
    weights = model.fit(rest)
    return [(c, model.score(weights, c)) for c in part]


def columns(scored):
    """Recall and false alarms at 50 and 70, as cells of a table."""
    return (f"{families.percent(recall(scored, 50))} | {families.percent(recall(scored, 70))} "
            f"| {alarms(scored, 50):.1f} | {alarms(scored, 70):.1f}")


def show_reliability(scored):
    """Scores against truth, one row per range of scores."""
    print("\n| score | channels | mean score | share true |\n|---|---|---|---|")
    error, brier, count = 0.0, 0.0, 0
    for low, high in ((1, 20), (20, 50), (50, 70), (70, 85), (85, 101)):
        inside = [(c, s) for c, s in scored if low <= s < high]
        if not inside:
            continue
        mean, true = sum(s for _, s in inside) / len(inside) / 100, sum(c.truth for c, _ in inside) / len(inside)
        error += abs(mean - true) * len(inside)
        brier += sum((s / 100 - c.truth) ** 2 for c, s in inside)
        count += len(inside)
        print(f"| {low} to {high - 1} | {len(inside)} | {mean:.2f} | {true:.2f} |")
    print(f"\nExpected calibration error {error / count:.3f}, Brier score {brier / count:.3f} over {count} channels with a score of 1 or more.")


def write(fitted):
    path, values = SOURCE / "scorers/scorers.def", iter(fitted)
    path.write_text(re.sub(r"^(SCORER\(\w+, )[\d.]+", lambda m: f"{m[1]}{next(values):.1f}", path.read_text(), flags=re.M))


def main():
    program, corpus = sys.argv[1], pathlib.Path(sys.argv[2])
    weights, bias, caps = settings()
    if not (corpus / "labels.tsv").exists():
        sys.exit(f"calibrate.py: {corpus} has no labels.tsv, so there is nothing to fit")
    channels, modules = from_corpus(program, corpus)
    made, others = generated(program, int((sys.argv[3:] or ["10"])[0])), streams(program)
    model = Model(modules, bias, caps)
    differ = sum(model.score(weights, c) != c.score for c in channels)
    positive = [c for c in channels if c.truth]
    print(f"{len(positive)} positive channels in {len({c.capture for c in positive})} captures, {len(channels) - len(positive)} negative "
          f"ones; {len(made)} generated channels and {len(others)} of streams. The model reproduces {len(channels) - differ} of {len(channels)} scores of the program exactly.")

    hand = [(c, model.score(weights, c)) for c in channels]
    by_family, by_source = held_out(model, channels, "family"), held_out(model, channels, "source")
    fitted = model.fit(channels)
    print("\n| weights | recall >= 50 | >= 70 | false alarms in 10,000 >= 50 | >= 70 |\n|---|---|---|---|---|")
    print(f"| hand-set, corpus | {columns(hand)} |\n| fitted, family held out | {columns(by_family)} |")
    print(f"| fitted, source held out | {columns(by_source)} |")
    print(f"| hand-set, generated | {columns([(c, model.score(weights, c)) for c in made])} |")
    print(f"| fitted, generated | {columns([(c, model.score(fitted, c)) for c in made])} |")
    print(f"| hand-set, streams | {columns([(c, model.score(weights, c)) for c in others])} |")
    print(f"| fitted, streams | {columns([(c, model.score(fitted, c)) for c in others])} |")
    print(f"| fitted to streams too, family held out | {columns(streams_held_out(model, channels, others))} |")

    print("\n| family (held out) | captures | hand-set | fitted without it |\n|---|---|---|---|")
    for family in sorted({c.family for c in positive}):
        best = [collections.defaultdict(int), collections.defaultdict(int)]
        for scores, scored in zip(best, (hand, by_family)):
            for c, s in scored:
                if c.family == family:
                    scores[c.capture] = max(scores[c.capture], s)
        print(f"| {family} | {len(best[0])} | {', '.join(map(str, best[0].values()))} | {', '.join(str(best[1][k]) for k in best[0])} |")
    show_reliability(by_source)

    print("\n| module | hand-set | fitted | corpus >= 50 | >= 70 | false alarms >= 50 | >= 70 | generated >= 50 | >= 70 | false alarms >= 50 | >= 70 |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for i, module in enumerate(modules):
        less = [0 if j == i else w for j, w in enumerate(weights)]
        print(f"| {module.split(':')[0]} | {weights[i]} | {fitted[i]:.2f} | {columns([(c, model.score(less, c)) for c in channels])} "
              f"| {columns([(c, model.score(less, c)) for c in made])} |")
    if "--write" in sys.argv:
        write(fitted)


if __name__ == "__main__":
    main()

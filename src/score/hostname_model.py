#!/usr/bin/env python3
"""Train the bigram model of ordinary host names and print it as C tables.

usage: hostname_model.py NAMES.txt... [--hosts NAMES.txt...] > hostname_model.def

Files hold one name a line. A file of the first kind lists registered domains and gives their
leftmost registered label. A file after --hosts lists names seen on the wire and gives only
the labels left of the registered domain. The method is described in docs/hostname-model.md.
"""

import argparse
import math
import re
from collections import defaultdict

ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789-_."
BOUNDARY = ALPHABET.index(".")      # also the context in which a name starts
OTHER = len(ALPHABET)               # every byte outside the alphabet
CLASSES = OTHER + 1
NOISE = 1 / 64                      # share of the uniform distribution: bounds the cost
MIN_DOMAINS = 2                     # a label of one domain only may be data, not a habit
SECOND_LEVEL = set("ac co com edu go gob gov mil ne net nom or org".split())
LABEL = re.compile(r"[a-z0-9_-]{1,63}")


def read_names(paths):
    """Yield (host labels, registered label, base) of each ordinary name."""
    for path in paths:
        with open(path, encoding="latin-1") as file:
            for name in file.read().lower().replace(",", "\n").split("\n"):
                labels = name.strip().rstrip(".").split(".")
                if len(labels) < 2 or labels[-1] == "arpa" or not all(map(LABEL.fullmatch, labels)):
                    continue
                # Two labels, or three as in example.co.uk.
                size = 2 + (len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL)
                yield labels[:-size], labels[-size], ".".join(labels[-size:])


def distinct_labels(domain_files, host_files):
    """Return the two sets of labels to learn from; a repeated label counts once."""
    domains = {registered for _, registered, _ in read_names(domain_files)}
    bases = defaultdict(set)
    for host, _, base in read_names(host_files):
        for label in host:
            bases[label].add(base)
    return domains, {label for label, seen in bases.items() if len(seen) >= MIN_DOMAINS}


def train(labels):
    """Return cost[previous][next] in bits: Witten-Bell, interpolated, plus uniform noise."""
    count = [[0] * CLASSES for _ in range(CLASSES)]
    for label in labels:
        previous = BOUNDARY
        for char in label + ".":
            char = ALPHABET.index(char)
            count[previous][char] += 1
            previous = char

    def interpolate(row, lower):
        total, types = sum(row), sum(n > 0 for n in row)
        return [(n + types * p) / (total + types) for n, p in zip(row, lower)] if total else lower

    uniform = [1 / CLASSES] * CLASSES
    unigram = interpolate([sum(column) for column in zip(*count)], uniform)
    return [[-math.log2((1 - NOISE) * p + NOISE / CLASSES) for p in interpolate(row, unigram)]
        for row in count]


def print_rows(values, width, per_line):
    for start in range(0, len(values), per_line):
        print("\t" + " ".join(f"{value:{width}}," for value in values[start:start + per_line]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="+", help="lists of registered domains")
    parser.add_argument("--hosts", nargs="+", default=[], help="lists of names seen on the wire")
    args = parser.parse_args()
    domains, hosts = distinct_labels(args.names, args.hosts)
    cost = train(sorted(domains) + sorted(hosts))

    classes = [OTHER] * 256
    for index, char in enumerate(ALPHABET):
        classes[ord(char)] = classes[ord(char.upper())] = index
    print(f"""\
/*
 * Bigram model of ordinary host names. Made by hostname_model.py, do not edit.
 * Learned from {len(domains)} labels of registered domains and {len(hosts)} host labels.
 * hostname_class[byte]: 0-25 letters, 26-35 digits, 36 '-', 37 '_', 38 '.' or start, 39 other.
 * hostname_cost[previous][next]: -log2 P(next | previous) in 1/256 bit.
 */
enum {{ HOSTNAME_BOUNDARY = {BOUNDARY}, HOSTNAME_CLASSES = {CLASSES} }};

static const uint8_t hostname_class[256] = {{""")
    print_rows(classes, 2, 16)
    print("};\n\nstatic const uint16_t hostname_cost[HOSTNAME_CLASSES][HOSTNAME_CLASSES] = {")
    for name, row in zip(list(ALPHABET) + ["other"], cost):
        print(f"\t/* {name} */ {{")
        print_rows([round(256 * bits) for bits in row], 4, 10)
        print("\t},")
    print("};")


if __name__ == "__main__":
    main()

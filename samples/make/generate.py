#!/usr/bin/env python3
"""Writes the generated samples, or compares them byte for byte with existing files.

usage: generate.py OUTDIR           write them
       generate.py --check OUTDIR   exit 1 if one is missing or differs
"""

import pathlib
import sys

import samples


def main(arguments):
    check = arguments[:1] == ["--check"]
    if len(arguments) != 1 + check:
        sys.exit(__doc__)
    directory = pathlib.Path(arguments[-1])
    different = 0
    for name, build in samples.SAMPLES.items():
        path, octets = directory / name, build()
        if not check:
            path.write_bytes(octets)
        elif not path.is_file() or path.read_bytes() != octets:
            print(f"differs: {path}")
            different += 1
    if check:
        print(f"{len(samples.SAMPLES) - different} of {len(samples.SAMPLES)} samples are the same")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

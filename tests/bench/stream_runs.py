"""Captures of drawn streams, the program run on them, and what it found of each."""
import hashlib
import json
import os
import pathlib
import pickle
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TREE = HERE.parent.parent
MAKE = TREE / "samples/make"
COMMON = [MAKE / f"{name}.py" for name in ("dns", "internet", "ip", "link", "office", "pcap", "rng", "wire", "streams/draw", "streams/packets",
                                           "streams/scene", "streams/sinks")]


def version(row):
    """Of what a draw depends on: the generator, what it is called with, and what all of them use."""
    files = [*COMMON, pathlib.Path(sys.modules[row.stream.__module__].__file__)]
    if row.group == "families" or row.name.startswith("families:"):
        files += [HERE / "families.py", HERE / "evasion.py"]
    called_with = [getattr(cell.cell_contents, "__qualname__", cell.cell_contents) for cell in row.stream.__closure__ or ()]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files) + repr(called_with).encode()).hexdigest()[:12]


def capture(row, draw, setting=None):
    """The file of a draw, made if there is none, and what should be found in it."""
    chosen = str(setting or row.settings[draw % len(row.settings)])
    stem = re.sub("[^A-Za-z0-9]+", "-", f"{row.name} {draw} {chosen}")
    folder, current = TREE / "build/streams", f"{stem}.{version(row)}"
    path = folder / f"{current}.pcap"
    try:
        return path, pickle.loads((folder / f"{current}.expected").read_bytes())
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{stem}.*"):
        old.unlink(missing_ok=True)
    octets, expected = row.capture(draw, setting)
    for suffix, content in (("pcap", octets), ("expected", pickle.dumps(expected))):
        temporary = folder / f"{current}.{os.getpid()}"
        temporary.write_bytes(content)
        temporary.rename(folder / f"{current}.{suffix}")
    return path, expected


def findings(program, paths, *options, verb=()):
    done = subprocess.run([program, *verb, "-f", "json", "-q", "-j", "1", *options, *map(str, paths)],
                          capture_output=True, check=False)
    if done.returncode not in (0, 1, 4):
        sys.exit(f"{paths}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")
    return json.loads(done.stdout)["findings"]


def zones_of(finding):
    return {finding["domain"]["registered"], finding["domain"]["apex"], *(finding["pool"]["domains"] if finding["pool"] else ())} - {None}


def is_of(finding, expected):
    return any(zone == wanted or wanted.endswith("." + zone) or zone.endswith("." + wanted)
               for zone in zones_of(finding) for wanted in expected)


class Result:
    """Of one draw: best score, kind and domain, whether it ranks first, how many findings reach 50."""

    def __init__(self, row, draw, found, expected):
        mine = [f for f in found if not expected or is_of(f, expected)]
        best = max(mine, key=lambda f: f["score"], default=None)
        self.draw, self.setting = draw, row.settings[draw % len(row.settings)]
        self.score = best["score"] if best else 0
        self.kind = best["kind"] if best else "-"
        self.domain = (best["domain"]["apex"] or best["domain"]["registered"] or "-") if best else "-"
        self.first = bool(best) and bool(found) and is_of(found[0], expected)
        self.alarms = sum(f["score"] >= 50 for f in found)

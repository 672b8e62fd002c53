#!/usr/bin/python3
"""sweep.py PROGRAM FAULTS.so [STEP]: repeats one small run and makes another call fail each time: every STEPth allocation, every
start of a thread, and, if strace is installed, every system call that reads, writes, opens, maps or names, or sends a signal there.
Whatever fails, the run has to end with a documented exit code and a message, must not leave a half-written file, and may exit with 0
only if everything it wrote equals the output of a run without faults. Prints a table and "N passed, N failed".
"""
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
program, preload = (str(pathlib.Path(p).resolve()) for p in sys.argv[1:3])
step = int(sys.argv[3]) if len(sys.argv) > 3 else 1
CAPTURE = str(ROOT / "samples/rat-6.pcap")
OUTPUTS = ("r.json", "r.html", "r.dfp")
# System calls and how they fail.
STORAGE = {"read": "EIO", "pread64": "EIO", "write": "ENOSPC", "close": "EIO", "openat": "EIO", "newfstatat": "EIO", "lseek": "EIO",
           "rename": "EIO", "fchmod": "EPERM", "mmap": "ENOMEM", "munmap": "EINVAL", "mremap": "ENOMEM", "mprotect": "ENOMEM",
           "clone": "EAGAIN", "clone3": "EAGAIN", "getrandom": "EINTR", "ioctl": "EIO", "fcntl": "EIO", "prctl": "EPERM",
           "seccomp": "EINVAL", "landlock_add_rule": "EINVAL", "landlock_restrict_self": "EPERM", "sched_getaffinity": "EINVAL",
           "rt_sigaction": "EINVAL", "fadvise64": "EINVAL"}
# System calls at which a signal comes, and what it is.
SIGNALLED = {"read": "TERM", "write": "TERM", "openat": "INT", "close": "TERM", "mmap": "INT", "munmap": "TERM", "futex": "INT",
             "linkat": "TERM", "dup": "INT", "newfstatat": "TERM", "lseek": "TERM", "prctl": "INT"}
DOCUMENTED = {0, 1, 2, 3, 4, 5}
INTERRUPTED = {"TERM": 143, "INT": 130}
# Where requests for memory are counted: one thread, so that the same number is the same request, and no sandbox: libseccomp, which
# makes thousands of them, leaves rules out of its filter without a word when one fails.
ALONE = ("-j", "1", "--sandbox", "off")
# Calls whose failure only leaves part of the sandbox out, which the report tells.
SANDBOX = {"prctl", "seccomp", "landlock_add_rule", "landlock_restrict_self"}
# Calls that look at a capture before it is read; when they fail it is read all the same, and a partial result does not know its time.
LOOKS = {"read", "openat", "newfstatat", "alloc"}


def command(folder, prefix=(), more=("-j", "2")):
    return [*prefix, program, *more, "-q", *(w for o in OUTPUTS if o != "r.dfp" for w in ("-o", str(folder / o))),
            "--partial", str(folder / "r.dfp"), CAPTURE]


def whole(folder, name):
    """An output file without the parts that differ between runs; None if it does not exist."""
    path = folder / name
    if not path.exists():
        return None
    octets = path.read_bytes().replace(str(folder).encode(), b"FOLDER")
    # A sandbox that could not be closed is told in the report, as it should be.
    return re.sub(rb'"sandbox": ?"[a-z ]*"|(sandbox[^<]*</dt>\s*<dd>)[a-z ]*', b"SANDBOX", octets)


def run(what, prefix, env):
    """(exit code, problem): problem is None if the run is correct."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        try:
            done = subprocess.run(command(folder, prefix, ALONE if what.startswith("alloc") else ("-j", "2")), env={**os.environ, **env},
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
        except subprocess.TimeoutExpired:
            return None, f"{what}: does not end"
        said = done.stderr.decode("utf-8", "replace")
        there = {p.name for p in folder.iterdir()}
        name = what.partition("SIG")[2]
        if name and done.returncode == -signal.Signals[f"SIG{name}"] and not there:
            return "killed", None  # before it is watched for, or by a second one
        if done.returncode not in DOCUMENTED and done.returncode != INTERRUPTED.get(name):
            return None, f"{what}: exit {done.returncode}: {said[-200:]}"
        if there - set(OUTPUTS):
            return None, f"{what}: exit {done.returncode} left {there - set(OUTPUTS)}"
        for output in OUTPUTS:
            octets = whole(folder, output)
            if octets is None and done.returncode == 0:
                return None, f"{what}: exit 0 without {output}"
            good_octets = (GOOD_ALONE if what.startswith("alloc") else GOOD)[output]
            if octets is not None and octets != good_octets and not honest(folder, output, done.returncode, what.split(":")[0]):
                return None, f"{what}: exit {done.returncode}, and another {output}: {said[-200:]}"
        if done.returncode not in (0, *INTERRUPTED.values()) and not said.startswith("dnsferret: "):
            return None, f"{what}: exit {done.returncode} says {said[-200:]!r}"
        return done.returncode, None


def honest(folder, output, code, call):
    """A different report is acceptable if both it and the exit code say that it is incomplete."""
    if code == 0 and whole(folder, "r.json") == (GOOD_ALONE if call == "alloc" else GOOD)["r.json"]:
        return (call in SANDBOX and output == "r.html") or (call in LOOKS and output == "r.dfp")
    if code not in (3, 4, *INTERRUPTED.values()):
        return False
    if output.endswith(".json"):
        return not json.loads((folder / output).read_text())["complete"]
    return (folder / "r.json").exists() and not json.loads((folder / "r.json").read_text())["complete"]


def outputs_of(more):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run(command(folder, (), more), check=True)
        return {o: whole(folder, o) for o in OUTPUTS}


def count_calls():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        count = folder / "count"
        subprocess.run(command(folder, (), ALONE), env={**os.environ, "LD_PRELOAD": preload, "FAULT_COUNT": str(count)}, check=True)
        return {k: int(v) for k, v in (line.split() for line in count.read_text().splitlines())}


def faults(counts):
    for number in range(1, counts["alloc"] + 1, step):
        yield "allocation", f"alloc:{number}", (), {"LD_PRELOAD": preload, "FAULT": f"alloc:{number}"}
    for number in range(1, counts["alloc"] + 1, 10 * step):
        yield "allocation, for good", f"alloc:{number}+", (), {"LD_PRELOAD": preload, "FAULT": f"alloc:{number}+"}
    for number in range(1, counts["thread"] + 1):
        yield "thread", f"thread:{number}", (), {"LD_PRELOAD": preload, "FAULT": f"thread:{number}"}
    if not shutil.which("strace") or subprocess.run(["strace", "-o", "/dev/null", "true"], stderr=subprocess.DEVNULL, check=False).returncode != 0:
        return
    with tempfile.TemporaryDirectory() as name:
        trace = pathlib.Path(name) / "trace"
        subprocess.run(command(pathlib.Path(name), ("strace", "-f", "-o", str(trace))), check=True)
        # The first thing main does about signals.
        loader, found, own = trace.read_text().partition("rt_sigaction(SIGPIPE")
        assert found
        calls = [re.findall(r"^\d+ +([a-z0-9_]+)\(", part, re.M) for part in (loader, own)]
    yield from signals(calls)
    for call, error in STORAGE.items():
        for number in numbers(calls, call):
            yield call, f"{call}:{number}", ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={call}:error={error}:when={number}"), {}


GOOD, GOOD_ALONE = outputs_of(("-j", "2")), outputs_of(ALONE)


def numbers(calls, call):
    """The numbers of the program's own calls of a kind; those before them are the dynamic linker's."""
    loader, own = calls
    return range(loader.count(call) + 1, loader.count(call) + own.count(call) + 1, max(1, step // 10))


def signals(calls):
    for call, name in SIGNALLED.items():
        for number in numbers(calls, call):
            yield (f"signal at {call}", f"{call}:{number}:SIG{name}",
                   ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={call}:signal={name}:when={number}"), {})


def main():
    table, failed, total = {}, 0, 0
    # Started with it ignored (nohup, a background job), the programs under test would ignore it too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [(kind, pool.submit(run, what, prefix, env)) for kind, what, prefix, env in faults(count_calls())]
        for kind, job in jobs:
            code, problem = job.result()
            row = table.setdefault(kind, {})
            row["wrong" if problem else code] = row.get("wrong" if problem else code, 0) + 1
            total += 1
            if problem:
                failed += 1
                print(f"# {problem}", flush=True)
    for kind, row in table.items():
        print(f"{'not ok' if 'wrong' in row else 'ok'} - faults: {kind:22} {sum(row.values()):6} runs, exit " + ", ".join(f"{code}: {n}" for code, n in sorted(row.items(), key=str)))
    print(f"# {total} runs, {failed} of them wrong")
    wrong = sum("wrong" in row for row in table.values())
    print(f"{len(table) - wrong} passed, {wrong} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

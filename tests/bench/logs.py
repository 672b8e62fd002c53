#!/usr/bin/python3
"""logs.py PROGRAM [MESSAGES]: what reading a Zeek log costs, against `wc -l` of it and against the capture of the same messages.
Prints the tables of docs/performance.md.

The stages of reading, wc, the log and the capture alternate, so that a busy machine slows all of them; medians are printed.
Instructions (callgrind, if installed) and allocations are differences between logs of different lengths, so that start and end
of the program cancel out. Other programs count names per client, once each.
"""
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys

ROUNDS = 5
SMALL = 20000
BUILD = pathlib.Path("build/release/tests/bench")
DATA = pathlib.Path("build/bench")
PROGRAM = sys.argv[1]
FERRET = [PROGRAM, "-q", "-f", "json", "-j", "1"]
NAMES = "[.\"id.orig_h\", .query] | @tsv"


def made(path, command):
    """The file, written by the command unless it is newer than the generator."""
    if not path.exists() or path.stat().st_mtime < (BUILD / "generate").stat().st_mtime:
        DATA.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            subprocess.run(command, stdout=out, check=True)
    return path


def files(messages, rounds=1):
    """(capture, log) of the same messages."""
    capture = made(DATA / f"{messages}x{rounds}.pcap", [BUILD / "generate", "-n", str(messages), "-r", str(rounds)])
    return capture, made(DATA / f"{messages}x{rounds}.zeek.log", ["tests/bench/zeek_log.py", capture])


def json_of(log):
    """The log as Zeek writes it in JSON, with what is counted here."""
    path = log.with_suffix(".json")
    if not path.exists() or path.stat().st_mtime < log.stat().st_mtime:
        with log.open() as rows, path.open("w") as out:
            for row in rows:
                field = row.split("\t")
                if not row.startswith("#"):
                    out.write(f'{{"ts":{field[0]},"id.orig_h":"{field[2]}","id.orig_p":{field[3]},"id.resp_h":"{field[4]}",'
                              f'"id.resp_p":{field[5]},"proto":"{field[6]}","trans_id":{field[7]},"query":"{field[9]}",'
                              f'"qtype":{field[12]}}}\n')
    return path


def measure(command):
    """(CPU seconds, peak MiB)"""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command}: exit {child.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def others(log):
    """Programs that count the names of each client; they judge nothing."""
    rows = "grep -v '^#' " + str(log)
    commands = {
        "awk, names per client": ["awk", "-F\t", "!/^#/ && !seen[$3, $10]++ {names[$3]++} END {for (c in names) print c, names[c]}", log],
        "cut, sort, uniq": ["sh", "-c", rows + " | cut -f3,10 | sort -u | cut -f1 | uniq -c"],
        "DuckDB": ["duckdb", "-c", f"SELECT column02, count(DISTINCT column09) FROM read_csv('{log}', delim='\t', header=false, "
                   "comment='#', all_varchar=true) GROUP BY 1"],
    }
    if shutil.which("jq"):
        commands["jq, client and name of each row (JSON)"] = ["jq", "-r", NAMES, json_of(log)]
    return {name: command for name, command in commands.items() if shutil.which(command[0])}


def stages(messages, capture, log):
    runs = {"wc -l": ["wc", "-l", log]}
    runs |= {f"reading: {stage}": [BUILD / "log_stages", stage, log] for stage in ("bytes", "lines", "fields", "messages")}
    runs |= {"dnsferret, log": [*FERRET, log], "dnsferret, capture": [*FERRET, capture]}
    measured = {name: [] for name in runs}
    for number in range(ROUNDS + 1):
        for name, command in runs.items():
            one = measure(command)
            if number > 0:  # the first fills the page cache
                measured[name].append(one)
    medians = {name: [statistics.median(column) for column in zip(*all_of)] for name, all_of in measured.items()}
    medians |= {name: measure(command) for name, command in others(log).items()}
    base, whole = medians["wc -l"][0], medians["dnsferret, capture"][0]
    print("| program | CPU s | / wc -l | / capture | peak MiB |\n|---|---|---|---|---|")
    for name, (cpu, peak) in medians.items():
        print(f"| {name} | {cpu:.3f} | {cpu / base:.1f} | {cpu / whole:.2f} | {peak:.0f} |")
    print()


def last_number(pattern, command, **more):
    said = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **more)
    found = re.findall(pattern, said.stderr)
    return int(found[-1]) if found else None


def instructions(file):
    return last_number(r"Collected : (\d+)", ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *FERRET, file])


def allocations(file, command=FERRET):
    env = dict(os.environ, LD_PRELOAD=str((BUILD / "malloc_count.so").resolve()))
    return last_number(r"allocations: (\d+)", [*command, file], env=env)


def reading(file):
    return allocations(file, (BUILD / "log_stages", "messages"))


def per_line(what, count, of):
    """Known names: the same rows four times as often."""
    few, many = (files(SMALL // 10, rounds)[of] for rounds in (10, 40))
    base, grown = count(few), count(many)
    lines = (SMALL // 10) * 30 / 2
    print(f"{what:50} " + ("not measured" if base is None or grown is None else f"{(grown - base) / lines:12,.4f}"))


def main():
    messages = int(sys.argv[2]) if len(sys.argv) > 2 else 1000000
    capture, log = files(messages)
    print(f"{messages:,} messages: a capture of {capture.stat().st_size / 1e6:,.0f} MB, a log of {log.stat().st_size / 1e6:,.0f} MB; "
          f"medians of {ROUNDS} alternating runs on {os.cpu_count()} cores\n")
    stages(messages, capture, log)
    if shutil.which("valgrind"):
        per_line("instructions per row (query and response), log", instructions, 1)
        per_line("the same, capture", instructions, 0)
    per_line("allocations per row, reading alone", reading, 1)
    per_line("allocations per row, whole run", allocations, 1)


if __name__ == "__main__":
    main()

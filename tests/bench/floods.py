#!/usr/bin/python3
"""floods.py PROGRAM [MESSAGES]: runs PROGRAM with --memory 512M on floods (flood.c) of MESSAGES messages each. Prints
seconds, peak memory, evicted channels, and the rank and score of the quiet beacon in the flood.
"""
import json
import os
import subprocess
import sys
import time

FLOOD = "build/release/tests/bench/flood"
program, messages = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000

print(f"{'flood':10} {'messages':>12} {'seconds':>8} {'peak MiB':>9} {'evicted':>12} {'exit':>5}  beacon")
for kind in ("names", "domains", "clients", "data", "busy", "streams", "fragments"):
    start = time.monotonic()
    flood = subprocess.Popen([FLOOD, kind, "-n", str(messages)], stdout=subprocess.PIPE)
    child = subprocess.Popen([program, "--memory", "512M", "-q", "-f", "json", "-"], stdin=flood.stdout, stdout=subprocess.PIPE)
    flood.stdout.close()
    report = json.load(child.stdout)
    _, status, used = os.wait4(child.pid, 0)
    flood.wait()
    beacon = [f for f in report["findings"] if f["domain"]["apex"] == "quiet.example.net"]
    place = f"rank {beacon[0]['rank']}, score {beacon[0]['score']}" if beacon else "NOT FOUND"
    evicted = sum(limit["count"] for limit in report["limits"] if limit["name"] == "memory-limit")
    print(f"{kind:10} {messages:>12,} {time.monotonic() - start:8.1f} {used.ru_maxrss / 1024:9.0f} {evicted:>12,} "
          f"{os.waitstatus_to_exitcode(status):>5}  {place}", flush=True)

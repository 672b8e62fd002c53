#!/usr/bin/env python3
"""detection.py DNSFERRET LABELS.tsv [DNSFERRET-OPTION...]: recall per family and false alarms on labelled captures, as a
Markdown table.

LABELS.tsv has a header and at least the columns file, expected, family, domains, clients; file names are relative to
it. expected: yes, weak, raw, stego or no. A capture counts as found at S if a finding whose registered domain (or, for
a family without a domain of its own, whose client) is labelled reaches S.
"""
import concurrent.futures
import csv
import json
import os
import re
import subprocess
import sys


def run(program, options, path):
    done = subprocess.run([program, "-f", "json", "-q", *options, path], capture_output=True, check=False)
    if done.returncode not in (0, 1, 4):
        sys.exit(f"{path}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")
    return json.loads(done.stdout)


def labelled(value):
    """The names or addresses in a column of labels, without its remarks."""
    return {v.strip().rstrip(".") for v in re.split(r"[,\s]+", value) if re.fullmatch(r"[\w.:-]+", v.strip(", "))} - {"-"}


def hits(finding, domains, clients):
    text = [finding["domain"].get(k) or "" for k in ("registered", "apex")]
    by_domain = any(t == d or t.endswith("." + d) for t in text for d in domains)
    by_client = any(c["ip"] in clients for c in finding["clients"])
    return by_domain, by_client


def judge(program, options, base, row):
    report = run(program, options, os.path.join(base, row["file"]))
    domains, clients = labelled(row["domains"]), labelled(row["clients"])
    top = report["findings"][0] if report["findings"] else None
    best = 0
    for finding in report["findings"]:
        by_domain, by_client = hits(finding, domains, clients)
        if by_domain or (by_client and row["expected"] != "no"):
            best = max(best, finding["score"])
    first = bool(top) and any(hits(top, domains, clients))
    return {
        **row,
        "top": top["score"] if top else 0,
        "top_domain": (top["domain"].get("apex") or "") if top else "",
        "best": best,
        "first": first,
        "domains_seen": len(report["domains"]),
    }


def percent(part, whole):
    return f"{100 * part / whole:.0f} %" if whole else "-"


def recall_table(rows):
    print("| family | captures | labelled first | >= 50 | >= 70 | scores |\n|---|---|---|---|---|---|")
    families = {}
    for r in rows:
        families.setdefault((r["expected"], r["family"]), []).append(r)
    for (expected, family), members in sorted(families.items()):
        n = len(members)
        print(
            f"| {family} ({expected}) | {n} | {sum(m['first'] for m in members)} "
            f"| {percent(sum(m['best'] >= 50 for m in members), n)} | {percent(sum(m['best'] >= 70 for m in members), n)} "
            f"| {', '.join(str(m['best']) for m in members)} |"
        )


def alarm_table(rows):
    bad = sorted((r for r in rows if r["top"] >= 50), key=lambda r: -r["top"])
    n, domains = len(rows), sum(r["domains_seen"] for r in rows)
    print(f"\nCaptures without a tunnel: {n}, with {domains:,} base domains.")
    print(f"With a finding at >= 50: {len(bad)} ({percent(len(bad), n)}); at >= 70: {sum(r['top'] >= 70 for r in bad)}.\n")
    if bad:
        print("| capture | score | domain |\n|---|---|---|")
    for r in bad:
        print(f"| {r['file']} | {r['top']} | {r['top_domain']} |")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, labels, options = sys.argv[1], sys.argv[2], sys.argv[3:]
    base = os.path.dirname(os.path.abspath(labels))
    with open(labels, encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        judged = list(pool.map(lambda r: judge(program, options, base, r), rows))
    attacks = [r for r in judged if r["expected"] != "no"]
    held = [r for r in attacks if r["expected"] == "yes"]
    print(
        f"Captures with a tunnel: {len(attacks)}; of the {len(held)} expected \"yes\": labelled first "
        f"{sum(r['first'] for r in held)}, >= 50 {percent(sum(r['best'] >= 50 for r in held), len(held))}, "
        f">= 70 {percent(sum(r['best'] >= 70 for r in held), len(held))}.\n"
    )
    recall_table(attacks)
    alarm_table([r for r in judged if r["expected"] == "no"])


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""schema.py REPORT.json...: checks each file against docs/report.schema.json, and what a schema cannot
express: points add up to the score, ranks start at 1, clients and domains refer to findings. Prints every
violation and exits with 1 if there is one, with 77 if python3-jsonschema is not installed."""
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)

SCHEMA = pathlib.Path(__file__).resolve().parent.parent.parent / "docs/report.schema.json"


def no_constants(name):
    raise ValueError(f"{name} is not JSON")


def without_doubles(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError(f"duplicate key: {keys}")
    return dict(pairs)


def beyond_schema(report):
    """Errors that a schema cannot express, one sentence each."""
    found = {finding["id"] for finding in report["findings"]}
    for finding in report["findings"]:
        total = sum(reason["points"] for reason in finding["reasons"])
        if total != finding["score"]:
            yield f"{finding['id']}: reasons add up to {total}, not {finding['score']}"
        for sighting in finding["evidence"]:
            if sighting["input"] >= len(report["inputs"]):
                yield f"{finding['id']}: evidence in input {sighting['input']}"
    for table in ("findings", "clients", "domains"):
        rows = report[table]
        if [row["rank"] for row in rows] != sorted({row["rank"] for row in rows}):
            yield f"{table} are not in order of rank"
        if [row["score"] for row in rows] != sorted((row["score"] for row in rows), reverse=True):
            yield f"{table} are not in order of score"
        if report[f"{table}_total"] < len(rows):
            yield f"{table}_total is less than the number of rows"
    found |= {row["id"] for row in report["suppressed"]}
    for client in report["clients"]:
        if not found.issuperset(client["findings"]):
            yield f"client {client['ip']} has an unknown finding"
    for domain in report["domains"]:
        if domain["finding"] and domain["finding"] not in found:
            yield f"domain {domain['registered']} has an unknown finding"
    whole = all(source["status"] == "complete" for source in report["inputs"])
    expected = whole and not report["limits"] and not report["run"]["interrupted"]
    if report["complete"] != expected:
        yield f"complete is {report['complete']}, expected {expected}"


def main(paths):
    schema = json.loads(SCHEMA.read_text(encoding="ascii"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failed = False
    for path in paths:
        try:
            report = json.loads(pathlib.Path(path).read_text(encoding="ascii"),
                                parse_constant=no_constants, object_pairs_hook=without_doubles)
            troubles = [f"{error.json_path}: {error.message}"
                        for error in validator.iter_errors(report)]
            troubles = troubles or list(beyond_schema(report))
        except ValueError as error:
            troubles = [str(error)]
        for trouble in troubles:
            print(f"{path}: {trouble}")
            failed = True
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

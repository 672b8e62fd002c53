#!/usr/bin/env python3
"""circles.sh: files do not depend on each other in a circle, and nobody declares by hand what
another file or a library offers.

What a file uses is read from the symbols of its object file, so no list of exceptions is needed:
an edge A -> B means that A calls or reads something that B defines. Headers must not include each
other in a circle either. One test result."""
import pathlib
import re
import subprocess
import sys

OBJECTS = pathlib.Path("build/debug")
HAND_MADE = re.compile(r"^(?:extern )?(?!static|typedef|return|else)[A-Za-z_][\w ]*[ *](\w+)\([^;{}=]*\);$", re.M)


def circle(graph):
    """One circle of a graph as a list of its nodes, or None. Depth first, without recursion."""
    done = set()
    for start in sorted(graph):
        path, branches = [], [iter([start])]
        while branches:
            node = next(branches[-1], None)
            if node is None:
                branches.pop()
                if path:
                    done.add(path.pop())
            elif node in path:
                return path[path.index(node):] + [node]
            elif node not in done:
                path.append(node)
                branches.append(iter(sorted(graph.get(node, ()))))
    return None


def uses():
    """Which source file uses which, according to the symbols of the object files."""
    defined, wanted = {}, {}
    for source in sorted(pathlib.Path("src").rglob("*.c")):
        symbols = subprocess.run(["nm", "-P", OBJECTS / source.with_suffix(".o")],
                                 capture_output=True, text=True, check=True).stdout
        for line in symbols.splitlines():
            name, kind = line.split()[:2]
            if kind == "U":
                wanted.setdefault(str(source), set()).add(name)
            elif kind in "TRDBV":
                defined[name] = str(source)
    return {file: {defined[n] for n in names if n in defined} - {file}
            for file, names in wanted.items()}


def includes():
    """Which header includes which."""
    graph = {}
    for root in ("include", "src"):
        for header in sorted(pathlib.Path(root).rglob("*.h")):
            for target in re.findall(r'^\s*#\s*include\s*"([^"]+)"', header.read_text(), re.M):
                for place in (header.parent / target, pathlib.Path("include") / target):
                    if place.exists():
                        found = place.resolve().relative_to(pathlib.Path.cwd())
                        graph.setdefault(str(header), set()).add(str(found))
                        break
    return graph


def prototypes():
    """Functions of other files or libraries that a source declares by hand."""
    for source in sorted(pathlib.Path("src").rglob("*.c")):
        text = source.read_text()
        for match in HAND_MADE.finditer(re.sub(r"/\*.*?\*/", "", text, flags=re.S)):
            if match[1] != "static_assert" and not re.search(rf"\b{match[1]}\([^;{{]*\)\n\{{", text):
                yield f"{source}: declares {match[1]} by hand: include its header"


def main():
    problems = list(prototypes())
    for what, graph in (("use", uses()), ("include", includes())):
        found = circle(graph)
        if found:
            problems.append(f"these files {what} each other: " + " -> ".join(found))
    print("not ok - lint: no circles of files" if problems else "ok - lint: no circles of files")
    for problem in problems:
        print("  " + problem)
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())

"""axe-core, which knows the rules of WCAG that a program can check. It comes from npm, once, into build/browser; where
npm cannot get it the reason is returned instead, and the test says that it was skipped.
"""
import json
import pathlib
import shutil
import subprocess

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "build/browser"
PACKAGE = "axe-core@4"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TIMEOUT_S = 120


def source():
    """(the text of axe-core, "") or (None, why not)."""
    script = FOLDER / "node_modules/axe-core/axe.min.js"
    if not script.exists():
        if not shutil.which("npm"):
            return None, "npm is not installed"
        FOLDER.mkdir(parents=True, exist_ok=True)
        try:
            done = subprocess.run(["npm", "install", "--prefix", FOLDER, "--no-save", "--no-audit", "--no-fund",
                                   "--ignore-scripts", PACKAGE], capture_output=True, text=True, timeout=TIMEOUT_S)
        except subprocess.TimeoutExpired:
            return None, "npm does not answer"
        if done.returncode != 0 or not script.exists():
            return None, f"npm cannot install {PACKAGE}: {done.stderr.strip()[-200:]}"
    return script.read_text(), ""


def violations(page, script):
    """Rule, number and first element of what a page breaks; and how many rules it keeps."""
    page.evaluate(script + ";0")
    found = json.loads(page.evaluate(
        f"axe.run(document, {{runOnly: {json.dumps(TAGS)}, resultTypes: ['violations'], elementRef: false}})"
        ".then(r => JSON.stringify({broken: r.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 120)]),"
        " kept: r.passes.length}))"))
    return found["broken"], found["kept"]

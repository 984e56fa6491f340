"""Rules of the house that no linter knows, read off the source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from ats.launcher.finding import Finding

LONGEST = 500
APPS = ("ats", "milestones", "sourcing", "comms", "issues", "performance", "governance")
FOLDERS = (*APPS, "templates", "static", "tests")
KINDS = {".py", ".html", ".css", ".js"}
NOT_OURS = {"built", "node_modules", "__pycache__", "migrations"}
EMPTY_NAMES = {"utils.py", "util.py", "helpers.py", "misc.py", "common.py"}
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\b(?:src=|type=[\"']application/json))", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
}
DEFERRING = {"eta", "countdown"}
# Sides that are not those of the text. `left: 50%` is the middle on either side; a line may say /* physical */ and why.
SIDES = re.compile(
    r"\b(?:margin|padding|border)-(?:left|right)\b|\b(?:text-align|float):\s*(?:left|right)\b"
    r"|(?<![-\w])(?:left|right):(?!\s*50%)|\bborder-(?:top|bottom)-(?:left|right)-radius\b"
)
PHYSICAL = "/* physical"


def ours(root: Path, *suffixes: str) -> Iterator[Path]:
    """The project's own source files with one of these endings."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in suffixes and not NOT_OURS & set(path.relative_to(root).parts):
                yield path


def lengths(root: Path) -> Finding:
    """No file over 500 lines: Python, templates, style sheets and scripts, tests included.

    Left out is what nobody writes by hand or reads from top to bottom: migrations, what is built, locks, the matrix'
    `expected_*.txt`, and prose.
    """
    counted = ((path, len(path.read_text(encoding="utf-8").splitlines())) for path in ours(root, *KINDS))
    long = [f"{path.relative_to(root)}: {count} lines, {LONGEST} at most" for path, count in counted if count > LONGEST]
    return Finding(not long, "\n".join(long) or "without migrations, locks and expected_*.txt")


def names(root: Path) -> Finding:
    """A file is named for what is in it."""
    bad = [path for path in ours(root, ".py") if path.name in EMPTY_NAMES]
    return Finding.of([f"{path.relative_to(root)}: the name says nothing; split it by noun" for path in bad])


def inline(root: Path) -> Finding:
    """The content security policy allows no inline script and no inline style, so no template may hold one.

    Mail is another matter: mail programs know no style sheets.
    """
    found = []
    for path in ours(root, ".html"):
        if "mail" not in path.relative_to(root).parts:
            found += _inline_in(path.read_text(encoding="utf-8"), str(path.relative_to(root)))
    return Finding.of(found)


def _inline_in(text: str, name: str) -> list[str]:
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {what}"
        for what, pattern in INLINE.items()
        for match in pattern.finditer(text)
    ]


def sides(root: Path) -> Finding:
    """Style sheets speak of a line's start and end, so that the pages turn round where it runs from right to left."""
    found = []
    for path in ours(root, ".css"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if (match := SIDES.search(line)) and PHYSICAL not in line:
                found.append(f"{path.relative_to(root)}:{number}: {match[0]}; say start or end (margin-inline-start …)")
    return Finding.of(found)


def deferred_calls(root: Path) -> Finding:
    """Work is rows, Celery only wakes it up: a task called with .delay, eta or countdown would be lost in a crash."""
    found = []
    for path in ours(root, ".py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (why := _defers(node)):
                found.append(f"{path.relative_to(root)}:{node.lineno}: {why}; arm a timer or emit an event")
    return Finding.of(found)


def _defers(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute) and call.func.attr == "delay":
        return "calls .delay"
    named = {word.arg for word in call.keywords if word.arg} & DEFERRING
    return f"passes {named.pop()}" if named else ""

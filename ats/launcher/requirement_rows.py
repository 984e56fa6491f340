"""`python3 manage.py test --requirements`: the rows of the requirements register, and the tests that drive each."""

import ast
import os
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from ats.launcher import progress

ROW = re.compile(r"^\| ([A-Z]{2}-\d+\.\d+) \| ([^|]*)\|")


def show(root: Path) -> int:
    """Print each row with its tests; rows that no test drives are listed as such."""
    marked = tests_by_row(root / "tests")
    rows = register(Path(os.environ.get("ATS_SHARED") or root.parent / "shared") / "requirements.md")
    for row in sorted(rows.keys() | marked.keys(), key=_order):
        progress.say(f"{row}  {rows.get(row, '(not in the register)')[:100]}")
        for test in marked.get(row, ["no test yet"]):
            progress.say(f"        {test}")
    progress.say(f"\n{len(marked)} rows are driven by tests" + (f", of {len(rows)} in the register" if rows else ""))
    return 0


def _order(row: str) -> tuple[str, list[int]]:
    area, numbers = row.split("-", 1)
    return area, [int(part) for part in numbers.split(".")]


def register(path: Path) -> dict[str, str]:
    """The rows of the register, where there is one."""
    if not path.exists():
        return {}
    found = (ROW.match(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {match[1]: match[2].strip(" |") for match in found if match}


def tests_by_row(folder: Path) -> dict[str, list[str]]:
    """The tests that are marked with `pytest.mark.requirement`, by row, read from the source without running it."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        _collect(tree, f"{path.relative_to(folder.parent)}", _of_module(tree), found)
    return found


def _collect(node: ast.AST, place: str, inherited: tuple[str, ...], found: dict[str, list[str]]) -> None:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            _collect(child, f"{place}::{child.name}", inherited + _rows(child), found)
        elif isinstance(child, ast.FunctionDef) and child.name.startswith("test_"):
            for row in inherited + _rows(child):
                found[row].append(f"{place}::{child.name}")


def _of_module(tree: ast.Module) -> tuple[str, ...]:
    """What `pytestmark = …` says of every test in the file."""
    said = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
    ]
    return _named([one for value in said for one in ast.walk(value)])


def _rows(node: ast.ClassDef | ast.FunctionDef) -> tuple[str, ...]:
    return _named(node.decorator_list)


def _named(nodes: Sequence[ast.AST]) -> tuple[str, ...]:
    calls = [one for one in nodes if isinstance(one, ast.Call) and ast.unparse(one.func).endswith("mark.requirement")]
    return tuple(str(word.value) for call in calls for word in call.args if isinstance(word, ast.Constant))

"""Finds writes that would go around history: `Job.objects.filter(…).update(…)` and its kin on tracked models.

It reads the source (Python's own syntax tree), so it sees what no test happens to run: chains that begin at a tracked model
or pass through a reverse relation to one, and local names that hold such a chain. Writing only columns that history leaves
out anyway is fine. `history.bulk_…_with_history` is the way; that file is the one exception. `quality` runs it as
`python -m ats.kernel.bulk_writes PACKAGE…`.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import django
from django.apps import apps
from django.db import models

WRITES = {"update", "bulk_create", "bulk_update", "delete", "_raw_delete"}
WRITES |= {f"a{name}" for name in WRITES}
HELPER = "ats/kernel/history.py"
SKIPPED = {"migrations", "tests", ".venv", "var", "node_modules"}


@dataclass(frozen=True)
class Tracked:
    """The names by which source reaches tracked rows, and for each model the columns that history leaves out."""

    models: dict[str, frozenset[str]]
    relations: dict[str, frozenset[str]]


def tracked() -> Tracked:
    """All models with history in the loaded apps; relations whose name untracked rows share say nothing and are left out."""
    found: dict[str, frozenset[str]] = {}
    relations: dict[str, frozenset[str]] = {}
    shared: set[str] = set()
    for model in apps.get_models():
        manager = getattr(model, getattr(model._meta, "simple_history_manager_attribute", ""), None)
        if manager is None:
            shared.update(_reverse_names(model))
            continue
        left_out = frozenset(getattr(manager.model, "_history_excluded_fields", ()))
        found[model.__name__] = left_out
        relations |= dict.fromkeys(_reverse_names(model), left_out)
    return Tracked(found, {name: left_out for name, left_out in relations.items() if name not in shared})


def _reverse_names(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey) and not field.remote_field.hidden:
            yield field.remote_field.get_accessor_name() or ""


def check(root: Path, packages: Iterable[str], known: Tracked | None = None) -> list[str]:
    """Every such write under `root`/package, as `path:line: sentence`."""
    known = known or tracked()
    return [
        f"{path.relative_to(root)}:{line}: {call} goes around history; use history.bulk_…_with_history."
        for package in packages
        for path in sorted((root / package).rglob("*.py"))
        if not SKIPPED & set(path.relative_to(root).parts) and str(path.relative_to(root)) != HELPER
        for line, call in in_source(path.read_text(encoding="utf-8"), known)
    ]


def in_source(source: str, known: Tracked) -> list[tuple[int, str]]:
    """(line, call) of every write in one file's text."""
    found = _Finder(known)
    found.visit(ast.parse(source))
    return found.writes


class _Finder(ast.NodeVisitor):
    def __init__(self, known: Tracked) -> None:
        self.known = known
        self.names: dict[str, frozenset[str]] = {}
        self.writes: list[tuple[int, str]] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer, self.names = self.names, dict(self.names)
        self.generic_visit(node)
        self.names = outer

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        left_out = self._rows(node.value)
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.names.pop(target.id, None)
                if left_out is not None:
                    self.names[target.id] = left_out

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        if not isinstance(node.func, ast.Attribute) or node.func.attr not in WRITES:
            return
        left_out = self._rows(node.func.value)
        if left_out is not None and not self._writes_only(node, left_out):
            self.writes.append((node.lineno, ast.unparse(node.func)[:80]))

    @staticmethod
    def _writes_only(call: ast.Call, left_out: frozenset[str]) -> bool:
        names = {keyword.arg for keyword in call.keywords}
        return bool(names) and not call.args and names <= left_out

    def _rows(self, node: ast.expr) -> frozenset[str] | None:
        """When `node` is a set of tracked rows: the columns that their history leaves out."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id)
        if isinstance(node, ast.Call):
            return self._rows(node.func) if isinstance(node.func, ast.Attribute) else None
        if isinstance(node, ast.Subscript):
            return self._rows(node.value) if isinstance(node.slice, ast.Slice) else None
        if not isinstance(node, ast.Attribute) or node.attr in ROW_METHODS:
            return None
        return self._manager(node) if self._manager(node) is not None else self._rows(node.value)

    def _manager(self, node: ast.Attribute) -> frozenset[str] | None:
        owner = node.value
        name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
        if node.attr in ("objects", "_default_manager", "_base_manager"):
            return self.known.models.get(name)
        return self.known.relations.get(node.attr)


# These give one row or no rows at all; what follows them is no bulk write.
ROW_METHODS = {
    "get",
    "first",
    "last",
    "create",
    "get_or_create",
    "update_or_create",
    "count",
    "exists",
    "latest",
    "earliest",
}
ROW_METHODS |= {"pop", "history"}


if __name__ == "__main__":
    django.setup()
    sys.exit("\n".join(check(Path.cwd(), sys.argv[1:])) or 0)

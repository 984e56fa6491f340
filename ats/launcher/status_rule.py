"""No status is compared with a literal: a renamed or added state would pass such a line by in silence.

Python compares with the members of its choices, or asks the model; a template asks the model. The words in a `Meta` are
the database's own and stay. HELD is what stood there when the rule came; it only shrinks.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ats.launcher.finding import Finding
from ats.launcher.source_rules import APPS, ours

STATUS = re.compile(r"(^|_)status(__in)?$")
TAG = re.compile(r"{%-?\s*(?:el)?if\b(.*?)-?%}", re.DOTALL)
IN_TEMPLATE = re.compile(r"""\b\w*status\s*(?:==|!=|\bnot\s+in\b|\bin\b)\s*["']|["']\s*(?:==|!=)\s*[\w.]*status\b""")
LOOKUPS = {"filter", "exclude", "get", "Q", "get_or_create", "update_or_create"}
HELD: dict[str, int] = {
    "templates/admin/milestones/workflowversion/change_form.html": 1,
    "templates/milestones/application/_head.html": 1,
    "templates/milestones/board/show.html": 1,
}


def status_literals(root: Path) -> Finding:
    """Each such comparison as `path:line`; files that HELD names may have as many as it says, and no fewer."""
    found = [*_in_python(root), *_in_templates(root)]
    held = Counter(place.split(":", 1)[0] for place in found)
    more = [place for place in found if held[place.split(":", 1)[0]] > HELD.get(place.split(":", 1)[0], 0)]
    gone = [
        f"{path}: {held[path]} are left of {count}; write that into HELD"
        for path, count in HELD.items()
        if held[path] < count
    ]
    return Finding.of([*more, *gone]) if more or gone else Finding(True, f"{len(found)} are left" if found else "")


def _in_templates(root: Path) -> Iterator[str]:
    for path in ours(root, ".html"):
        text = path.read_text(encoding="utf-8")
        for tag in TAG.finditer(text):
            line = text.count("\n", 0, tag.start()) + 1
            for match in IN_TEMPLATE.finditer(tag[1]):
                yield f"{path.relative_to(root)}:{line}: {match[0]}… compares a status with a literal; ask the model"


def _in_python(root: Path) -> Iterator[str]:
    for path in ours(root, ".py"):
        if path.relative_to(root).parts[0] in APPS:
            finder = _Finder()
            finder.visit(ast.parse(path.read_text(encoding="utf-8")))
            for line, what in finder.found:
                yield f"{path.relative_to(root)}:{line}: {what} compares a status with a literal; use its choices"


class _Finder(ast.NodeVisitor):
    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        if node.name != "Meta":
            self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        self.generic_visit(node)
        sides = [node.left, *node.comparators]
        if any(_is_status(side) for side in sides) and any(_is_literal(side) for side in sides):
            self.found.append((node.lineno, ast.unparse(node)[:60]))

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in LOOKUPS:
            for word in node.keywords:
                if STATUS.search(word.arg or "") and _is_literal(word.value):
                    self.found.append((node.lineno, f"{name}({ast.unparse(word)})"[:60]))


def _is_status(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return bool(STATUS.search(name))


def _is_literal(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return any(_is_literal(one) for one in node.elts)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != ""

"""Which files hold the product's words."""

from collections.abc import Iterator
from pathlib import Path

from django.template import Engine, engines

from ats.launcher.source_rules import APPS
from ats.translations import python_source, template_source
from ats.translations.words import Words

# The gallery shows components to whoever builds them, the API's page speaks to programmers in English, the launcher and
# its campaign to whoever runs the machine; and `words_of` hands words on that stand elsewhere.
NOT_WORDS = ("templates/gallery", "templates/kernel/api", "ats/launcher", "ats/chaos", "ats/translations")
NOT_WORDS += ("ats/kernel/wording.py",)
NOT_FOLDERS = {"migrations", "commands", "__pycache__"}


def collect(root: Path) -> Words:
    """All words of the product below `root`."""
    words = Words()
    engine = template_engine()
    for path in templates(root):
        words.add(template_source.collect(path.read_text(encoding="utf-8"), _place(root, path), engine))
    for path in _python(root):
        words.add(python_source.collect(path.read_text(encoding="utf-8"), _place(root, path)))
    return words


def templates(root: Path) -> Iterator[Path]:
    """The product's own templates."""
    return _of_ours(root, sorted(path for end in ("html", "txt") for path in (root / "templates").rglob(f"*.{end}")))


def template_engine() -> Engine:
    """The engine with the product's tags."""
    engine: Engine = engines["django"].engine  # type: ignore[attr-defined]
    return engine


def _python(root: Path) -> Iterator[Path]:
    for app in APPS:
        yield from _of_ours(root, sorted((root / app).rglob("*.py")))


def _of_ours(root: Path, paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if not _place(root, path).startswith(NOT_WORDS) and not NOT_FOLDERS & set(path.parts):
            yield path


def _place(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()

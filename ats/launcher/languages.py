"""Make the files that Django reads from `locale/*/LC_MESSAGES/django.po`. Nothing is made twice: the source's hash is kept.

`python -m ats.launcher.languages` makes them by hand. Whoever only runs the product needs no gettext programs.
"""

import hashlib
from pathlib import Path


def sources(root: Path) -> list[Path]:
    """The file of each language."""
    return sorted((root / "locale").glob("*/LC_MESSAGES/django.po"))


def is_current(root: Path) -> bool:
    """Whether what is made was made from the present sources."""
    return not any(_is_old(source) for source in sources(root))


def build(root: Path) -> list[Path]:
    """Make what changed; the files that were made. polib is imported only then, since it is installed by then."""
    old = [source for source in sources(root) if _is_old(source)]
    if not old:
        return []
    import polib

    for source in old:
        polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(_made(source)))
        _stamp(source).write_text(_fingerprint(source), encoding="utf-8")
    return [_made(source) for source in old]


def _is_old(source: Path) -> bool:
    stamp = _stamp(source)
    made = stamp.exists() and _made(source).exists()
    return not made or stamp.read_text(encoding="utf-8") != _fingerprint(source)


def _made(source: Path) -> Path:
    return source.with_suffix(".mo")


def _stamp(source: Path) -> Path:
    return source.with_name(".django.mo.source")


def _fingerprint(source: Path) -> str:
    return hashlib.sha256(source.read_bytes()).hexdigest()


if __name__ == "__main__":
    build(Path(__file__).resolve().parents[2])

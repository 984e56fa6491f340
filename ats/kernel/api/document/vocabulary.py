"""What nouns and fields mean to whoever calls the API, in English; each app's `api/words.py` brings its own.

A field's own `help_text` comes first. Otherwise "Component.field" is looked up, then "field", so that what is called the same
is told the same.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

UNSAID: Any = object()


class Word(NamedTuple):
    """What a field means, with its unit, and a value as an example (left out: one is made from its type)."""

    meaning: str
    example: Any = UNSAID


FIELDS: dict[str, Word] = {}
NOUNS: dict[str, str] = {}
ONE_OF: dict[str, str] = {}
ENUMS: dict[str, Any] = {}


def add(
    *,
    fields: Mapping[str, Word],
    nouns: Mapping[str, tuple[str, str]] | None = None,
    enums: Mapping[str, Any] | None = None,
) -> None:
    """Take in an app's words. `nouns` maps a path's first part to the word for one of them and a sentence about them; `enums`
    names lists of choices that are no class."""
    ENUMS.update(enums or {})
    FIELDS.update(fields)
    for noun, (one, about) in (nouns or {}).items():
        ONE_OF[noun], NOUNS[noun] = one, about


def word(field: str, component: str = "") -> Word | None:
    return FIELDS.get(f"{component}.{field}") or FIELDS.get(field)


def one_of(noun: str) -> str:
    """ "job" for "jobs", with its article: "a job"."""
    one = ONE_OF.get(noun) or noun.removesuffix("s").replace("-", " ")
    return f"{'an' if one[0] in 'aeio' else 'a'} {one}"

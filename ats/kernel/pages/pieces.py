"""Parts of a page that come again and again, such as the rows of a list: drawn once for what they show, then remembered.

A piece is a template that sees one row (`row`) and nothing else of the page: a NamedTuple of plain values, worded for its
reader already (times above all). So the HTML follows from the row and the language alone, and remembering it can neither
show anybody what another may see nor go stale: whoever is shown other values has another row.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, get_type_hints
from uuid import UUID

from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

REMEMBERED = 8_000
"""How many pieces a process remembers: some 15 MB."""
PLAIN = (str, int, float, bool, UUID, datetime, type(None))
FORMS_TOKEN = secrets.token_hex(16)
"""Stands in remembered forms where each page puts its own token against forged requests; nobody outside can know it."""


class NotPlain(TypeError):
    """A row held something whose looks its value does not settle, such as a record of the database."""


def drawn(template: str, rows: Iterable[Any], token: Any = "") -> SafeString:
    """The pieces of `rows`, one after another. A row that is no tuple is drawn anew. `token` goes into their forms.

    Raises NotPlain.
    """
    language = translation.get_language() or ""
    html = "".join(
        _drawn(template, language, type(row), row) if isinstance(row, tuple) else _draw(template, row) for row in rows
    )
    if FORMS_TOKEN in html:
        html = html.replace(FORMS_TOKEN, str(token))
    return mark_safe(html)  # the templates have escaped it


@lru_cache(maxsize=REMEMBERED)
def _drawn(template: str, language: str, kind: type, row: NamedTuple) -> str:
    """`kind` keeps rows apart that are equal as tuples, since markup and text are."""
    _check(row)
    return _draw(template, row)


def _draw(template: str, row: Any) -> str:
    return get_template(template).render({"row": row, "csrf_token": FORMS_TOKEN})


def _check(row: Any) -> None:
    """Plain values only, and markup only where the row's type says so: a text that is equal to it is not escaped."""
    kind: type = type(row)
    hints = _hints(kind) if hasattr(row, "_fields") else {}
    for name, value in zip(getattr(row, "_fields", [""] * len(row)), row, strict=True):
        if isinstance(value, tuple):
            _check(value)
        elif type(value) is SafeString:
            if hints.get(name) is not SafeString:
                raise NotPlain(f"{type(row).__name__}.{name} holds markup; declare it as SafeString.")
        elif type(value) not in PLAIN:
            raise NotPlain(f"{type(row).__name__}.{name} holds a {type(value).__name__}; give what it is to show.")


@lru_cache(maxsize=200)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)

"""From the cells of a column to what is kept of them, or to what is wrong with them. Cells that repeat are cleaned once."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_noop

from ats.models import Candidate, Source
from ats.models.contact import normal_email, normal_phone
from ats.models.lines import name_of_a_person, one_line

MOST_TAGS = 50
TOO_LONG = gettext_noop("This is too long: {most} characters fit.")
LENGTHS = {f.name: f.max_length for f in Candidate._meta.concrete_fields if getattr(f, "max_length", None)}
_TAGS = re.compile(r"[,;|]")

Clean = Callable[..., Any]
Column = Callable[[Sequence[str]], list[Any]]
"""Cells to values; a Refusal stands where a cell is wrong."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong with a cell."""

    cell: str
    error: ValidationError


def columns(sources: dict[str, Source]) -> dict[str, Column]:
    """Those that are read without looking at another one, by field. They remember cells, so they are for one file only:
    nothing of anybody is kept longer."""
    return {
        "first_name": _repeating(_line("first_name", name_of_a_person)),
        "last_name": _repeating(_line("last_name", name_of_a_person)),
        "name": _unlike(_line("first_name", name_of_a_person)),
        "email": _unlike(normal_email),
        "company": _repeating(_line("company")),
        "title": _repeating(_line("title")),
        "location": _repeating(_line("location")),
        "country": _repeating(_line("location")),
        "external_id": _unlike(_line("external_id")),
        "tags": _repeating(_tags, empty=[]),
        "source": _repeating(lambda cell: _source(cell, sources), empty=None),
    }


def phones(cells: Sequence[str], countries: Sequence[str], otherwise: str) -> list[Any]:
    """Numbers without prefix are read with the country beside them, or with the one that is meant `otherwise`."""
    return [
        _cleaned(normal_phone, cell, region(country) or otherwise)
        for cell, country in zip(cells, countries, strict=True)
    ]


@lru_cache(maxsize=1_000)
def region(country: str) -> str:
    """The ISO code that phone numbers of this country are read with; "" for a country that is written out."""
    code = country.upper()
    return code if code in phonenumbers.SUPPORTED_REGIONS else ""


class _Remembered(dict[str, Any]):
    def __init__(self, clean: Clean, empty: Any) -> None:
        self.clean, self.empty = clean, empty

    def __missing__(self, cell: str) -> Any:
        value = self[cell] = _cleaned(self.clean, cell, empty=self.empty)
        return value


def _repeating(clean: Clean, empty: Any = "") -> Column:
    known = _Remembered(clean, empty)
    return lambda cells: [known[cell] for cell in cells]


def _unlike(clean: Clean) -> Column:
    return lambda cells: [_cleaned(clean, cell) for cell in cells]


def _cleaned(clean: Clean, cell: str, *more: str, empty: Any = "") -> Any:
    bare = cell.strip()
    if not bare:
        return empty
    try:
        return clean(bare, *more)
    except ValidationError as error:
        return Refusal(bare, error)


def _line(name: str, rule: Callable[[str], str] = one_line) -> Clean:
    most = LENGTHS[name]

    def clean(cell: str) -> str:
        if len(cell) > most:
            raise ValidationError(TOO_LONG, params={"most": most})
        return rule(cell)

    return clean


def _tags(cell: str) -> list[str]:
    tags = list(dict.fromkeys(one_line(tag) for tag in _TAGS.split(cell) if tag.strip()))
    if len(tags) > MOST_TAGS or any(len(tag) > 40 for tag in tags):
        why = gettext_noop("At most {most} tags of 40 characters each, with commas between them.")
        raise ValidationError(why, params={"most": MOST_TAGS})
    return tags


def _source(cell: str, sources: dict[str, Source]) -> Source:
    found = sources.get(cell.lower())
    if found is None:
        raise ValidationError(
            gettext_noop("There is no such source. Use one of the list, or add it in the administration.")
        )
    return found

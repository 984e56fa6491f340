"""From the cells of a row to the facts of a candidate, or to what is wrong with which cell."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import gettext_noop

from ats.kernel.transfers.importers import Field, Problem
from ats.kernel.transfers.tables import Table
from ats.models import Candidate, Source
from ats.models.contact import normal_email, normal_phone
from ats.models.lines import name_of_a_person, one_line

MOST_TAGS = 50
TOO_LONG = gettext_noop("This is too long: {most} characters fit.")


def _names(*names: str) -> frozenset[str]:
    return frozenset(names)


FIELDS = (
    Field("first_name", _l("First name"), _names("firstname", "given name", "forename", "vorname", "prénom", "nombre")),
    Field("last_name", _l("Last name"), _names("lastname", "surname", "family name", "nachname", "nom", "apellido")),
    Field("name", _l("Whole name"), _names("whole name", "full name", "fullname", "candidate", "candidate name")),
    Field("email", _l("E-mail"), _names("email", "email address", "e mail", "e mail address", "mail", "primary email")),
    Field("phone", _l("Phone"), _names("phone number", "mobile", "mobile phone", "telephone", "tel", "primary phone")),
    Field("company", _l("Company"), _names("employer", "current company", "current employer", "organisation", "firma")),
    Field("title", _l("Title"), _names("job title", "current title", "position", "headline")),
    Field("location", _l("Place"), _names("place", "location", "city", "town", "address", "ort")),
    Field("country", _l("Country"), _names("country code", "land", "pays", "país", "nation")),
    Field("tags", _l("Tags"), _names("tag", "labels", "keywords", "skills")),
    Field("source", _l("Source"), _names("origin", "channel", "quelle", "source name")),
    Field(
        "external_id", _l("External id"), _names("id", "candidate id", "external candidate id", "ats id", "reference")
    ),
)
NEEDED = (("first_name", "name"),)
LENGTHS = {f.name: f.max_length for f in Candidate._meta.concrete_fields if getattr(f, "max_length", None)}
_TAGS = re.compile(r"[,;|]")


@dataclass(slots=True)
class Person:
    """A row that can come in. `facts` are columns of the candidate; `known` is filled when somebody is found."""

    line: int
    facts: dict[str, Any]
    email: str = ""
    phone: str = ""
    source: Source | None = None
    email_indexes: tuple[str, str] = ("", "")
    phone_index: str = ""
    known: Any = None


@dataclass
class Reader:
    """Reads rows with one mapping; what is wrong gathers in `problems`."""

    table: Table
    mapping: dict[str, str]
    country: str = ""
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        places = {column: number for number, column in enumerate(self.table.columns)}
        sources = {name.lower(): row for row in Source.objects.all() for name in (row.key, row.name)}
        cleaners = CLEANERS | {"source": lambda cell: _source(cell, sources), "phone": None}
        ordered = sorted(self.mapping.items(), key=lambda item: item[0] != "country")  # which the number is read with
        self.places = [(key, places[column], cleaners[key]) for key, column in ordered]

    def people(self) -> Iterator[Person]:
        """The rows without a problem."""
        width = len(self.table.columns)
        for line, cells in self.table.rows:
            if len(cells) > width and any(cells[width:]):
                why = gettext_noop("It has {cells} values for {columns} columns. Is a quotation mark missing?")
                self._refuse(line, "", "", why, cells=len(cells), columns=width)
            elif (facts := self._facts(line, cells)) is not None and (person := self._person(line, facts)) is not None:
                yield person

    def _facts(self, line: int, cells: list[str]) -> dict[str, Any] | None:
        facts: dict[str, Any] = {}
        before = len(self.problems)
        for key, place, clean in self.places:
            cell = cells[place].strip() if place < len(cells) else ""
            if cell:
                try:
                    facts[key] = clean(cell) if clean else self._phone(cell, facts)
                except ValidationError as error:
                    self._refuse_cell(line, key, cell, error)
        return None if len(self.problems) > before else facts

    def _phone(self, cell: str, facts: dict[str, Any]) -> str:
        return normal_phone(cell, _region(facts.get("country", "")) or self.country)

    def _person(self, line: int, facts: dict[str, Any]) -> Person | None:
        whole = facts.pop("name", "")
        if whole and "first_name" not in facts:
            first, _space, last = whole.partition(" ")
            facts = {"last_name": last, **facts, "first_name": first}
        if not facts.get("first_name"):
            column = self.mapping.get("first_name") or self.mapping.get("name", "")
            self._refuse(line, column, "", gettext_noop("The name is missing."))
            return None
        if country := facts.pop("country", ""):
            facts["location"] = ", ".join(filter(None, [facts.get("location"), country]))
            if len(facts["location"]) > LENGTHS["location"]:
                self._refuse(line, self.mapping["country"], country, TOO_LONG, most=LENGTHS["location"])
                return None
        given = {name: facts.pop(name, "") for name in ("email", "phone")}
        return Person(line, facts, source=facts.pop("source", None), **given)

    def _refuse_cell(self, line: int, key: str, cell: str, error: ValidationError) -> None:
        for each in error.error_list:
            self._refuse(line, self.mapping[key], cell, str(each.message), **(each.params or {}))

    def _refuse(self, line: int, column: str, value: str, why: str, **facts: Any) -> None:
        self.problems.append(Problem(line, column, value[:200], why, facts))


Clean = Callable[[str], Any]
_remembered = lru_cache(maxsize=20_000)
"""For columns whose cells repeat, such as employers and tags: nine of ten are answered without cleaning them again."""


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


@_remembered
def _region(country: str) -> str:
    """The ISO code that phone numbers of this country are read with; "" for a country that is written out."""
    code = country.upper()
    return code if code in phonenumbers.SUPPORTED_REGIONS else ""


CLEANERS: dict[str, Clean | None] = {
    "first_name": _line("first_name", name_of_a_person),
    "last_name": _line("last_name", name_of_a_person),
    "name": _line("first_name", name_of_a_person),
    "email": normal_email,
    "company": _remembered(_line("company")),
    "title": _remembered(_line("title")),
    "location": _remembered(_line("location")),
    "country": _remembered(_line("location")),
    "external_id": _line("external_id"),
    "tags": _remembered(_tags),
}

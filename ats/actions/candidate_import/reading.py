"""From the rows of a file to people with the facts of candidates, or to what is wrong with which cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, repeat
from typing import Any

from django.utils.translation import gettext_lazy as _l
from django.utils.translation import gettext_noop

from ats.actions.candidate_import.cleaning import LENGTHS, TOO_LONG, Refusal, columns, phones
from ats.kernel.transfers.importers import Field, Problem
from ats.kernel.transfers.tables import Table
from ats.models import Source

BATCH = 1_000
"""Rows that are read at once, column by column."""


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
FACTS = ("first_name", "last_name", "company", "title", "location", "tags", "external_id")
READ = (*FACTS, "name", "country", "email", "phone", "source")
EMPTY: dict[str, Any] = {"tags": [], "source": None}


@dataclass(slots=True)
class Person:
    """A row that can come in. `facts` are columns of the candidate, in the order of FACTS; `known` is filled when somebody
    is found."""

    line: int
    facts: tuple[Any, ...]
    external_id: str
    email: str
    phone: str
    source: Source | None
    email_indexes: tuple[str, str] = ("", "")
    phone_index: str = ""
    known: Any = None


@dataclass
class Reader:
    """Reads rows with one mapping; what is wrong gathers in `problems`, in no order but that of columns."""

    table: Table
    mapping: dict[str, str]
    country: str = ""
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        places = {column: number for number, column in enumerate(self.table.columns)}
        ordered = sorted(self.mapping.items(), key=lambda item: item[0] != "country")  # which the number is read with
        self.places = {key: places[column] for key, column in ordered}
        self.columns = columns({name.lower(): row for row in Source.objects.all() for name in (row.key, row.name)})

    def people(self) -> Iterator[Person]:
        """The rows without a problem."""
        rows = self._whole()
        while batch := list(islice(rows, BATCH)):
            lines, cells = [line for line, _ in batch], [cells for _, cells in batch]
            yield from self._people(lines, list(zip(*cells, strict=False)))

    def _whole(self) -> Iterator[tuple[int, list[str]]]:
        """The rows with a cell for each column, those that have more of them left out."""
        width = len(self.table.columns)
        for line, cells in self.table.rows:
            if len(cells) > width and any(cells[width:]):
                why = gettext_noop("It has {cells} values for {columns} columns. Is a quotation mark missing?")
                self._refuse(line, "", "", why, cells=len(cells), columns=width)
            else:
                yield line, cells if len(cells) >= width else [*cells, *repeat("", width - len(cells))]

    def _people(self, lines: list[int], cells: list[tuple[str, ...]]) -> Iterator[Person]:
        """Of a batch of rows, given by column."""
        found, refused = self._values(lines, cells)
        for row, first, last, company, title, place, tags, external_id, name, country, *contact in zip(
            range(len(lines)), *found, strict=True
        ):
            line = lines[row]
            if row in refused:
                continue
            if name and not first:
                first, _space, rest = name.partition(" ")
                last = last or rest
            if not first:
                column = self.mapping.get("first_name") or self.mapping.get("name", "")
                self._refuse(line, column, "", gettext_noop("The name is missing."))
                continue
            if country:
                place = f"{place}, {country}" if place else country
                if len(place) > LENGTHS["location"]:
                    self._refuse(line, self.mapping["country"], country, TOO_LONG, most=LENGTHS["location"])
                    continue
            yield Person(line, (first, last, company, title, place, tags, external_id), external_id, *contact)

    def _values(self, lines: list[int], cells: list[tuple[str, ...]]) -> tuple[list[Sequence[Any]], set[int]]:
        """What each field of READ holds, row by row, and which rows have a cell that is wrong."""
        found = {key: [EMPTY.get(key, "")] * len(lines) for key in READ}
        refused: set[int] = set()
        for key, place in self.places.items():
            if key == "phone":
                values = phones(cells[place], found["country"], self.country)
            else:
                values = self.columns[key](cells[place])
            if Refusal in map(type, values):
                refused.update(self._refused(lines, key, values))
            found[key] = values
        return list(found.values()), refused

    def _refused(self, lines: list[int], key: str, values: list[Any]) -> Iterator[int]:
        """Say what is wrong with cells of a column, and leave them empty; in which rows."""
        for row, value in enumerate(values):
            if isinstance(value, Refusal):
                for each in value.error.error_list:
                    column = self.mapping[key]
                    self._refuse(lines[row], column, value.cell, str(each.message), **(each.params or {}))
                values[row] = EMPTY.get(key, "")
                yield row

    def _refuse(self, line: int, column: str, value: str, why: str, **facts: Any) -> None:
        self.problems.append(Problem(line, column, value[:200], why, facts))

"""What a catalogued field is: its key, label, type, way to the data, sensitivity, and how its values are kept."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.db import models

from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.languages import Text

Choices = tuple[tuple[str, Text], ...]


class FieldType(StrEnum):
    """What may be compared with what."""

    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    BOOLEAN = "boolean"
    MOMENT = "moment"
    REFERENCE = "reference"
    SEVERAL = "several"


class Kept(StrEnum):
    """Where the value stands: a column; a key of a JSON column; an array column; rows that hang on the row."""

    COLUMN = "column"
    JSON = "json"
    ARRAY = "array"
    ROWS = "rows"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One catalogued field; `path` is the double-underscore way from a row of its entity, for JSON up to the key.

    `options` reads the choices where they are rows (owners, departments): id or word, and label.
    """

    key: str
    label: Text
    type: FieldType
    path: str
    entity: str
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    choices: Choices = ()
    options: Callable[[], Choices] | None = None
    kept: Kept = Kept.COLUMN

    def offered(self) -> Choices:
        """What people choose from, as it is now; empty where anything may be typed."""
        return self.options() if self.options else self.choices


@dataclass(frozen=True, kw_only=True)
class Entity:
    """A kind of row that conditions are put to; `links` are the ways to other entities: {"job": "application__job"}."""

    key: str
    model: type[models.Model]
    links: dict[str, str]
    label: Text = ""

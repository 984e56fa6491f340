"""A condition built in a form: rows of field, comparison and value, of which all or any must hold.

It works without JavaScript: choosing a field in “Add filter” and sending the form brings the row with the controls that
fit the field. A row is three parameters, `c0` (field), `c0op` and `c0v` (repeated for several values), `c1` and so on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as part
from functools import cached_property
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from ats.kernel import catalogue
from ats.kernel.catalogue import Field, FieldType
from ats.kernel.conditions.checking import EMPTY, LISTS, OPERATORS, check
from ats.kernel.conditions.words import words_for
from ats.kernel.errors import DomainError
from ats.kernel.languages import Text

MAX_ROWS = 10
ORDER = ["eq", "ne", "in", "not_in", "contains", "starts_with", "gt", "gte", "lt", "lte", "is_not_empty", "is_empty"]
FIRST = {FieldType.TEXT: "contains", FieldType.SEVERAL: "in", FieldType.MOMENT: "gte", FieldType.DATE: "gte"}
INPUTS = {FieldType.NUMBER: "number", FieldType.DATE: "date", FieldType.MOMENT: "date"}
YES_NO = {"yes": True, "no": False}


class Option(NamedTuple):
    """A field that can be added, in the reader's words."""

    key: str
    label: str


class Group(NamedTuple):
    """Those of one entity."""

    label: str
    options: tuple[Option, ...]


@dataclass
class Row:
    """One comparison as the form shows it; `error` says what is wrong with its value, `leaf` is it where it is whole."""

    name: str
    field: Field
    op: str
    values: list[str] = part(default_factory=list)
    error: str = ""
    leaf: dict[str, Any] | None = None

    @property
    def operators(self) -> list[tuple[str, Text]]:
        said = words_for(self.field)
        return [(op, said[op]) for op in ORDER if op in OPERATORS[self.field.type]]

    @cached_property
    def options(self) -> list[tuple[str, Text]]:
        """What is chosen from; empty where it is typed."""
        if self.field.type == FieldType.BOOLEAN:
            return [("yes", _("Yes")), ("no", _("No"))]
        return list(self.field.offered())

    @property
    def asks_value(self) -> bool:
        return self.op not in EMPTY

    @property
    def takes_several(self) -> bool:
        return self.op in LISTS

    @property
    def input_type(self) -> str:
        """The type of the input where a value is typed; a list of values is text, with commas between."""
        return "text" if self.takes_several else INPUTS.get(self.field.type, "text")

    @property
    def text(self) -> str:
        return ", ".join(self.values)

    @property
    def said(self) -> str:
        """The values as people type them: choices by their labels."""
        labels = dict(self.options)
        return ", ".join(str(labels.get(value, value)) for value in self.values)


class Builder:
    """Reads the rows out of `data` (a query string or a form) for `fields`, those that the reader may name, on `entity`.

    `entity_of` names another entity for a field's comparison where a page puts some fields to related rows.
    """

    def __init__(
        self, data: QueryDict, fields: Sequence[Field], entity: str, *, entity_of: Mapping[str, str] = {}
    ) -> None:
        self.data, self.fields = data, fields
        self._known = {each.key: each for each in fields}
        self._entity, self._entity_of = entity, entity_of
        self.match = "any" if data.get("match") == "any" else "all"
        names = [f"c{n}" for n in range(MAX_ROWS) if f"c{n}" != data.get("drop")]
        self.rows = [self._row(name) for name in names if data.get(name) in self._known]
        self._add(data.get("add", ""))

    @property
    def groups(self) -> list[Group]:
        """The fields that can be added, by entity."""
        found: dict[str, list[Option]] = {}
        for each in self.fields:
            found.setdefault(each.entity, []).append(Option(each.key, str(each.label)))
        return [Group(str(catalogue.label_of(entity)), tuple(options)) for entity, options in found.items()]

    @property
    def leaves(self) -> list[dict[str, Any]]:
        """The comparisons that are whole and valid."""
        return [row.leaf for row in self.rows if row.leaf is not None]

    @property
    def tree(self) -> dict[str, Any]:
        return {self.match: self.leaves} if self.leaves else {}

    @property
    def may_add(self) -> bool:
        return len(self.rows) < MAX_ROWS

    def _row(self, name: str) -> Row:
        asked = self._known[str(self.data[name])]
        op = self.data.get(f"{name}op", "")
        row = Row(name, asked, op if op in OPERATORS[asked.type] else _first(asked))
        row.values = _split(row, [value.strip() for value in self.data.getlist(f"{name}v") if value.strip()])
        self._judge(row)
        return row

    def _judge(self, row: Row) -> None:
        if row.asks_value and not row.values:
            return
        leaf = _leaf(row)
        try:
            check(leaf, self._entity_of.get(row.field.entity, self._entity))
        except DomainError as refusal:
            row.error = refusal.message
            return
        row.leaf = leaf

    def _add(self, key: str) -> None:
        """A new row for the field that was chosen to be added."""
        taken = {row.name for row in self.rows}
        free = next((f"c{n}" for n in range(MAX_ROWS) if f"c{n}" not in taken), None)
        if key in self._known and free:
            self.rows.append(Row(free, self._known[key], _first(self._known[key])))


def _first(asked: Field) -> str:
    return FIRST.get(asked.type, "eq")


def _split(row: Row, values: list[str]) -> list[str]:
    """Values that were typed: a list in one line, choices by their labels. A single comparison takes the first that came."""
    known = {str(label).lower(): value for value, label in row.options}
    if row.takes_several and not {value for value, _ in row.options} & set(values):
        values = [part.strip() for value in values for part in value.split(",") if part.strip()]
    values = [known.get(value.lower(), value) for value in values]
    return values if row.takes_several else values[:1]


def _leaf(row: Row) -> dict[str, Any]:
    leaf: dict[str, Any] = {"field": row.field.key, "op": row.op}
    if row.asks_value:
        given: list[Any] = [YES_NO.get(v, v) if row.field.type == FieldType.BOOLEAN else v for v in row.values]
        leaf["value"] = given if row.takes_several else given[0]
    return leaf


def rows_of(tree: Any) -> QueryDict | None:
    """The form's data for a tree that rows can show (all or any of some comparisons with values); None for another one."""
    kind = "any" if isinstance(tree, dict) and set(tree) == {"any"} else "all"
    leaves = tree.get(kind, [tree] if "field" in tree else []) if isinstance(tree, dict) else []
    plain = all(isinstance(leaf, dict) and "field" in leaf and "other_field" not in leaf for leaf in leaves)
    if not isinstance(tree, dict) or set(tree) & {"not"} or not plain or len(leaves) > MAX_ROWS:
        return None
    data = QueryDict(mutable=True)
    data["match"] = kind
    for n, leaf in enumerate(leaves):
        data[f"c{n}"], data[f"c{n}op"] = leaf["field"], leaf["op"]
        given = leaf.get("value", [])
        data.setlist(f"c{n}v", [_typed(value) for value in (given if isinstance(given, list) else [given])])
    return data


def _typed(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)

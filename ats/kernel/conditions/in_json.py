"""Values that stand in a JSON column, typed in SQL as `ats.kernel.catalogue.reading` types them in Python."""

from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, DecimalField, Func, JSONField, Q, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.lookups import Exact, Regex

from ats.kernel.catalogue import Field, FieldType
from ats.kernel.catalogue.reading import ISO_DATE

TYPES: dict[FieldType, tuple[str, str, type[Any]]] = {
    FieldType.NUMBER: ("number", "numeric", DecimalField),
    FieldType.BOOLEAN: ("boolean", "boolean", BooleanField),
    FieldType.TEXT: ("string", "text", TextField),
    FieldType.CHOICE: ("string", "text", TextField),
    FieldType.DATE: ("string", "text", TextField),
}


def side(field: Field, path: str) -> Case:
    """The value of `field` by `path`, NULL where it is missing or of another type."""
    column, _, key = path.rpartition("__")
    if field.type == FieldType.SEVERAL:
        return _several(key, column)
    named, sql, output = TYPES[field.type]
    text = KeyTextTransform(key, column)
    fits = Q(Exact(_kind(key, column), Value(named)))
    if field.type == FieldType.DATE:
        fits &= Q(Regex(text, Value(ISO_DATE)))
    typed = Func(text, template=f"(%(expressions)s)::{sql}", output_field=output())
    return Case(When(fits, then=typed), default=None, output_field=output())


def compare(field: Field, path: str, lookup: str, right: Any) -> Q:
    """The value of `field` compared with the literal (or list of literals) `right`; dates compare as ISO texts do."""
    if field.type == FieldType.DATE:
        right = [_iso(day) for day in right] if isinstance(right, list) else _iso(right)
    left = side(field, path)
    if lookup == "in" and not right:
        return Q(Value(False))
    found = left.output_field.get_lookup(lookup)
    assert found is not None
    return Q(found(left, right))


def _several(key: str, column: str) -> Case:
    fits = Exact(_kind(key, column), Value("array"))
    none = Value([], output_field=JSONField())
    return Case(When(fits, then=KeyTransform(key, column)), default=none, output_field=JSONField())


def _kind(key: str, column: str) -> Func:
    return Func(KeyTransform(key, column), function="jsonb_typeof", output_field=TextField())


def _iso(day: Any) -> Any:
    return day.isoformat() if isinstance(day, date) else day

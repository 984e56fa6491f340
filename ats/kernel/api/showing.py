"""How a serializer shows a row: found out once for each class, since it follows from code, and made for one answer at a time.

What a column holds is read by functions that all answers share; fields that look at their serializer are bound to it.
"""

import copy
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any

from rest_framework import serializers
from rest_framework.relations import PKOnlyObject

Read = Callable[[Any], Any]
"""From a row to what is shown of it."""
PLAIN = frozenset(
    {
        serializers.BooleanField,
        serializers.CharField,
        serializers.ChoiceField,
        serializers.DateField,
        serializers.DecimalField,
        serializers.EmailField,
        serializers.FloatField,
        serializers.IntegerField,
        serializers.JSONField,
        serializers.RegexField,
        serializers.SlugField,
        serializers.URLField,
        serializers.UUIDField,
    }
)
"""Fields that show a value by itself, whoever asks."""


class MomentField(serializers.DateTimeField):
    """A moment in UTC; as it is at the ends of the calendar, where a zone's hours lead out of it."""

    def to_representation(self, value: Any) -> Any:
        aware = getattr(value, "tzinfo", None) is not None
        return in_utc(value) if aware else super().to_representation(value)


def in_utc(moment: datetime) -> str:
    try:
        there = moment.astimezone(UTC)
    except OverflowError:
        return moment.isoformat()
    return f"{there.isoformat(timespec='microseconds')[:26]}Z"


@cache
def fields_of(kind: type[serializers.ModelSerializer[Any]]) -> tuple[tuple[str, Callable[[Any], Read]], ...]:
    """The readable fields of the class `kind`: name, and what makes the reader for one of its serializers."""
    model: Any = kind.Meta.model
    columns = {column.name: column for column in model._meta.concrete_fields}
    return tuple(
        (str(field.field_name), _making(field, columns.get(field.source))) for field in kind()._readable_fields
    )


def _making(field: Any, column: Any) -> Callable[[Any], Read]:
    if type(field) is serializers.SerializerMethodField:
        return attrgetter(field.method_name)
    if column is not None and type(field) is serializers.PrimaryKeyRelatedField and field.pk_field is None:
        return lambda serializer: attrgetter(column.attname)
    if column is None or column.is_relation:
        return lambda serializer: _looked_for(_bound(field, serializer))
    if type(field) is MomentField:
        read_moment = _converted(column.attname, in_utc)
        return lambda serializer: read_moment
    if _is_plain(field):
        read = _converted(column.attname, field.to_representation)
        return lambda serializer: read
    return lambda serializer: _converted(column.attname, _bound(field, serializer).to_representation)


def _is_plain(field: Any) -> bool:
    return type(field) in PLAIN or (type(field) is serializers.ListField and _is_plain(field.child))


def _bound(field: Any, serializer: Any) -> Any:
    """One of its own for `serializer`."""
    own = copy.deepcopy(field)
    own.bind(field.field_name, serializer)
    return own


def _converted(name: str, convert: Read) -> Read:
    get = attrgetter(name)

    def read(row: Any) -> Any:
        value = get(row)
        return None if value is None else convert(value)

    return read


def _looked_for(field: Any) -> Read:
    """What the library finds by the field's source."""

    def read(row: Any) -> Any:
        value = field.get_attribute(row)
        known = value.pk if isinstance(value, PKOnlyObject) else value
        return None if known is None else field.to_representation(value)

    return read

"""Every field that a rule, a filter or a report may name: its key, label, type, way to the data and sensitivity.

An app registers its entities and fields in `AppConfig.ready()`; fields that are rows themselves (custom fields) come from
a provider that is asked when they are needed. What is not registered can't be named by anybody's rule, which is what
keeps restricted data out of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from ats.kernel import memo
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.catalogue import reading
from ats.kernel.catalogue.kinds import Choices, Entity, Field, FieldType, Kept
from ats.kernel.errors import DomainError
from ats.kernel.languages import Text

__all__ = [
    "Choices",
    "Entity",
    "Field",
    "FieldType",
    "Kept",
    "UnknownField",
    "entity",
    "field",
    "find",
    "get",
    "label_of",
    "model_of",
    "path",
    "provider",
    "reachable",
    "read_once",
    "values",
]


class UnknownField(DomainError):
    """A rule names a field that the catalogue doesn't hold, or one that can't be reached from its entity."""


Provider = Callable[[], Iterable[Field]]
_entities: dict[str, Entity] = {}
_fields: dict[str, Field] = {}
_providers: list[Provider] = []


def entity(key: str, *, model: type[models.Model], links: dict[str, str] | None = None, label: Text = "") -> Entity:
    """Register the entity `key`, called `label` in lists of fields (its key where there is none).

    Every link leads to at most one row, so that a condition has one answer.
    """
    _entities[key] = Entity(key=key, model=model, links=links or {}, label=label)
    return _entities[key]


def field(
    *,
    key: str,
    label: Text,
    type: FieldType,
    path: str,
    entity: str,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    choices: Iterable[tuple[str, Text]] = (),
    options: Callable[[], Choices] | None = None,
    kept: Kept = Kept.COLUMN,
) -> Field:
    """Register the field `key` ("offer.salary")."""
    _fields[key] = Field(
        key=key,
        label=label,
        type=type,
        path=path,
        entity=entity,
        sensitivity=sensitivity,
        choices=tuple(choices),
        options=options,
        kept=kept,
    )
    return _fields[key]


def provider(function: Provider) -> Provider:
    """Register who knows further fields; asked anew each time, but once within `read_once()` or a request that only reads."""
    if function not in _providers:
        _providers.append(function)
    return function


def read_once() -> AbstractContextManager[None]:
    """Ask the providers at most once for everything inside: a tree of conditions, a page, a set of rows."""
    return memo.keeping()


def get(key: str) -> Field:
    """The field `key`. Raises UnknownField."""
    found = _fields.get(key) if isinstance(key, str) else None
    found = found or (_more().get(key) if isinstance(key, str) and ".custom." in key else None)
    if found is None:
        raise UnknownField(_("There is no field “{name}” in the catalogue.").format(name=key))
    return found


def find(key: str, entity_key: str) -> Field | None:
    """The field `key` where there is one that can be reached from `entity_key`. Custom ones are read only for a custom key."""
    try:
        path(key, entity_key)
    except UnknownField:
        return None
    return get(key)


def path(key: str, entity_key: str) -> str:
    """The double-underscore way from a row of `entity_key` to the field `key`. Raises UnknownField."""
    found = get(key)
    if found.entity == entity_key:
        return found.path
    links = _entities[entity_key].links
    if found.entity not in links:
        raise UnknownField(
            _("The field “{name}” can't be reached from “{entity}”.").format(name=key, entity=entity_key)
        )
    return f"{links[found.entity]}__{found.path}"


def model_of(entity_key: str) -> type[models.Model]:
    return _entities[entity_key].model


def label_of(entity_key: str) -> str:
    """What people call the entity."""
    return str(_entities[entity_key].label) or entity_key.capitalize()


def reachable(entity_key: str) -> list[Field]:
    """The fields that a condition on `entity_key` may name, in the order of their registration, custom ones last."""
    near = {entity_key, *_entities[entity_key].links}
    return [found for found in [*_fields.values(), *_more().values()] if found.entity in near]


def values(entity_key: str, row: Any) -> Mapping[str, Any]:
    """What `row` says for each field reachable from it, read as it is asked for; None where there is none."""
    return Values(entity_key, row)


class Values(Mapping[str, Any]):
    """Field key to value, of one row."""

    def __init__(self, entity_key: str, row: Any) -> None:
        self.entity_key, self.row = entity_key, row

    def __getitem__(self, key: str) -> Any:
        """Raises UnknownField for what can't be reached."""
        return reading.value(get(key), self.row, path(key, self.entity_key))

    def __iter__(self) -> Iterator[str]:
        return iter([found.key for found in reachable(self.entity_key)])

    def __len__(self) -> int:
        return len(reachable(self.entity_key))


@memo.kept
def _more() -> dict[str, Field]:
    return {field.key: field for provide in _providers for field in provide()}

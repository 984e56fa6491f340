"""What every noun answers with, and `?expand=` for references."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from rest_framework import serializers
from rest_framework.fields import SkipField

from ats.kernel.api.showing import MomentField, fields_of


class NounSerializer(serializers.ModelSerializer[Any]):
    """Base of every noun's serializer: id, external_id, created_at, updated_at; `Meta.fields` adds the noun's own.

    References are UUIDs. `expandable` maps a field to the serializer that inlines it when the request
    says `?expand=field`; the view limits and prefetches (viewsets.HouseViewSet). `shapes` tells the schema what a field is
    whose column can't tell (JSON), and what `to_representation` adds: a field, a serializer or a schema. `may_lack` are
    fields that some answers leave out. Which fields a class has depends on nothing but its code.
    """

    serializer_field_mapping: ClassVar[dict[Any, Any]] = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.DateTimeField: MomentField,
    }
    BASE: ClassVar[tuple[str, ...]] = ("id", "external_id", "created_at", "updated_at")
    expandable: ClassVar[dict[str, type[serializers.BaseSerializer[Any]]]] = {}
    shapes: ClassVar[dict[str, Any]] = {}
    may_lack: ClassVar[tuple[str, ...]] = ()

    def get_field_names(self, declared_fields: Any, info: Any) -> list[str]:
        names = list(super().get_field_names(declared_fields, info))
        return [*(name for name in self.BASE if name not in names), *names]

    def get_extra_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_extra_kwargs()
        for name in ("id", "created_at", "updated_at"):
            kwargs.setdefault(name, {})["read_only"] = True
        return kwargs

    def to_representation(self, instance: Any) -> dict[str, Any]:
        shown = self._own(instance) if isinstance(instance, self.Meta.model) else super().to_representation(instance)
        for name in self.context.get("expand", ()):
            row = getattr(instance, name, None) if name in self.expandable and self.parent_is_list_or_root else None
            if row is not None:
                shown[name] = self.expandable[name](row, context={**self.context, "expand": ()}).data
        return shown

    def _own(self, row: Any) -> dict[str, Any]:
        """What the library shows of a row of the model: how each field is read is found out once for all rows of an answer."""
        shown = {}
        for name, read in self._readers:
            try:
                shown[name] = read(row)
            except SkipField:
                continue
        return shown

    @cached_property
    def _readers(self) -> list[tuple[str, Callable[[Any], Any]]]:
        return [(name, make(self)) for name, make in fields_of(type(self))]

    @property
    def parent_is_list_or_root(self) -> bool:
        """Only the answer's own noun expands, never one that is inlined in it."""
        return self.parent is None or self.parent.parent is None

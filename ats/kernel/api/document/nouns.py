"""How nouns are mapped: answers hold all fields, references may be inlined, and `shapes` says what no column tells."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension
from rest_framework import serializers

from ats.kernel.api.serializers import NounSerializer


class NounShape(OpenApiSerializerExtension):
    target_class = NounSerializer
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        noun = self.target
        shape: dict[str, Any] = auto_schema._map_serializer(noun, direction, bypass_extensions=True)
        properties = shape.setdefault("properties", {})
        always = [name for name in properties if name not in type(noun).may_lack]
        for name, said in type(noun).shapes.items():
            told = properties.get(name, {}).get("description")
            kept: dict[str, Any] = {"description": told} if told else {}
            properties[name] = {**kept, **mapped(auto_schema, said, direction)}
        for name, inlined in noun.expandable.items():
            properties[name] = _expandable(properties[name], auto_schema.resolve_serializer(inlined, direction).ref)
        for name, one in properties.items():
            one.pop("readOnly", None)
            one.pop("default", None)
            if "enum" in one and _may_be_empty(noun, name) and "" not in one["enum"]:
                one["enum"] = [*one["enum"], ""]
        return {**shape, "required": always}


def mapped(auto_schema: Any, said: Any, direction: Any) -> dict[str, Any]:
    """The schema of a field or serializer (a class or an instance), or the schema itself."""
    if isinstance(said, dict):
        return dict(said)
    said = said() if isinstance(said, type) else said
    if isinstance(said, serializers.ListSerializer):
        return {"type": "array", "items": auto_schema.resolve_serializer(said.child, direction).ref}
    if isinstance(said, serializers.BaseSerializer):
        reference = auto_schema.resolve_serializer(said, direction).ref
        return {"oneOf": [reference, {"type": "null"}]} if said.allow_null else dict(reference)
    return dict(auto_schema._map_serializer_field(said, direction))


def _expandable(plain: dict[str, Any], inlined: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {name: plain[name] for name in ("description", "title") if name in plain}
    bare = {name: value for name, value in plain.items() if name not in kept}
    return {**kept, "oneOf": [bare, inlined]}


def _may_be_empty(noun: NounSerializer, name: str) -> bool:
    """Whether the column of a choice may hold nothing, which the library forgets where it is read only."""
    model: Any = noun.Meta.model
    column = next((each for each in model._meta.get_fields() if each.name == name), None)
    return bool(getattr(column, "blank", False))

"""Examples from shapes: each field's own word gives its value, else its type does. A test holds them against the shapes."""

import re
import uuid
from typing import Any

from ats.kernel.api.document.vocabulary import UNSAID, word

BY_FORMAT = {
    "date-time": "2026-11-23T10:00:00.000000Z",
    "date": "2027-02-01",
    "email": "aiko.sorensen@example.org",
    "uri": "https://hris.example.org/hooks/waymark",
    "decimal": "104000.00",
    "binary": "(the file's content)",
}
IDS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:waymark:example")


class Samples:
    """Examples over the document's components."""

    def __init__(self, schemas: dict[str, Any]) -> None:
        self._schemas = schemas

    def of(self, shape: dict[str, Any], field: str = "", component: str = "") -> Any:
        """A value that fits `shape`, which is `field` of `component`."""
        if "example" in shape:
            return shape["example"]
        known = word(field, component) if field else None
        if known and known.example is not UNSAID and self._fits(known.example, shape):
            return known.example
        if "$ref" in shape:
            name = shape["$ref"].rsplit("/", 1)[-1]
            return self.of(self._schemas[name], field if "enum" in self._schemas[name] else "", name)
        for several in ("allOf", "oneOf", "anyOf"):
            if several in shape:
                return self.of(shape[several][0], field, component)
        return self._plain(shape, field, component)

    def _fits(self, value: Any, shape: dict[str, Any]) -> bool:
        """Whether a word's example is one of this shape, too: one word may name shapes of several kinds."""
        if "$ref" in shape:
            return self._fits(value, self._schemas[shape["$ref"].rsplit("/", 1)[-1]])
        for several in ("allOf", "oneOf", "anyOf"):
            if several in shape:
                return any(self._fits(value, one) for one in shape[several])
        return fits(value, shape)

    def _plain(self, shape: dict[str, Any], field: str, component: str) -> Any:
        if "const" in shape:
            return shape["const"]
        if "enum" in shape:
            return next(value for value in shape["enum"] if value is not None)
        kind = shape.get("type", "object")
        kind = kind if isinstance(kind, str) else next(one for one in kind if one != "null")
        if kind == "object":
            return {name: self.of(inner, name, component) for name, inner in shape.get("properties", {}).items()}
        if kind == "array":
            return [self.of(shape.get("items", {}), field.removesuffix("s"), component)]
        return _scalar(kind, shape, field)


KINDS: dict[type, set[str]] = {
    str: {"string"},
    bool: {"boolean"},
    int: {"integer", "number"},
    list: {"array"},
    dict: {"object"},
    type(None): {"null"},
}


def fits(value: Any, shape: dict[str, Any]) -> bool:
    """Whether a plain value has the shape's type, choices, pattern, and is a UUID where one is asked for."""
    kinds = shape.get("type")
    if kinds and not KINDS[type(value)] & {*([kinds] if isinstance(kinds, str) else kinds)}:
        return False
    if value not in shape.get("enum", [shape.get("const", value)]):
        return False
    is_text = isinstance(value, str)
    return not (is_text and (shape.get("format") == "uuid" or not re.search(shape.get("pattern", ""), value)))


def _scalar(kind: str, shape: dict[str, Any], field: str) -> Any:
    if kind == "string" and shape.get("format") == "uuid":
        return str(uuid.uuid5(IDS, field))
    if kind == "string":
        return BY_FORMAT.get(shape.get("format", ""), "text")
    if kind == "boolean":
        return True
    return shape.get("minimum", 1)

"""What the human page tells of the document: operations by noun with a curl line each, shapes with their fields, events."""

import json
import re
import shlex
import uuid
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ats.kernel.api import deprecations
from ats.kernel.api.document import vocabulary
from ats.kernel.api.document.hooks import METHODS
from ats.kernel.api.document.samples import IDS

HOST = "https://ats.example.org"


def told(document: dict[str, Any]) -> dict[str, Any]:
    """The page's context."""
    return {
        "info": document["info"],
        "groups": _groups(document),
        "shapes": [_shape(name, shape, document) for name, shape in document["components"]["schemas"].items()],
        "events": [_event(name, item["post"]) for name, item in document["webhooks"].items()],
        "deprecations": deprecations.declared(),
    }


def _groups(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Operations by noun, in the order of their addresses."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, item in sorted(document["paths"].items()):
        for method in METHODS:
            if operation := item.get(method):
                groups.setdefault(operation["tags"][0], []).append(_operation(path, method, operation, document))
    about = {tag["name"]: tag["description"] for tag in document["tags"]}
    return [{"noun": noun, "about": about[noun], "operations": rows} for noun, rows in groups.items()]


def _operation(path: str, method: str, operation: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    taken: dict[str, Any] = operation.get("requestBody", {}).get("content", {})
    media_type = next(iter(taken), "")
    content: dict[str, Any] = taken.get(media_type, {})
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "is_deprecated": operation.get("deprecated", False),
        "text": marked(operation["description"]),
        "parameters": [_parameter(_found(one, document)) for one in operation.get("parameters", [])],
        "body": name_of(content.get("schema", {})),
        "answers": [_answer(code, answer, document) for code, answer in operation["responses"].items()],
        "curl": _curl(path, method, media_type, example_of(content, document)),
    }


def marked(text: str) -> SafeString:
    """Words between backticks as code, the rest as it is."""
    return mark_safe(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text)))


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    return {"name": one["name"], "in": one["in"], "text": marked(one["description"])}


def _found(part: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """What a reference refers to."""
    where: Any = document
    for step in part.get("$ref", "#").split("/")[1:]:
        where = where[step]
    return where if "$ref" in part else part


def _answer(code: str, answer: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    answer = _found(answer, document)
    content: dict[str, Any] = next(iter(answer.get("content", {}).values()), {})
    return {"code": code, "text": answer["description"], "shape": name_of(content.get("schema", {}))}


def name_of(shape: dict[str, Any]) -> str:
    """The component that a schema refers to."""
    return str(shape.get("$ref", "")).rsplit("/", 1)[-1]


def example_of(content: dict[str, Any], document: dict[str, Any]) -> Any:
    """A media type's example; None without one."""
    if "examples" in content:
        return _found(next(iter(content["examples"].values())), document)["value"]
    return content.get("example")


def _curl(path: str, method: str, media_type: str, body: Any) -> str:
    parts = ["curl"] + ([f"-X {method.upper()}"] if method != "get" else [])
    address = re.sub(r"{(\w+)}", lambda found: _sample(found[1]), HOST + path)
    lines = [" ".join([*parts, shlex.quote(address)]), '-H "Authorization: Bearer $WAYMARK_KEY"']
    if media_type == "multipart/form-data":
        lines += [f"-F {shlex.quote(f'{name}={_in_a_form(name, value)}')}" for name, value in body.items()]
    elif media_type:
        lines += [f"-H 'Content-Type: {media_type}'", f"-d {shlex.quote(json.dumps(body, ensure_ascii=False))}"]
    return " \\\n  ".join(lines)


def _sample(name: str) -> str:
    """A value for a part of an address."""
    known = vocabulary.word(name)
    return str(known.example) if known and isinstance(known.example, str) else str(uuid.uuid5(IDS, name))


def _in_a_form(name: str, value: Any) -> Any:
    return "@aiko.pdf" if name == "file" else value


def _shape(name: str, shape: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    required = shape.get("required", [])
    fields = [
        {"name": field, "always": field in required, "kind": kind(one), "text": marked(one.get("description", ""))}
        for field, one in shape.get("properties", {}).items()
    ]
    known = document["components"]["examples"].get(name)
    return {
        "name": name,
        "text": marked(shape.get("description", "")),
        "fields": fields,
        "example": json.dumps(known["value"], indent=2, ensure_ascii=False) if known else "",
    }


def kind(shape: dict[str, Any]) -> str:
    """A field's type in a few words."""
    if "$ref" in shape:
        return name_of(shape)
    for several in ("oneOf", "anyOf", "allOf"):
        if several in shape:
            return " or ".join(dict.fromkeys(kind(one) for one in shape[several] if kind(one) != "BlankEnum"))
    kinds = shape.get("type", "anything")
    names = [kinds] if isinstance(kinds, str) else kinds
    if "array" in names:
        return f"list of {kind(shape.get('items', {}))}"
    return " or ".join(shape.get("format", name) if name == "string" else name for name in names)


def _event(name: str, operation: dict[str, Any]) -> dict[str, Any]:
    content = operation["requestBody"]["content"]["application/json"]
    return {
        "type": name,
        "summary": operation["description"],
        "text": marked(operation["description"]),
        "example": json.dumps(content["example"], indent=2, ensure_ascii=False),
    }

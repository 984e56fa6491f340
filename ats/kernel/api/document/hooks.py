"""drf-spectacular's hooks: the words, examples, refusals, nouns and events go into the document, each once."""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.plumbing import get_lib_doc_excludes

from ats.kernel.api.document import operations, refusals, vocabulary
from ats.kernel.api.document.events import webhooks
from ats.kernel.api.document.samples import Samples
from ats.kernel.api.event_catalogue import event_catalogue
from ats.kernel.api.serializers import NounSerializer

METHODS = ("get", "post", "put", "patch", "delete")
INFO = """REST for everything that the product has.

**Signing in.** `Authorization: Bearer <key>`, or an OAuth 2.0 access token where clients are set up. What you may not see
answers 404; what you may see and not do, 403.

**Pages.** Lists answer `results`, `next` and `previous`; follow `next` until it is null. `page_size` is at most 200.

**Refusals** are `application/problem+json` (RFC 9457): `errors` by field on 400, `current` on 409, `missing` on 422,
`Retry-After` on 429.

**Writes** take an `Idempotency-Key`. Times are ISO 8601 in UTC, identifiers are UUIDs, money is a decimal in a string.

**Changes.** What is deprecated is announced by header and here 12 months ahead. Fields may be added at any time: ignore what
you don't know."""


def not_for_callers() -> list[type]:
    """Classes whose docstrings are not a noun's description."""
    return [*get_lib_doc_excludes(), NounSerializer]


def with_the_rest(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Everything that is said of the document as a whole; runs last."""
    parts = result["components"]
    parts["schemas"] = dict(sorted({**parts["schemas"], **refusals.schemas()}.items()))
    parts |= operations.components()
    _describe_fields(parts["schemas"])
    samples = Samples(parts["schemas"])
    parts["examples"] = {}
    for operation in every(result):
        _describe_parameters(operation)
        for content in _contents(operation):
            content |= _example(content["schema"], samples, parts["examples"])
    result["info"]["description"] = INFO
    result["tags"] = _tags(result)
    result["webhooks"] = webhooks()
    result["x-events"] = event_catalogue()
    return result


def every(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each operation of the document."""
    for item in document["paths"].values():
        yield from (item[method] for method in METHODS if method in item)


def _describe_fields(schemas: dict[str, Any]) -> None:
    for name, schema in schemas.items():
        for field, shape in schema.get("properties", {}).items():
            _describe(shape, field, name.removeprefix("Patched"))


def _describe(shape: dict[str, Any], field: str, component: str) -> None:
    known = vocabulary.word(field, component)
    if known and not shape.get("description"):
        shape["description"] = known.meaning
    for inner_name, inner in shape.get("properties", {}).items():
        _describe(inner, inner_name, component)


def _describe_parameters(operation: dict[str, Any]) -> None:
    for one in operation.get("parameters", []):
        if known := vocabulary.word(one.get("name", "")):
            one.setdefault("description", known.meaning)
            if known.example not in (vocabulary.UNSAID, None) and not isinstance(known.example, list | dict):
                one.setdefault("example", known.example)


def _contents(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The body's and the answers' media types that have a shape and no example of their own."""
    for part in (operation.get("requestBody", {}), *operation["responses"].values()):
        for content in part.get("content", {}).values():
            if "schema" in content and not {"example", "examples"} & content.keys():
                yield content


def _example(shape: dict[str, Any], samples: Samples, shared: dict[str, Any]) -> dict[str, Any]:
    """By reference where the shape is one, so that each example stands in the document once."""
    name = str(shape.get("$ref", "")).rsplit("/", 1)[-1]
    if not name:
        return {"example": samples.of(shape)}
    shared.setdefault(name, {"value": samples.of(shape)})
    return {"examples": {"usual": {"$ref": f"#/components/examples/{name}"}}}


def _tags(result: dict[str, Any]) -> list[dict[str, str]]:
    used = sorted({tag for operation in every(result) for tag in operation["tags"]})
    return [{"name": tag, "description": vocabulary.NOUNS.get(tag, "")} for tag in used]

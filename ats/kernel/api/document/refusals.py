"""How each refusal looks (RFC 9457), and which of them an operation may answer with."""

from typing import Any

from ats.kernel.api.problems import CONTENT_TYPE, TITLES

WRITES = ("post", "put", "patch", "delete")
FILES_OF_RUNS = "/exports/{id}/content/"
"""A file that a run makes in its time and deletes in its time."""
MEMBERS: dict[str, dict[str, Any]] = {
    "type": {"type": "string", "description": "A stable code as a URI, or about:blank", "example": "about:blank"},
    "title": {"type": "string", "description": "What kind of refusal it is, in words that never change"},
    "status": {"type": "integer", "description": "The HTTP status once more"},
    "detail": {"type": "string", "description": "What happened here and what to do, for people"},
}
ERRORS = {
    "type": "object",
    "description": "Sentences by field. Nested fields are joined by dots, places in lists are numbers, what belongs to no field"
    " is `non_field_errors`.",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
}
MISSING = {
    "type": "array",
    "description": "What the rule still asks for",
    "items": {
        "type": "object",
        "required": ["key", "name", "kind"],
        "properties": {
            "key": {"type": "string", "description": "The key of the gate item, where it has one"},
            "name": {"type": "string", "description": "Its name, for people"},
            "kind": {"type": "string", "description": "checklist_item, note, field, scorecards, approval or check"},
        },
    },
}
CURRENT = {"description": "How it stands now, in the shape that the rule speaks of: a key, a number or an object"}
SAMPLE_MISSING = [{"key": "cv-read", "name": "CV read", "kind": "checklist_item"}]

# code → (component, when, further members, their sample)
KINDS: dict[int, tuple[str, str, dict[str, Any], dict[str, Any]]] = {
    400: (
        "InvalidRequest",
        "Malformed, or a field or parameter is invalid",
        {"errors": ERRORS},
        {"errors": {"email_addresses.0.value": ["Enter a valid email address."]}},
    ),
    401: ("NotSignedIn", "No credentials, or they are unknown, expired or revoked", {}, {}),
    403: ("NotAllowed", "You may see it, but not do this; or the key's scope is too narrow", {}, {}),
    404: ("NotFound", "It doesn't exist, or you may not see it", {}, {}),
    409: (
        "Conflict",
        "What you saw is out of date, somebody else is changing it, or the same Idempotency-Key is in flight",
        {
            "current": CURRENT,
            "merged_into": {"type": "string", "format": "uuid", "description": "The record that was kept"},
        },
        {"current": "screen"},
    ),
    410: ("Gone", "Its file was there and is deleted; ask for it anew", {}, {}),
    413: ("TooLarge", "The upload is larger than the installation takes", {}, {}),
    415: ("UnsupportedMediaType", "The body is neither JSON nor, where a file is taken, a form", {}, {}),
    422: (
        "RefusedByRule",
        "A rule refuses, or the Idempotency-Key came with another body before",
        {"missing": MISSING},
        {"missing": SAMPLE_MISSING},
    ),
    429: ("TooManyRequests", "This minute's requests are spent; wait for the seconds of Retry-After", {}, {}),
}


def codes(method: str, path: str, operation: dict[str, Any]) -> list[int]:
    """The refusals that this operation may answer with."""
    found = [400, 401, 403, 429]
    if "{" in path:
        found.append(404)
    if path.endswith(FILES_OF_RUNS):
        found += [409, 410]
    if method in WRITES:
        found += [409, 422]
    if content := operation.get("requestBody", {}).get("content"):
        found.append(415)
        found += [413] if "multipart/form-data" in content else []
    return sorted(found)


def reference(code: int) -> dict[str, str]:
    return {"$ref": f"#/components/responses/{KINDS[code][0]}"}


def schemas() -> dict[str, Any]:
    """A component for each kind, since each may have members of its own."""
    return {name: _schema(meaning, more) for name, meaning, more, _ in KINDS.values()}


def _schema(meaning: str, more: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": f"{meaning}. Rules may add members that say more.",
        "required": list(MEMBERS),
        "properties": {**MEMBERS, **more},
    }


def responses(headers: dict[str, Any]) -> dict[str, Any]:
    """`headers` are those of every answer."""
    return {name: _response(code, headers) for code, (name, *_) in KINDS.items()}


def _response(code: int, headers: dict[str, Any]) -> dict[str, Any]:
    name, meaning, _, sample = KINDS[code]
    more = {401: ("WWW-Authenticate",), 429: ("Retry-After",)}.get(code, ())
    example = {"type": "about:blank", "title": TITLES[code], "status": code, "detail": f"{meaning}.", **sample}
    return {
        "description": meaning,
        "headers": {**headers, **{one: {"$ref": f"#/components/headers/{one}"} for one in more}},
        "content": {CONTENT_TYPE: {"schema": {"$ref": f"#/components/schemas/{name}"}, "example": example}},
    }

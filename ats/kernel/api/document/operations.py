"""What every operation says, whichever noun it is about: a summary, whom it lets in, its refusals and its headers."""

import re
from typing import Any

from ats.kernel.access.permissions import Permission
from ats.kernel.api.document import refusals
from ats.kernel.api.document.vocabulary import one_of
from ats.kernel.api.parsing import UUID_PATTERN

STANDARD = {
    "list": "List {many}",
    "retrieve": "Read {one}",
    "create": "Create {one}",
    "partial_update": "Change {one}",
    "destroy": "Delete {one}",
}
FURTHER = {
    "list": "Newest first, or, with `updated_after`, by their last change, oldest first. Only what you may see.",
    "retrieve": "404 where it doesn't exist or you may not see it.",
    "create": "Answers 201 with the new row and its address in `Location`.",
    "partial_update": "Only what is in the body changes.",
}
HEADERS: dict[str, tuple[str, dict[str, Any]]] = {
    "RateLimit-Limit": ("Requests a minute that this caller has", {"type": "integer"}),
    "RateLimit-Remaining": ("Requests that are left of this minute", {"type": "integer"}),
    "RateLimit-Reset": ("Seconds until the next minute begins", {"type": "integer"}),
    "Retry-After": ("Seconds to wait", {"type": "integer"}),
    "WWW-Authenticate": ("How to sign in", {"type": "string"}),
    "Location": ("The address of the new row", {"type": "string", "format": "uri"}),
    "Link": ("The next and the previous page (RFC 8288)", {"type": "string"}),
}
HEADERS_BY_NAME = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
LIMITS = {name: HEADERS_BY_NAME[name] for name in HEADERS if name.startswith("RateLimit")}
PARAMETERS: dict[str, dict[str, Any]] = {
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "Any text of yours, such as a UUID. A write that is sent again under the same key within 24 hours takes"
        " effect once and is answered as the first time, with the header `Idempotent-Replayed: true`. 409 while the first is"
        " still at work; 422 with another body.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255},
        "example": "6f1c1d7e-3c0b-4d0a-9c55-0d6f8a5b2f11",
    },
    "UpdatedAfter": {
        "name": "updated_after",
        "in": "query",
        "required": False,
        "description": "Only what changed after this moment, oldest change first: follow `next` to the end and miss nothing.",
        "schema": {"type": "string", "format": "date-time"},
        "example": "2026-11-01T00:00:00Z",
    },
}


def summary(view: Any, docstring: str) -> str:
    """The docstring's first sentence, or what the operation's name says of its noun."""
    if standard := STANDARD.get(getattr(view, "action", None) or ""):
        noun = _noun(view)
        return standard.format(one=one_of(noun), many=noun.replace("-", " "))
    first = re.split(r"(?<=[.;:])\s", " ".join(docstring.split("\n\n")[0].split()), maxsplit=1)[0]
    return first.rstrip(".;:")


def description(view: Any, docstring: str, method: str) -> str:
    """The docstring, what its kind of operation has in common, and whom it lets in."""
    action = getattr(view, "action", None) or ""
    return "\n\n".join(part for part in (docstring, FURTHER.get(action, ""), _let_in(view, action, method)) if part)


def _let_in(view: Any, action: str, method: str) -> str:
    asked = (
        view.permission_of(action) if action and hasattr(view, "permission_of") else getattr(view, "permission", None)
    )
    noun = getattr(view, "noun", "") or getattr(view, "basename", "")
    who = (
        f"Asks for the permission `{asked}` ({asked.description})"
        if isinstance(asked, Permission)
        else "Asks for no permission"
    )
    scope = f"`{noun}:{'read' if method == 'get' else 'write'}`"
    return f"{who}; a key that is narrowed needs the scope {scope}." if noun else f"{who}."


def _noun(view: Any) -> str:
    return str(getattr(view, "basename", "") or getattr(view, "noun", ""))


def completed(operation: dict[str, Any], view: Any, method: str, path: str) -> dict[str, Any]:
    """`operation` with its parameters, headers and refusals. `method` in small letters."""
    parameters = operation.setdefault("parameters", [])
    for one in parameters:
        if one["in"] == "path" and one["schema"].get("pattern", "").strip("^$") == UUID_PATTERN:
            one["schema"] = {"type": "string", "format": "uuid"}
    if method in refusals.WRITES:
        parameters.append({"$ref": "#/components/parameters/IdempotencyKey"})
    if getattr(view, "action", "") == "list":
        parameters.append({"$ref": "#/components/parameters/UpdatedAfter"})
    parameters += _expansion(view, method)
    for code, answer in operation["responses"].items():
        _describe(answer, code, is_page=getattr(view, "action", "list") == "list")
    operation["responses"] |= {str(code): refusals.reference(code) for code in refusals.codes(method, path, operation)}
    for code, text in getattr(view, "sends_on", {}).items() if method == "get" and "{" in path else ():
        operation["responses"][str(code)] = {
            "description": text,
            "headers": {**LIMITS, "Location": HEADERS_BY_NAME["Location"]},
            "content": refusals.responses({})["Conflict"]["content"],
        }
    operation["responses"] = dict(sorted(operation["responses"].items()))
    return operation


def _describe(answer: dict[str, Any], code: str, *, is_page: bool) -> None:
    said = {"200": "Done", "201": "Created", "204": "Done; there is nothing to show"}
    if answer.get("description", "") in ("", "No response body"):
        answer["description"] = said.get(code, "Done")
    also = ["Location"] if code == "201" else ["Link"] if is_page and code == "200" else []
    answer["headers"] = {**LIMITS, **{name: HEADERS_BY_NAME[name] for name in also}, **answer.get("headers", {})}


def _expansion(view: Any, method: str) -> list[dict[str, Any]]:
    known = getattr(getattr(view, "serializer_class", None), "expandable", {})
    if not known or method != "get" or getattr(view, "action", "") not in ("list", "retrieve"):
        return []
    either = "|".join(known)
    return [
        {
            "name": "expand",
            "in": "query",
            "required": False,
            "description": f"References to inline, by comma: {', '.join(f'`{name}`' for name in known)}.",
            "schema": {"type": "string", "pattern": f"^({either})(,({either}))*$"},
            "example": ",".join(known),
        }
    ]


def components() -> dict[str, Any]:
    """What the operations refer to."""
    headers = {name: {"description": meaning, "schema": shape} for name, (meaning, shape) in HEADERS.items()}
    return {"headers": headers, "parameters": PARAMETERS, "responses": refusals.responses(LIMITS)}

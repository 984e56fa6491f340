"""Every refusal as `application/problem+json` (RFC 9457): type, title, status, detail, and `errors` by field."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error
from rest_framework.views import exception_handler

from ats.kernel.crowding import as_refusal

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: "The request is not valid",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    409: "Out of date",
    410: "Gone",
    413: "Too large",
    415: "Unsupported media type",
    422: "A rule refuses this",
    429: "Too many requests",
}


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler; None for what is a defect of ours, which stays an error 500."""
    if refusal := as_refusal(error):
        return problem(refusal.status, refusal.message, code=refusal.code, **refusal.details)
    if isinstance(error, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
        return problem(413, f"A body without a file is at most {most} MB. Send fewer rows at a time.")
    if isinstance(error, ValidationError):
        error = exceptions.ValidationError(as_serializer_error(error))
    if isinstance(error, Http404):
        error = exceptions.NotFound("There is nothing here, or nothing that you may see.")
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    answer = exception_handler(error, context)
    if answer is None or not isinstance(error, exceptions.APIException):
        return answer
    return _translated(error, answer)


def problem(
    status: int, detail: str, *, code: str = "", headers: dict[str, str] | None = None, **more: Any
) -> Response:
    """An answer that says what happened and what to do; `more` becomes members of the document. Each 400 has `errors`."""
    if status == 400:
        more.setdefault("errors", {"non_field_errors": [detail]})
    document = {
        **more,
        "type": f"urn:waymark:problem:{code}" if code else "about:blank",
        "title": TITLES.get(status, "Refused"),
        "status": status,
        "detail": detail,
    }
    return Response(document, status=status, headers=headers, content_type=CONTENT_TYPE)


def _translated(error: exceptions.APIException, answer: Response) -> Response:
    headers = {name: answer[name] for name in ("WWW-Authenticate", "Retry-After", "Allow") if name in answer}
    if isinstance(error, exceptions.ValidationError):
        errors = _by_field(error.detail)
        detail = "Correct the fields that are named in errors and send it again."
        return problem(answer.status_code, detail, code="invalid", headers=headers, errors=errors)
    code = getattr(error.detail, "code", "") if answer.status_code in (401, 403) else ""
    return problem(answer.status_code, str(error.detail), code=code.replace("_", "-"), headers=headers)


def _by_field(detail: Any) -> dict[str, list[str]]:
    """Flat: nested fields are joined by dots, list positions are numbers, what belongs to no field is `non_field_errors`."""
    found: dict[str, list[str]] = {}
    _collect(detail, "", found)
    return found


def _collect(detail: Any, path: str, found: dict[str, list[str]]) -> None:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            _collect(inner, f"{path}.{name}" if path else str(name), found)
    elif isinstance(detail, list) and any(isinstance(item, dict | list) for item in detail):
        for number, inner in enumerate(detail):
            _collect(inner, f"{path}.{number}" if path else str(number), found)
    else:
        sentences = detail if isinstance(detail, list) else [detail]
        found.setdefault(path or "non_field_errors", []).extend(str(sentence) for sentence in sentences)

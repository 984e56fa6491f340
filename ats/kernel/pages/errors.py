"""The answer to our own mistakes. It asks neither database nor session, since one of them may be what broke."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from structlog.contextvars import get_contextvars

from ats.kernel.pages.context import THEMES, spoken


def server_error(request: HttpRequest) -> HttpResponse:
    """500, with the request's number, which also stands in the log: a page, or a problem document for the API."""
    reference = str(get_contextvars().get("request_id", ""))
    if request.path.startswith("/api/"):
        return _problem(reference)
    theme = request.COOKIES.get("theme", "")
    values = {"theme": theme if theme in THEMES else "", "reference": reference, **spoken()}
    return HttpResponse(render_to_string("500.html", values), status=500)


def _problem(reference: str) -> JsonResponse:
    document = {
        "type": "about:blank",
        "title": "Something broke",
        "status": 500,
        "detail": "This is our mistake, not yours. Try again; if it stays, tell us the reference.",
        "reference": reference,
    }
    return JsonResponse(document, status=500, content_type="application/problem+json")

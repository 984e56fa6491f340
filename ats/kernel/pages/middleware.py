"""The reader's time zone, and the house's refusals as pages."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from ats.kernel.crowding import as_refusal
from ats.kernel.pages import words
from ats.kernel.pages.answers import trigger_toast
from ats.kernel.zones import zone_of

API_PREFIX = "/api/"
PERSONAL_LINKS = ("/o/", "/i/", "/join/", "/status/", "/own-data/", "/accounts/password/reset/key/")
Answer = Callable[[HttpRequest], HttpResponse]
PAGES = {403: "403.html", 409: "409.html"}


class ReaderZoneMiddleware:
    """Times are shown in the reader's zone; visitors who have not signed in see the company's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(zone_of(request.user)):
            return self.get_response(request)


def unreadable_refused(get_response: Answer) -> Answer:
    """Middleware. No text of ours holds NUL and Postgres takes none, so an address that does is a mistake or an attack."""

    def answer(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return _unreadable(request, _("This address holds a character that can't be read."))
        return get_response(request)

    return answer


def _unreadable(request: HttpRequest, sentence: str) -> HttpResponse:
    """400: a line of text, or a problem document for the API."""
    if not request.path_info.startswith(API_PREFIX):
        return HttpResponseBadRequest(sentence, content_type="text/plain")
    document = {"type": "about:blank", "title": "The request is not valid", "status": 400, "detail": sentence}
    return JsonResponse(document, status=400, content_type="application/problem+json")


def private_pages_unkept(get_response: Answer) -> Answer:
    """Middleware. What a signed-in person saw, or a personal link showed, stays in no cache and behind no Back button."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        signed = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
        if signed or request.path.startswith(PERSONAL_LINKS):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


class RefusalMiddleware:
    """A refusal that a view did not catch becomes a page, or for htmx a toast; the API has a handler of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """A form with NUL is refused as an address is; the API's parsers do it for the API."""
        if request.method != "POST" or request.path.startswith(API_PREFIX):
            return None
        sent = [text for name, values in request.POST.lists() for text in (name, *values)]
        return (
            _unreadable(request, _("This form holds a character that can't be read."))
            if any("\x00" in text for text in sent)
            else None
        )

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        refusal = as_refusal(error)
        if refusal is None or request.path.startswith(API_PREFIX):
            return None
        if getattr(request, "htmx", None):
            return trigger_toast(HttpResponse(status=refusal.status), refusal.message)
        page = PAGES.get(refusal.status, "422.html")
        context = {
            "message": refusal.message,
            "now": words.told(refusal.details.get("current")),
            "back": came_from(request),
        }
        return render(request, page, context, status=refusal.status)


def came_from(request: HttpRequest) -> str:
    """The page of ours on which the deed was asked for, to look at again; empty where the browser doesn't say."""
    said = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(said, allowed_hosts={request.get_host()}):
        return ""
    parts = urlsplit(said)
    return parts.path + (f"?{parts.query}" if parts.query else "")

"""The language of a page: a visitor's by cookie or browser, the reader's own once it is known who reads. Programs get English.

In place of Django's LocaleMiddleware, because what it activates would stay active in the thread after the request.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from ats.kernel import languages

API_PREFIX = "/api/"
Answer = Callable[[HttpRequest], HttpResponse]


def visitors_language(get_response: Answer) -> Answer:
    """Middleware. The language of whoever asks, as far as cookie and browser tell."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(API_PREFIX):
            with languages.english():
                return _told(get_response(request))
        with translation.override(translation.get_language_from_request(request)):
            response = _told(get_response(request))
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return answer


def readers_language(get_response: Answer) -> Answer:
    """Middleware. The language that the signed-in person chose."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(API_PREFIX):
            return get_response(request)
        with languages.of_reader(request.user):
            return _told(get_response(request))

    return answer


def _told(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Content-Language", translation.get_language() or "")
    return response

"""Views of the frame itself."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from ats.kernel import access, history, languages
from ats.kernel.pages import finding, guidance
from ats.kernel.pages.answers import respond
from ats.kernel.pages.context import THEMES

YEAR = 365 * 24 * 3600
LONGEST = 200  # characters that are looked for


@access.view(access.PUBLIC, "POST")
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme in the profile and in a cookie, then go back to where the reader was."""
    chosen = request.POST.get("theme", "")
    chosen = chosen if chosen in THEMES else ""
    user: Any = request.user
    if user.is_authenticated and user.theme != chosen:
        with history.acting(by=user, reason="Chose a theme"):
            user.theme = chosen
            user.save(update_fields=["theme"])
    if request.headers.get("X-Requested-With") == "fetch":
        answer: HttpResponse = HttpResponse(status=204)
    else:
        answer = HttpResponseRedirect(_back(request))
        answer.status_code = 303
    answer.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return answer


@access.view(access.PUBLIC, "POST")
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in the profile and in a cookie, then go back to where the reader was."""
    chosen = request.POST.get("language", "")
    answer = HttpResponseRedirect(_back(request))
    answer.status_code = 303
    if not languages.is_spoken(chosen):
        return answer
    user: Any = request.user
    if user.is_authenticated and user.language != chosen:
        with history.acting(by=user, reason="Chose a language"):
            user.language = chosen
            user.save(update_fields=["language"])
    name = settings.LANGUAGE_COOKIE_NAME
    answer.set_cookie(name, chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return answer


@access.view(access.SIGNED_IN)
def search(request: HttpRequest) -> HttpResponse:
    """Everything that the reader may know of and that holds the words `q`; the command menu shows the same."""
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST]
    context = {"words": words, "found": finding.search(request.user, words)}
    return respond(request, "kernel/search/index.html", "hits", context)


@access.view(access.SIGNED_IN)
def help_page(request: HttpRequest) -> HttpResponse:
    """How the product works, as far as the reader uses it."""
    return render(request, "kernel/help/index.html", {"topics": guidance.topics(request.user)})


def _back(request: HttpRequest) -> str:
    """The path that the reader came from, if it is one of ours."""
    wanted = request.POST.get("next", "/")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"

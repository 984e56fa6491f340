"""One URL, two answers: a whole page, or for htmx the part of it that changed."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

OK, BAD = "ok", "bad"


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asked for a part: not a boosted link, not a page restored from history."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def respond(
    request: HttpRequest,
    template: str,
    partial: str = "",
    context: Mapping[str, Any] | None = None,
    *,
    oob: tuple[str, ...] = (),
    toast: str = "",
    tone: str = OK,
    status: int = 200,
) -> HttpResponse:
    """Render `template`, or for htmx only its partial named `partial`.

    `oob` names further templates (or "template#partial") that carry `hx-swap-oob` themselves.
    """
    values = dict(context or {})
    if not (partial and wants_part(request)):
        if toast:
            say(request, toast, tone)
        answer = render(request, template, values, status=status)
    else:
        answer = render(request, f"{template}#{partial}", values, status=status)
        for extra in oob:
            answer.write(render_to_string(extra, values, request=request))
        if toast:
            answer.write(toast_html(toast, tone))
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def toast_html(text: str, tone: str = OK) -> str:
    """A toast as an out-of-band swap."""
    return render_to_string("_components/toast_oob.html", {"text": text, "tone": tone})


def say(request: HttpRequest, text: str, tone: str = OK) -> None:
    """Keep a toast for the next whole page, as after a redirect."""
    messages.add_message(request, messages.ERROR if tone == BAD else messages.SUCCESS, text)


def go(request: HttpRequest, url: str, toast: str = "", tone: str = OK) -> HttpResponse:
    """After a deed: 303 to `url`, by HX-Redirect for htmx, with a toast over there."""
    if toast:
        say(request, toast, tone)
    if getattr(request, "htmx", None):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    answer = HttpResponseRedirect(url)
    answer.status_code = 303
    return answer


def trigger_toast(answer: HttpResponse, text: str, tone: str = BAD) -> HttpResponse:
    """Let the browser show a toast although nothing is swapped (403, 409 and the like)."""
    answer["HX-Trigger"] = json.dumps({"toast": {"text": text, "tone": tone}})
    return answer

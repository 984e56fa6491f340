"""The demo's mailbox: what the product really sent, so that anyone can play the candidate. Loopback only."""

import ipaddress
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from ats.kernel import access
from comms.mailcatcher import letters, mails, store

SHOWN, LISTED = 100, 1000
View = Callable[..., HttpResponse]


def only_here(view: View) -> View:
    """404 outside the demo and for whoever does not come from this very machine, through a proxy included."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO or not _is_loopback(request):
            raise Http404("There is no mailbox here.")
        return view(request, *args, **kwargs)

    return guarded


def _is_loopback(request: HttpRequest) -> bool:
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return address.is_loopback or bool(getattr(address, "ipv4_mapped", None) and address.ipv4_mapped.is_loopback)


@access.view(access.PUBLIC)
@only_here
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "comms/mailbox/index.html", {"mails": mails.newest_first(_folder(), SHOWN), "shown": SHOWN})


@access.view(access.PUBLIC)
@only_here
def detail(request: HttpRequest, name: str) -> HttpResponse:
    path = store.find(_folder(), name)
    if path is None:
        raise Http404("There is no such mail.")
    mail = mails.of(path)
    return render(request, "comms/mailbox/detail.html", {"mail": mail, "pieces": letters.pieces(mail.text)})


@access.view(access.PUBLIC)
@only_here
def messages(request: HttpRequest) -> HttpResponse:
    """Everything as JSON, newest first."""
    return JsonResponse([mail.shown() for mail in mails.newest_first(_folder(), LISTED)], safe=False)


def _folder() -> Path:
    return Path(settings.MAIL_DIR)

"""The bell, and the list behind it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ats.kernel import access, clock, pages
from ats.kernel.audit.polling import polling
from ats.kernel.notices import mark_read, reading
from ats.kernel.notices.models import Notice

SHOWN = 50


@access.view(access.SIGNED_IN)
def index(request: HttpRequest) -> HttpResponse:
    """The reader's notices, the latest first."""
    only_new = request.GET.get("view") == "new"
    rows = Notice.objects.of(request.user)
    shown = list((rows.unread() if only_new else rows)[:SHOWN])
    new = reading.count_unread(request.user)
    views: list[dict[str, Any]] = [
        {"label": pgettext("notifications", "All"), "href": "?", "current": not only_new},
        {"label": pgettext("notifications", "New"), "href": "?view=new", "current": only_new, "count": new},
    ]
    context = {"told": reading.worded(shown, request.user), "views": views, "new": new, "only_new": only_new}
    return render(request, "kernel/notices/index.html", context)


@access.view(access.SIGNED_IN, "POST")
def reading_all(request: HttpRequest) -> HttpResponse:
    """All are read."""
    mark_read(user=request.user, at=clock.now())
    return pages.go(request, reverse("notices"), toast=_("All read."))


@access.view(access.SIGNED_IN, "POST")
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One is read; on to what it is about."""
    notice = get_object_or_404(Notice.objects.of(request.user), pk=pk)
    mark_read(user=request.user, at=clock.now(), notice_id=notice.pk)
    (told,) = reading.worded([notice], request.user)
    return pages.go(request, told.href or reverse("notices"))


@polling
@access.view(access.SIGNED_IN)
def hint(request: HttpRequest) -> HttpResponse:
    """304 while nothing is new for this reader."""
    tag = quote_etag(reading.fingerprint(request.user))
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    return HttpResponse(status=204, headers={"ETag": tag, "Cache-Control": "private, no-cache"})


@polling
@access.view(access.SIGNED_IN)
def bell(request: HttpRequest) -> HttpResponse:
    """The bell as it is now, for the page that was told by the hint."""
    return render(request, "_components/bell.html")

"""The inbox, and the bell that leads there."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ats.kernel import access, clock, pages
from ats.kernel.audit.polling import polling
from ats.kernel.notices import mark_read, reading
from ats.kernel.notices.models import Notice

SHOWN, NEW = 50, 100
ALL = "all"


@access.view(access.SIGNED_IN)
def index(request: HttpRequest) -> HttpResponse:
    """What came to the reader: what waits for them and what is new, by kind; or all of it, the latest first."""
    is_all, new = request.GET.get("view") == ALL, reading.count_unread(request.user)
    told = reading.worded(list(Notice.objects.of(request.user)[:SHOWN]), request.user) if is_all else []
    context: dict[str, Any] = {
        "is_all": is_all,
        "told": told,
        "heaps": [] if is_all else reading.heaps(request.user, NEW),
        "new": new,
        "views": [
            {"label": pgettext("notifications", "New"), "href": reverse("inbox"), "current": not is_all, "count": new},
            {"label": pgettext("notifications", "All"), "href": f"?view={ALL}", "current": is_all},
        ],
    }
    return pages.respond(request, "kernel/notices/index.html", "list", context)


@access.view(access.SIGNED_IN)
def moved(request: HttpRequest) -> HttpResponse:
    """The old address of the list, as it stands in mail that was sent."""
    new = request.GET.get("view") == "new"
    return HttpResponseRedirect(reverse("inbox") + ("" if new else f"?view={ALL}"))


@access.view(access.SIGNED_IN, "POST")
def reading_all(request: HttpRequest) -> HttpResponse:
    """All are read, or those of one kind."""
    mark_read(user=request.user, at=clock.now(), kind=request.POST.get("kind", ""))
    return pages.go(request, reverse("inbox"), toast=_("Marked as read."))


@access.view(access.SIGNED_IN, "POST")
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One is read; on to what it is about, or with `stay` back to the inbox."""
    notice = get_object_or_404(Notice.objects.of(request.user), pk=pk)
    mark_read(user=request.user, at=clock.now(), notice_id=notice.pk)
    if "stay" in request.POST:
        return pages.go(request, reverse("inbox"))
    (told,) = reading.worded([notice], request.user)
    return pages.go(request, told.href or reverse("inbox"))


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

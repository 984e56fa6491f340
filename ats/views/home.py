"""The page that a person starts from."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from ats.kernel import access, asking, memo, pages
from ats.permissions import CorePermission
from ats.queries import home


@access.view(access.SIGNED_IN)
def index(request: HttpRequest) -> HttpResponse:
    """Figures and cards; each shows only what its reader may see."""
    at = memo.moment()
    now = timezone.localtime(at)
    counted = [(asked, asking.later(request, asked.rows)) for asked in home.figures(request.user, at)]
    figures: Any = SimpleLazyObject(lambda: home.strip(counted))
    beside = pages.slot("job.row")
    sees_people = access.allows(request.user, CorePermission.CANDIDATES_VIEW)
    context = {
        "greeting": _("Good morning") if now.hour < 12 else _("Good afternoon") if now.hour < 18 else _("Good evening"),
        "today": now,
        "figures": figures,
        "numbers": SimpleLazyObject(lambda: {name: n for _, numbers in counted for name, n in numbers.items()}),
        "urgent": SimpleLazyObject(lambda: [figure.sentence for figure in figures if figure.sentence]),
        "newest": home.newest(request.user, at) if sees_people else [],
        "sees_people": sees_people,
        "jobs": home.my_jobs(request.user, lambda job: beside.html(request, job=job)),
        "sees_admin": access.allows(request.user, access.KernelPermission.ADMIN_VIEW),
        "sets_up": access.allows(request.user, access.KernelPermission.ADMIN_CONFIGURE),
    }
    return render(request, "ats/home/index.html", context)

"""Referring somebody, and what became of those whom one referred."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.actions import referrals as actions
from ats.actions import uploads
from ats.forms.referrals import ReferralForm
from ats.kernel import access, clock, files, pages
from ats.kernel.errors import DomainError
from ats.permissions import CorePermission
from ats.queries import referrals
from ats.queries.paging import page


@access.view(CorePermission.REFERRALS_MAKE)
def index(request: HttpRequest) -> HttpResponse:
    """The reader's own referrals, each with its state and nothing more."""
    found = page(referrals.by_person(request.user), column="created_at", after=request.GET.get("after", ""))
    context = {
        "rows": referrals.with_states(found.rows),
        "next_url": pages.with_query(request, after=found.after) if found.after else "",
    }
    return pages.respond(request, "ats/referral/index.html", "rows", context)


@access.view(CorePermission.REFERRALS_MAKE, "GET", "HEAD", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """The form; its answer is the same whether the person is new or known."""
    if request.method != "POST":
        return _page(request, ReferralForm(user=request.user, initial={"job": request.GET.get("job", "")}))
    form = ReferralForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return _page(request, form, status=422)
    status = _refer(request, form)
    if status:
        return _page(request, form, status=status)
    name = f"{form.cleaned_data['first_name']} {form.cleaned_data['last_name']}"
    thanks = _("Thank you. We write to {name} and ask whether they agree.").format(name=name)
    return pages.go(request, reverse("referrals"), toast=thanks)


def _refer(request: HttpRequest, form: ReferralForm) -> int:
    """0 when it is done; else the refusal stands in the form, and this is its status."""
    at, facts, upload = clock.now(), form.facts(), form.cleaned_data["resume"]
    try:
        if upload is None:
            actions.refer(by=request.user, at=at, **facts)
        else:
            with uploads.taken(upload=upload, by=request.user, at=at) as taken:
                actions.refer(by=request.user, at=at, upload=taken, **facts)
    except files.UploadRefused as refusal:
        form.add_error("resume", refusal.message)
        return 422
    except DomainError as refusal:
        form.add_error(None, refusal.message)
        return refusal.status
    return 0


def _page(request: HttpRequest, form: ReferralForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "megabytes": settings.UPLOAD_MAX_BYTES // (1024 * 1024)}
    return render(request, "ats/referral/new.html", context, status=status)

"""One's own account: profile, sign-in, browsers, notifications, absence."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ats.actions import people as actions
from ats.forms.accounts import AbsenceForm, NoticesForm, ProfileForm
from ats.kernel import absences, access, clock, notices, pages
from ats.kernel.absences.models import Absence
from ats.kernel.pages.words import browser
from ats.queries import people
from ats.views.refusals import done


@access.view(access.SIGNED_IN, "GET", "HEAD", "POST")
def page(request: HttpRequest) -> HttpResponse:
    """Everything about oneself on one page; a POST keeps the profile."""
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=_profile(request.user))
    if request.method == "POST" and form.is_valid():
        actions.edit_profile(person=request.user, by=request.user, at=clock.now(), **form.cleaned_data)
        return pages.go(request, reverse("account"), toast=_("Kept."))
    return _show(request, form=form)


@access.view(access.SIGNED_IN, "POST")
def away(request: HttpRequest) -> HttpResponse:
    """Away from, until, covered by."""
    form = AbsenceForm(request.POST, people=people.colleagues(), person=request.user)
    if form.is_valid() and done(form, lambda: absences.plan(by=request.user, at=clock.now(), **form.planned())):
        return pages.go(request, reverse("account") + "#absence", toast=_("Noted."))
    return _show(request, absence_form=form)


@access.view(access.SIGNED_IN, "POST")
def notifications(request: HttpRequest) -> HttpResponse:
    """How to hear of what."""
    form = NoticesForm(request.POST, user=request.user)
    if not form.is_valid():
        return _show(request, notices_form=form)
    notices.choose(user=request.user, ways=form.cleaned_data, at=clock.now())
    return pages.go(request, reverse("account") + "#notifications", toast=_("Kept."))


@access.view(access.SIGNED_IN, "POST")
def other_sessions_end(request: HttpRequest) -> HttpResponse:
    """Signed out everywhere but here."""
    key = request.session.session_key or ""
    actions.end_sessions(person=request.user, by=request.user, at=clock.now(), but=key)
    return pages.go(request, reverse("account") + "#sessions", toast=_("Signed out everywhere else."))


@access.view(access.SIGNED_IN, "POST")
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Signed out in one browser."""
    row = get_object_or_404(request.user.usersession_set, pk=pk)
    actions.end_session(person=request.user, session_id=row.pk, by=request.user, at=clock.now())
    return pages.go(request, reverse("account") + "#sessions", toast=_("Signed out there."))


def _profile(user: Any) -> dict[str, Any]:
    return {name: getattr(user, name) for name in ("first_name", "last_name", "title", "time_zone", "language")}


def _show(
    request: HttpRequest,
    form: ProfileForm | None = None,
    absence_form: AbsenceForm | None = None,
    notices_form: NoticesForm | None = None,
) -> HttpResponse:
    user, at = request.user, clock.now()
    refused = [each for each in (form, absence_form, notices_form) if each is not None and each.errors]
    today = timezone.localtime(at).date()
    colleagues = people.colleagues()
    context = {
        "form": form or ProfileForm(initial=_profile(user)),
        "absence_form": absence_form
        or AbsenceForm(people=colleagues, person=user, initial={"first_day": today, "last_day": today}),
        "notices_form": notices_form or NoticesForm(user=user),
        "absences": Absence.objects.not_over(at).filter(person=user).select_related("deputy"),
        "covers": Absence.objects.covered_by(user, at).select_related("person"),
        "at": at,
        "needed": request.GET.get("needed") == "1",
        **_sign_in(request),
    }
    return render(request, "ats/people/account.html", context, status=422 if refused else 200)


def _sign_in(request: HttpRequest) -> dict[str, Any]:
    """Second factors and the browsers in which they are signed in."""
    found = list(Authenticator.objects.filter(user=request.user).order_by("created_at", "pk"))
    rows = request.user.usersession_set.order_by("-created_at")[:30]
    here = request.session.session_key
    return {
        "totp": next((each for each in found if each.type == Authenticator.Type.TOTP), None),
        "keys": [each for each in found if each.type == Authenticator.Type.WEBAUTHN],
        "codes": next((each for each in found if each.type == Authenticator.Type.RECOVERY_CODES), None),
        "sessions": [
            {"id": row.pk, "browser": browser(row.user_agent), "since": row.created_at, "here": row.session_key == here}
            for row in rows
        ],
    }

"""Colleagues: the list, letting them in, looking as they look, and saying goodbye."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.actions import invitations
from ats.actions import people as actions
from ats.forms.accounts import AbsenceForm
from ats.forms.people import InvitationForm, LeavingForm
from ats.kernel import absences, access, clock, pages
from ats.kernel.absences.models import Absence
from ats.models import Invitation, User
from ats.permissions import CorePermission
from ats.queries import leaving, people
from ats.views.gates import VIEWING
from ats.views.refusals import done

MANAGE = CorePermission.PEOPLE_MANAGE


@access.view(MANAGE)
def index(request: HttpRequest) -> HttpResponse:
    """Everybody with their roles, those who are still to come first."""
    view = request.GET.get("view") or "active"
    found = people.listed(view, request.GET.get("q", ""), request.GET.get("after", ""))
    context = {
        "rows": people.rows(found.rows, clock.now()),
        "next_url": pages.with_query(request, after=found.after) if found.after else "",
        "words": request.GET.get("q", ""),
        "view": view,
        "views": [
            {
                "label": label,
                "href": pages.with_query(request, view=key),
                "current": key == view,
                "count": people.count(key),
            }
            for key, label in people.VIEWS
        ],
        "may_look": access.allows(request.user, CorePermission.PEOPLE_VIEW_AS),
    }
    return render(request, "ats/people/index.html", context)


@access.view(MANAGE, "GET", "HEAD", "POST")
def invite(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "roles": list(form.cleaned_data["roles"])}
        if done(form, lambda: invitations.invite(by=request.user, at=clock.now(), **given)):
            return pages.go(
                request, reverse("people"), toast=_("An invitation goes to {address}.").format(address=given["email"])
            )
    return render(request, "ats/people/invite.html", {"form": form}, status=422 if form.errors else 200)


@access.view(MANAGE, "POST")
def resend(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    invitations.resend(invitation=row, by=request.user, at=clock.now())
    return pages.go(request, _invited(), toast=_("Another letter goes out. The link of the first no longer works."))


@access.view(MANAGE, "POST")
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    invitations.revoke(invitation=row, by=request.user, at=clock.now())
    return pages.go(request, _invited(), toast=_("The invitation is taken back."))


@access.view(MANAGE, "GET", "HEAD", "POST")
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is theirs, and who takes it over; a POST does it."""
    person, at = get_object_or_404(User.objects.visible_to(request.user), pk=pk, is_service=False), clock.now()
    work = leaving.work_of(person, at)
    form = LeavingForm(request.POST if request.method == "POST" else None, person=person, work=work)
    if request.method == "POST" and form.is_valid() and done(form, lambda: _leave(request, person, form)):
        return pages.go(
            request, reverse("people"), toast=_("{person} can't sign in any more.").format(person=person.name)
        )
    context = {"form": form, "person": person, "total": sum(work.values())}
    return render(request, "ats/people/leave.html", context, status=422 if form.errors else 200)


def _leave(request: HttpRequest, person: User, form: LeavingForm) -> None:
    actions.leave(
        person=person,
        by=request.user,
        at=clock.now(),
        successors=form.successors(),
        reason=form.cleaned_data["reason"],
    )


@access.view(CorePermission.PEOPLE_VIEW_AS, "POST")
def look_as(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From now on this session shows what the colleague sees, until it is ended."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    actions.look_as(person=person, by=request.user, at=clock.now())
    request.session[VIEWING] = str(person.pk)
    return pages.go(request, "/")


@access.view(access.SIGNED_IN, "POST")
def look_away(request: HttpRequest) -> HttpResponse:
    """Back to one's own view."""
    person = User.objects.filter(pk=request.session.pop(VIEWING, None)).first()
    if person is not None:
        actions.look_away(person=person, by=request.user, at=clock.now())
    return pages.go(request, reverse("people") if access.allows(request.user, MANAGE) else "/")


@access.view(MANAGE, "GET", "HEAD", "POST")
def away(request: HttpRequest) -> HttpResponse:
    """Everybody's absences; a POST plans one for a colleague."""
    at, colleagues = clock.now(), people.colleagues()
    form = AbsenceForm(request.POST if request.method == "POST" else None, people=colleagues)
    if request.method == "POST" and form.is_valid() and done(form, lambda: _plan(request, form)):
        return pages.go(request, reverse("people_away"), toast=_("Noted."))
    rows = Absence.objects.not_over(at).select_related("person", "deputy")[:200]
    context = {"form": form, "absences": rows, "at": at}
    return render(request, "ats/people/away.html", context, status=422 if form.errors else 200)


def _plan(request: HttpRequest, form: AbsenceForm) -> None:
    absences.plan(by=request.user, at=clock.now(), **form.planned())


@access.view(access.SIGNED_IN, "POST")
def back_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One's own absence ends, or with the right a colleague's."""
    rows = Absence.objects.not_over(clock.now())
    mine = not access.allows(request.user, MANAGE)
    absence = get_object_or_404(rows.filter(person=request.user) if mine else rows, pk=pk)
    absences.take_back(absence=absence, by=request.user, at=clock.now())
    own = absence.person_id == request.user.pk
    return pages.go(request, reverse("account") if own else reverse("people_away"), toast=_("Taken back."))


def _invited() -> str:
    return f"{reverse('people')}?view=invited"

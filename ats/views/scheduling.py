"""Planning an interview: find times that suit everybody, book one, or send the candidate a link to pick one."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.actions import bookings, interviews
from ats.forms.interviews import InterviewForm, PlanForm
from ats.kernel import access, clock, pages
from ats.models import Application, Booking, Interview, InterviewKit, moments
from ats.permissions import CorePermission
from ats.queries import availability, interviewers, schedule
from ats.views.refusals import done

GROUPS = (_l("Interviewers of this job"), _l("On this job’s team"), _l("Others"))


@access.view(CorePermission.INTERVIEWS_SCHEDULE, "GET", "HEAD", "POST")
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """`find` looks for times, `send` sends the times that were ticked, anything else schedules."""
    rows = Application.objects.visible_to(request.user).select_related("candidate", "job")
    application = get_object_or_404(rows, pk=pk)
    access.require(request.user, CorePermission.INTERVIEWS_SCHEDULE, application)
    if "find" in request.POST or "send" in request.POST:
        return _plan(request, application)
    form = _form(request, application, request.POST or None)
    if fits(form) and done(
        form,
        lambda: interviews.schedule(application=application, by=request.user, at=clock.now(), **form.cleaned_data),
    ):
        return pages.go(request, _back(application), _("Interview scheduled. Everybody gets an invitation."))
    return _page(request, application, form, _plan_form(request, application))


@access.view(CorePermission.INTERVIEWS_SCHEDULE, "POST")
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    booking = get_object_or_404(Booking.objects.visible_to(request.user).select_related("application"), pk=pk)
    access.require(request.user, CorePermission.INTERVIEWS_SCHEDULE, booking)
    bookings.withdraw(booking=booking, by=request.user, at=clock.now())
    return pages.go(request, _back(booking.application), _("The link takes no answer any more."))


def fits(form: Any, besides: Interview | None = None) -> bool:
    """Whether the form is good and nobody is booked twice, unless that is meant. What it asks beside leaves the data."""
    if not form.is_valid():
        return False
    given = form.cleaned_data
    meant = given.pop("despite_conflicts", False)
    told = availability.conflicts(given["interviewers"], given["starts_at"], given["ends_at"], besides)
    if told and not meant:
        form.warn(told)
        return False
    return True


def _plan(request: HttpRequest, application: Application) -> HttpResponse:
    plan_form = _plan_form(request, application)
    form = _form(request, application, None)
    if not plan_form.is_valid():
        return _page(request, application, form, plan_form)
    if "send" in request.POST and done(plan_form, lambda: _send(request, application, plan_form.cleaned_data)):
        toast = _("{person} gets a link to pick a time.").format(person=application.candidate.first_name)
        return pages.go(request, _back(application), toast)
    return _page(request, application, form, plan_form, _found(request, application, plan_form.cleaned_data))


def _send(request: HttpRequest, application: Application, given: dict[str, Any]) -> Booking:
    return bookings.offer(
        application=application,
        windows=given["times"],
        interviewers=given["interviewers"],
        minutes=given["minutes"],
        name=given["name"],
        kit=given["kit"],
        location=given["location"],
        time_zone=_zone(request),
        by=request.user,
        at=clock.now(),
    )


def _found(request: HttpRequest, application: Application, given: dict[str, Any]) -> schedule.Plan:
    day = _day_asked(request) or given["day"] or _tomorrow()
    if not moments.is_plausible(day):
        day = _tomorrow()
    return schedule.plan(
        application,
        list(given["interviewers"]),
        day=max(day, timezone.localdate(clock.now())),
        minutes=given["minutes"],
        zone=_zone(request),
        at=clock.now(),
    )


def _day_asked(request: HttpRequest) -> date | None:
    """The day of the button that was pressed; None for the form's own, and for what is no day."""
    try:
        return parse_date(request.POST.get("find", ""))
    except ValueError:
        return None


def _plan_form(request: HttpRequest, application: Application) -> PlanForm:
    kits = InterviewKit.objects.for_job(application.job)
    initial = {"day": _tomorrow(), "kit": kits.filter(pk=_kit_asked(request)).first()}
    people = interviewers.choices(application.job)
    return PlanForm(request.POST or None, people=people, kits=kits, initial=initial)


def _kit_asked(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("kit", ""))
    except ValueError:
        return None


def _form(request: HttpRequest, application: Application, data: Any) -> InterviewForm:
    kept = {name: request.POST[name] for name in ("time_zone", "attributes") if name in request.POST}
    initial = {"time_zone": application.candidate.time_zone or _zone(request), **kept}
    kits = InterviewKit.objects.for_job(application.job)
    return InterviewForm(data, people=interviewers.choices(application.job), kits=kits, initial=initial)


def _page(
    request: HttpRequest,
    application: Application,
    form: InterviewForm,
    plan_form: PlanForm,
    plan: schedule.Plan | None = None,
) -> HttpResponse:
    chosen = set(request.POST.getlist("interviewers"))
    asked = plan_form if {"find", "send"} & set(request.POST) else form
    context = {
        "form": form,
        "plan_form": plan_form,
        "refused": asked if asked.errors else None,
        "application": application,
        "candidate": application.candidate,
        "groups": _groups(application, chosen, request.POST.get("who", "")),
        "plan": plan,
        "back": _back(application),
        "at": clock.now(),
    }
    return render(request, "ats/interview/schedule.html", context, status=422 if asked.errors else 200)


def _groups(application: Application, chosen: set[str], words: str) -> list[tuple[str, list[tuple[Any, bool]]]]:
    """Who can be asked, those of the job first; of all others a few, until somebody looks for more."""
    people = interviewers.choices(application.job)
    near = list(people.filter(place__lt=2))
    picked = list(people.filter(pk__in=[pk for pk in chosen if _is_uuid(pk)]))
    rows = [[person for person in near if person.place == place] for place in (0, 1)]
    rows.append(schedule.others(people, words, picked))
    return [
        (str(label), [(person, str(person.pk) in chosen) for person in found])
        for label, found in zip(GROUPS, rows, strict=True)
        if found
    ]


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _zone(request: HttpRequest) -> str:
    return timezone.get_current_timezone_name()


def _tomorrow() -> date:
    return timezone.localdate(clock.now()) + timedelta(days=1)


def _back(application: Application) -> str:
    return reverse("application", args=[application.pk])

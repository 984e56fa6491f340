"""Interviews: scheduled, moved, cancelled, held. Every change of time or panel raises iCalendar's SEQUENCE by one."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ats import extension_points
from ats.actions import reminders
from ats.actions.persistence import locked, one_at_a_time
from ats.actions.recording import tell
from ats.events import InterviewCancelled, InterviewCompleted, InterviewRescheduled, InterviewScheduled
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.kernel.languages import all_of, small
from ats.models import Application, ApplicationStatus, Interview, InterviewKit, InterviewStatus, moments
from ats.policies import applications as policy
from ats.queries.interviewers import who_may_not


class CannotSchedule(DomainError):
    """The interview can't be like that."""


class PanelRefused(DomainError):
    """Somebody on the panel could not hand in a scorecard; `errors` names the field."""

    status = 400
    code = "panel-refused"


class InterviewOver(DomainError):
    """The interview was held or cancelled, so it can't be changed."""


def schedule(
    *,
    application: Application,
    starts_at: datetime,
    ends_at: datetime,
    interviewers: Iterable[Any],
    by: Any,
    at: datetime,
    name: str = "Interview",
    time_zone: str = "UTC",
    location: str = "",
    attributes: Iterable[str] = (),
    kit: InterviewKit | None = None,
    organizer: Any = None,
) -> Interview:
    """A new interview; candidate and interviewers are invited by the handlers of InterviewScheduled.

    A `kit` says what the scorecard asks about where `attributes` don't. `by` is None for the candidate, who picked one of
    the offered times; then `organizer` is the colleague who offered them.
    """
    panel = list(interviewers)
    with transaction.atomic(), acting(by, "Interview scheduled"):
        hold_calendars(panel)
        row = locked(application)
        if row.status != ApplicationStatus.ACTIVE:
            raise CannotSchedule(_("This application is over, so no interview can be scheduled for it."))
        policy.going_on(row.job)
        _check(starts_at, ends_at, time_zone, panel)
        check_panel(panel)
        _not_long_ago(starts_at, at)
        check_kit(kit, row)
        interview = Interview.objects.create(
            application=row,
            name=name,
            starts_at=starts_at,
            ends_at=ends_at,
            time_zone=time_zone,
            location=location,
            organizer=organizer or by,
            kit=kit,
            attributes=list(dict.fromkeys(attributes or (kit.attribute_names if kit else ()))),
        )
        interview.interviewers.set(panel)
        scheduled = InterviewScheduled(
            subject_id=interview.pk,
            occurred_at=at,
            actor_id=by.pk if by else None,
            application_id=row.pk,
            sequence=0,
        )
        tell(scheduled, interview, by=by)
        reminders.plan(interview, at)
        extension_points.interview_moved(interview=interview, at=at)
    return interview


def reschedule(
    *,
    interview: Interview,
    by: Any,
    at: datetime,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    time_zone: str | None = None,
    location: str | None = None,
    interviewers: Iterable[Any] | None = None,
) -> Interview:
    """Move the interview, or change place or panel; what is None stays. Without a difference nothing happens."""
    with transaction.atomic(), acting(by, "Interview moved"):
        hold_calendars({*interview.interviewers.all(), *(interviewers or ())})
        row = _scheduled(interview)
        wanted = {"starts_at": starts_at, "ends_at": ends_at, "time_zone": time_zone, "location": location}
        changes = {key: new for key, new in wanted.items() if new is not None and new != getattr(row, key)}
        before = set(row.interviewers.all())
        panel = before if interviewers is None else set(interviewers)
        if not changes and panel == before:
            return row
        for key, new in changes.items():
            setattr(row, key, new)
        _check(row.starts_at, row.ends_at, row.time_zone, list(panel))
        check_panel(panel - before)
        if "starts_at" in changes:
            _not_long_ago(row.starts_at, at)
        row.sequence += 1
        row.save()
        row.interviewers.set(panel)
        reminders.plan(row, at)
        _tell_moved(row, by, at, left=before - panel)
    return row


def cancel(*, interview: Interview, by: Any, at: datetime, reason: str = "") -> Interview:
    with transaction.atomic(), acting(by, f"Interview cancelled: {reason}" if reason else "Interview cancelled"):
        row = _scheduled(interview)
        row.status, row.sequence = InterviewStatus.CANCELLED, row.sequence + 1
        row.save()
        reminders.call_off(row)
        cancelled = InterviewCancelled(
            subject_id=row.pk,
            occurred_at=at,
            actor_id=by.pk if by else None,
            application_id=row.application_id,
            sequence=row.sequence,
        )
        tell(cancelled, row, by=by)
        extension_points.interview_moved(interview=row, at=at)
    return row


def complete(*, interview: Interview, by: Any, at: datetime) -> Interview:
    """The interview was held."""
    with transaction.atomic(), acting(by, "Interview held"):
        row = _scheduled(interview)
        row.status = InterviewStatus.COMPLETE
        row.save()
        reminders.call_off_coming(row)
        completed = InterviewCompleted(
            subject_id=row.pk, occurred_at=at, actor_id=by.pk if by else None, application_id=row.application_id
        )
        tell(completed, row, by=by)
    return row


def _scheduled(interview: Interview) -> Interview:
    row = locked(interview)
    if not row.is_scheduled:
        raise InterviewOver(
            _("This interview is {status}, so it can't be changed.").format(status=small(row.get_status_display()))
        )
    return row


def _tell_moved(row: Interview, by: Any, at: datetime, left: set[Any]) -> None:
    moved = InterviewRescheduled(
        subject_id=row.pk,
        occurred_at=at,
        actor_id=by.pk if by else None,
        application_id=row.application_id,
        sequence=row.sequence,
        left_panel_ids=sorted(person.pk for person in left),
    )
    tell(moved, row, by=by)
    extension_points.interview_moved(interview=row, at=at)


def hold_calendars(people: Collection[Any]) -> None:
    """Until the transaction ends nobody else plans with any of `people`; taken before every row's lock, in one order."""
    for pk in sorted(str(person.pk) for person in people):
        one_at_a_time(f"calendar:{pk}")


def check_kit(kit: InterviewKit | None, application: Application) -> None:
    if kit is not None and (not kit.is_active or kit.job_id not in (None, application.job_id)):
        raise CannotSchedule(
            _("The kit “{kit}” is not for this job, or not in use. Choose another.").format(kit=kit.name)
        )


def check_panel(people: Collection[Any]) -> None:
    """Whoever is asked anew must be able to answer; who was asked before their role changed stays."""
    if unfit := who_may_not(people):
        names = all_of(person.name for person in unfit)
        sentence = _(
            "{names} can't fill in scorecards. Choose somebody else, or ask an administrator for the right."
        ).format(names=names)
        raise PanelRefused(sentence, errors={"interviewers": [sentence]})


def _not_long_ago(starts_at: datetime, at: datetime) -> None:
    if starts_at < at - moments.LATE_ENTRY:
        raise moments.refused(
            "starts_at", _("This interview would have begun more than a day ago. Choose a later time.")
        )


def _check(starts_at: datetime, ends_at: datetime, time_zone: str, panel: list[Any]) -> None:
    moments.plausible(starts_at=starts_at, ends_at=ends_at)
    if ends_at <= starts_at:
        raise CannotSchedule(_("The interview ends before it begins. Choose a later end."))
    if ends_at - starts_at > moments.LONGEST_INTERVIEW:
        raise moments.refused("ends_at", _("An interview takes a day at most. Choose an earlier end."))
    moments.known_zone(time_zone)
    if not panel:
        raise CannotSchedule(_("An interview needs at least one interviewer."))
    if any(not person.is_active for person in panel):
        raise CannotSchedule(_("One of the interviewers no longer works here."))

"""An application's own state: received, put forward, hired; and the state writers that milestones drive."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ats import extension_points
from ats.actions import bookings, candidates, external_ids
from ats.actions.persistence import change, locked, one_at_a_time, touch
from ats.actions.recording import tell
from ats.events import ApplicationHired, ApplicationReceived, ApplicationRepeated, ApplicationStartDateChanged
from ats.extension_points import Submission
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.kernel.models import StoredFile
from ats.models import (
    Answer,
    Application,
    ApplicationStatus,
    BookingStatus,
    Candidate,
    Job,
    JobPost,
    JobQuestion,
    Opening,
    RejectionReason,
    Source,
    SourceTouch,
    Stage,
    TeamRole,
    moments,
)
from ats.models.contact import email_indexes
from ats.policies import applications as policy

CAREER_SITE = "career-site"


class AlreadyApplied(DomainError):
    code = "already-applied"


def receive(*, post: JobPost, submission: Submission, at: datetime) -> Application:
    """Take in what a candidate sent from the careers site; the upload was stored and parsed beforehand.

    Somebody known by their address stays the same person and nothing of theirs is overwritten. A second form for a job
    that they are already active in adds its file and answers and replaces nothing; the page looks the same either way.
    """
    with transaction.atomic(), acting(None, "Applied on the careers site"):
        job = policy.taking(locked(post.job))
        one_at_a_time(f"candidate {email_indexes(submission.email)[0]}")
        candidate = _person(submission, at)
        current = candidate.applications.filter(job=job, status=ApplicationStatus.ACTIVE).first()
        application = current or _apply(candidate, job, submission, at)
        _keep_file(application, submission, at)
        if current:
            _apply_again(current, submission, at)
    return application


def add(
    *,
    candidate: Candidate,
    job: Job,
    source: Source | None,
    by: Any,
    at: datetime,
    credited_to: Any = None,
    external_id: str = "",
) -> Application:
    """Put a known candidate forward for a job.

    Raises AlreadyApplied when they are active in it, JobTakesNobody when it is not open, ExternalIdTaken.
    """
    with transaction.atomic(), acting(by, "Put forward"):
        job = policy.taking(locked(job))
        touch(candidates.standing(candidate))
        if candidate.applications.filter(job=job, status=ApplicationStatus.ACTIVE).exists():
            raise AlreadyApplied(
                _("{candidate} already has an active application for {job}.").format(
                    candidate=candidate.name, job=job.name
                )
            )
        external_ids.claim(Application, external_id)
        application = _create(candidate, job, source, at, credited_to=credited_to, external_id=external_id)
        extension_points.application_received(application=application, submission=None, at=at)
        _tell(application, at, by)
    return application


def add_new(*, job: Job, source: Source | None, by: Any, at: datetime, **facts: Any) -> Application:
    """Put somebody forward who isn't known yet; `facts` are what `candidates.add` takes. Neither is kept without the other."""
    with transaction.atomic(), acting(by, "Put forward"):
        policy.taking(locked(job))
        candidate = candidates.add(by=by, at=at, **facts)
        return add(candidate=candidate, job=job, source=source, by=by, at=at)


def hire(
    *, application: Application, opening: Opening | None, start_date: date | None, by: Any, at: datetime
) -> Application:
    """Record the hire and fill the opening (the next free one when none is named).

    Raises OpeningTaken when there is none to fill, JobOver when the job is filled, closed or cancelled.
    """
    with transaction.atomic(), acting(by, "Hired"):
        job = locked(application.job)
        row = locked(application)
        policy.hireable(row)
        moments.plausible(start_date=start_date)
        policy.going_on(job)
        filled = _fill(job, opening, row, at)
        change(
            row,
            status=ApplicationStatus.HIRED,
            stage=Stage.PRE_BOARDING,
            hired_at=at,
            start_date=start_date,
        )
        for booking in row.bookings.filter(status=BookingStatus.OPEN).order_by("pk"):
            bookings.withdraw(booking=booking, by=by, at=at)
        hired = ApplicationHired(
            subject_id=row.pk,
            occurred_at=at,
            actor_id=getattr(by, "pk", None),
            candidate_id=row.candidate_id,
            job_id=row.job_id,
            opening_id=filled.pk,
        )
        tell(hired, row, by=by)
        extension_points.application_hired(application=row, by=by, at=at)
    return row


def change_start_date(*, application: Application, start_date: date, by: Any, at: datetime) -> Application:
    """Note that somebody who is hired starts on another day; deadlines that hang on it move along."""
    with transaction.atomic(), acting(by, "Start date changed"):
        row = locked(application)
        policy.starting(row)
        moments.plausible(start_date=start_date)
        if row.start_date != start_date:
            change(row, start_date=start_date)
            moved = ApplicationStartDateChanged(
                subject_id=row.pk, occurred_at=at, actor_id=getattr(by, "pk", None), start_date=start_date
            )
            tell(moved, row, by=by)
            extension_points.start_date_moved(application=row, at=at)
    return row


def set_stage(*, application: Application, stage: str, by: Any, at: datetime, reason: str = "Moved") -> None:
    """Note the company-wide phase of the milestone that the application is in now."""
    if application.stage != stage:
        with acting(by, reason):
            change(application, stage=stage)


def mark_rejected(*, application: Application, reason: RejectionReason, by: Any, at: datetime) -> None:
    with acting(by, f"Rejected: {reason.name}"):
        change(application, status=ApplicationStatus.REJECTED, rejected_at=at, rejection_reason=reason)


def mark_withdrawn(*, application: Application, reason: RejectionReason | None, by: Any, at: datetime) -> None:
    with acting(by, f"Withdrawn: {reason.name}" if reason else "Withdrawn"):
        change(application, status=ApplicationStatus.WITHDRAWN, withdrawn_at=at, rejection_reason=reason)


def mark_active(*, application: Application, by: Any, at: datetime) -> None:
    """Open again. Raises AlreadyApplied when the person has another active application for the job meanwhile."""
    others = Application.objects.filter(
        candidate_id=application.candidate_id, job_id=application.job_id, status=ApplicationStatus.ACTIVE
    )
    if others.exclude(pk=application.pk).exists():
        raise AlreadyApplied(_("This person already has another active application for the job."))
    with acting(by, "Reopened"):
        change(
            application,
            status=ApplicationStatus.ACTIVE,
            rejected_at=None,
            withdrawn_at=None,
            rejection_reason=None,
        )


def _person(submission: Submission, at: datetime) -> Candidate:
    candidate = known(submission.email)
    if candidate is None:
        candidate = Candidate.objects.create(
            first_name=submission.first_name, last_name=submission.last_name, created_at=at
        )
        candidates.add_email(candidate, submission.email, at=at)
    else:
        touch(candidate)
    if submission.phone:
        candidates.add_phone(candidate, submission.phone, at=at)
    return candidate


def known(email: str) -> Candidate | None:
    """Who has the address, locked; looked up anew where their record became part of another one at this moment."""
    while (found := candidates.known_by(email)) is not None:
        with suppress(candidates.MergedAway):
            return candidates.standing(found)
    return None


def _apply(candidate: Candidate, job: Job, submission: Submission, at: datetime) -> Application:
    source = Source.objects.filter(key=CAREER_SITE).first()
    application = _create(candidate, job, source, at, detail=submission.source_detail)
    for question_id, value in submission.answers.items():
        Answer.objects.create(application=application, question_id=question_id, value=value, created_at=at)
    extension_points.application_received(application=application, submission=submission, at=at)
    _tell(application, at, None)
    return application


def _apply_again(application: Application, submission: Submission, at: datetime) -> None:
    """Keep what the second form says beside the first; the timeline tells it by its touch."""
    if source := Source.objects.filter(key=CAREER_SITE).first():
        _touched(application, source, at, submission.source_detail)
    _add_answers(application, submission, at)
    touch(application)
    repeated = ApplicationRepeated(
        subject_id=application.pk,
        occurred_at=at,
        actor_id=None,
        candidate_id=application.candidate_id,
        job_id=application.job_id,
    )
    tell(repeated, application, by=None)


def _add_answers(application: Application, submission: Submission, at: datetime) -> None:
    """Answers to what wasn't answered yet; one that differs from the first goes into a note, for people to weigh."""
    had = {answer.question_id: answer.value for answer in application.answers.all()}
    for question_id, value in submission.answers.items():
        if question_id not in had:
            Answer.objects.create(application=application, question_id=question_id, value=value, created_at=at)
    differing = {pk: value for pk, value in submission.answers.items() if had.get(pk, value) != value}
    if differing:
        asked = JobQuestion.objects.filter(pk__in=differing)
        lines = [f"{question.text}\n{differing[question.pk]}" for question in asked]
        body = "\n\n".join(["Applied again and answered differently:", *lines])
        candidates.write_note(candidate=application.candidate, application=application, body=body, by=None, at=at)


def _create(
    candidate: Candidate,
    job: Job,
    source: Source | None,
    at: datetime,
    credited_to: Any = None,
    detail: dict[str, str] | None = None,
    external_id: str = "",
) -> Application:
    application = Application.objects.create(
        external_id=external_id,
        candidate=candidate,
        job=job,
        source=source,
        owner=_recruiter(job),
        credited_to=credited_to,
        applied_at=at,
        created_at=at,
    )
    if source:
        _touched(application, source, at, detail)
    return application


def _touched(application: Application, source: Source, at: datetime, detail: dict[str, str] | None) -> None:
    SourceTouch.objects.create(
        candidate=application.candidate, application=application, source=source, at=at, detail=detail or {}
    )


def _recruiter(job: Job) -> Any:
    member = job.hiring_team.filter(role=TeamRole.RECRUITER).select_related("user").order_by("created_at", "pk").first()
    return member.user if member else None


def _keep_file(application: Application, submission: Submission, at: datetime) -> None:
    if submission.file_id is None:
        return
    candidates.attach(
        candidate=application.candidate,
        application=application,
        file=StoredFile.objects.get(pk=submission.file_id),
        by=None,
        at=at,
        text=submission.file_text,
        parse_problem=submission.file_problem,
    )


def _tell(application: Application, at: datetime, by: Any) -> None:
    received = ApplicationReceived(
        subject_id=application.pk,
        occurred_at=at,
        actor_id=getattr(by, "pk", None),
        candidate_id=application.candidate_id,
        job_id=application.job_id,
        by_candidate=by is None,
    )
    tell(received, application, by=by)


def _fill(job: Job, opening: Opening | None, application: Application, at: datetime) -> Opening:
    """The job is locked, and every opening is filled with its job locked: what is free stays so until the end."""
    row = policy.free_opening(job, locked(opening) if opening else None)
    change(row, application=application, closed_at=at)
    touch(job)
    return row

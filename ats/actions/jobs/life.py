"""A job that is open, on hold, closed; and with it its posts on the careers site."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ats import extension_points
from ats.actions.persistence import change, locked
from ats.actions.recording import tell
from ats.events import JobClosed, JobHeld, JobOpened, JobPublished, JobUnpublished
from ats.kernel import approvals
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.models import Job, JobPost, JobStatus
from ats.policies import jobs as policy


class OutcomeUnknown(DomainError):
    status = 400
    code = "outcome-unknown"


def open_job(*, job: Job, by: Any, at: datetime) -> Job:
    """Take applications: openings count from now and the post goes live on the careers site."""
    with transaction.atomic(), acting(by, "Opened"):
        row = move(job, JobStatus.OPEN, opened_at=job.opened_at or at, closed_at=None, reason="")
        for opening in row.openings.filter(opened_at=None):
            change(opening, opened_at=at)
        _publish(row, by, at)
        tell(JobOpened(**_about(row, by, at)), row, by=by)
        extension_points.job_opened(job=row, by=by, at=at)
    return row


def hold(*, job: Job, on: bool, reason: str, by: Any, at: datetime) -> Job:
    """Pause this job (its posts leave the careers site), or take it up again."""
    if not on:
        return open_job(job=job, by=by, at=at)
    with transaction.atomic(), acting(by, f"On hold: {reason}"):
        row = move(job, JobStatus.ON_HOLD, reason=reason)
        _unpublish(row, by, at)
        tell(JobHeld(**_about(row, by, at)), row, by=by)
    return row


def close(*, job: Job, outcome: str, reason: str, by: Any, at: datetime) -> Job:
    """Take no more applications, and ask no approver any more. `outcome` is filled, closed or cancelled."""
    if outcome not in {JobStatus.FILLED, JobStatus.CLOSED, JobStatus.CANCELLED}:
        raise OutcomeUnknown(_("Choose how the job ends: filled, closed or cancelled."))
    with transaction.atomic(), acting(by, f"{JobStatus(outcome).name.capitalize()}: {reason}"):
        row = move(job, JobStatus(outcome), closed_at=at, reason=reason)
        approvals.cancel("job", row.pk, by=by, at=at)
        for opening in row.openings.filter(closed_at=None):
            change(opening, closed_at=at)
        _unpublish(row, by, at)
        tell(JobClosed(**_about(row, by, at), outcome=outcome), row, by=by)
    return row


def move(job: Job, status: JobStatus, **values: Any) -> Job:
    """The job, locked and in its new state, when it may go there."""
    row = locked(job)
    policy.may_become(row, status)
    change(row, status=status, **values)
    return row


def _publish(job: Job, by: Any, at: datetime) -> None:
    """Put the job's posts on the careers site; the first one is made when there is none."""
    if not job.posts.exists():
        JobPost.objects.create(job=job, slug=_slug(job), title=job.name, shows_pay=job.shows_pay, created_at=at)
    dark = list(job.posts.filter(is_live=False))
    for post in dark:
        change(post, is_live=True, published_at=post.published_at or at)
    if dark:
        tell(JobPublished(**_about(job, by, at)), job, by=by)


def _unpublish(job: Job, by: Any, at: datetime) -> None:
    live = list(job.posts.filter(is_live=True))
    for post in live:
        change(post, is_live=False)
    if live:
        tell(JobUnpublished(**_about(job, by, at)), job, by=by)


def _about(row: Job, by: Any, at: datetime) -> dict[str, Any]:
    return {"subject_id": row.pk, "occurred_at": at, "actor_id": getattr(by, "pk", None)}


def _slug(job: Job) -> str:
    """The post's address: words of the title, then the requisition, which is unique."""
    return slugify(f"{job.name} {job.requisition_id}")[:120]

"""The approval of a job's terms: pay range, level, department, headcount.

Each submission is a version of its own (JobVersion), and a decision counts for the version that it was asked for. A draft
is submitted as it stands and may not change meanwhile. Of a job that was approved, the terms stay as approved until a newer
version is: it goes on taking applications, and its offers are measured by the approved band.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ats.actions.jobs.life import move, open_job
from ats.actions.jobs.parts import new_opening
from ats.actions.persistence import change, locked
from ats.actions.recording import tell
from ats.events import JobApproved, JobReturned, JobSubmissionWithdrawn, JobSubmitted
from ats.kernel import approvals
from ats.kernel.approvals.models import ApprovalRequest, RequestStatus
from ats.kernel.errors import Stale
from ats.kernel.history import acting
from ats.kernel.languages import kept_words
from ats.models import JOB_TERMS, Job, JobStatus, JobVersion
from ats.policies import jobs as policy
from ats.policies.approvals import answerable

FLOW = "job"


def submit(*, job: Job, by: Any, at: datetime, note: str = "") -> Job:
    """Ask for the approval of a draft as it stands; the flow "job" says whose."""
    with transaction.atomic(), acting(by, "Submitted for approval"):
        row = move(job, JobStatus.PENDING_APPROVAL)
        policy.complete(row)
        _ask(row, row.terms, row.openings.count(), by, at, note)
    return row


def amend(*, job: Job, by: Any, at: datetime, note: str = "", openings: int | None = None, **terms: Any) -> Job:
    """Ask for the approval of other terms of an approved job; until they are approved, everything stays as it is.

    `terms` are some of JOB_TERMS, `openings` is the headcount in all. Raises TermsRefused when nothing would change, Stale
    when a change waits for its approval already.
    """
    if unknown := terms.keys() - set(JOB_TERMS):
        raise TypeError(f"Not terms of a job: {', '.join(sorted(unknown))}")
    with transaction.atomic(), acting(by, "Change of approved terms submitted"):
        row = locked(job)
        policy.amendable(row)
        present = row.openings.count()
        wanted = openings if openings is not None else present
        changed = {name for name, value in terms.items() if getattr(row, name) != value}
        policy.amends(row, changed, openings=wanted, present=present)
        _ask(row, {**row.terms, **terms}, wanted, by, at, note)
    return row


def withdraw_submission(*, job: Job, by: Any, at: datetime) -> Job:
    """Take the asking back: a pending job is a draft again, an approved one keeps its terms. Raises Stale when decided."""
    with transaction.atomic(), acting(by, "Submission withdrawn"):
        row = locked(job)
        if approvals.cancel("job", row.pk, by=by, at=at) is None:
            raise Stale(
                _("Nothing of {job} waits for an approval any more.").format(job=row.name),
                current={"status": row.status},
            )
        if row.status == JobStatus.PENDING_APPROVAL:
            move(row, JobStatus.DRAFT)
            row.refresh_from_db()
        tell(JobSubmissionWithdrawn(**_about(row, by, at)), row, by=by)
    return row


def decided(job: Job, *, request: ApprovalRequest, by: Any, at: datetime) -> None:
    """What the decision means for the job; runs in the deciding transaction, with the job locked.

    Raises Stale where the decision is about an older version than the job's latest.
    """
    if request.version != job.version:
        raise Stale(
            _("{job} changed after this was asked. Look at what is asked now.").format(job=job.name),
            current={"version": job.version},
        )
    if request.status == RequestStatus.APPROVED:
        approved(job=job, by=by, at=at)
    else:
        sent_back(job=job, by=by, at=at, outcome=request.decision, reason=_in_the_history(request))


def approved(*, job: Job, by: Any, at: datetime) -> Job:
    """The last approver said yes: the version counts from now. A job that waited for it opens, unless told to wait."""
    with transaction.atomic(), acting(by, "Approved"):
        row = locked(job)
        waited = row.status == JobStatus.PENDING_APPROVAL
        if waited:
            row = move(row, JobStatus.APPROVED)
        _take_over(row, at)
        tell(JobApproved(**_about(row, by, at)), row, by=by)
        if waited and row.opens_when_approved:
            open_job(job=row, by=by, at=at)
    return row


def sent_back(*, job: Job, by: Any, at: datetime, outcome: str = "", reason: str = "") -> Job:
    """An approver said no or asked for changes: a draft again, or an approved job whose terms stay."""
    with transaction.atomic(), acting(by, reason or "Sent back"):
        row = locked(job)
        if row.status == JobStatus.PENDING_APPROVAL:
            row = move(row, JobStatus.DRAFT)
        tell(JobReturned(**_about(row, by, at), outcome=outcome), row, by=by)
    return row


def _ask(row: Job, terms: dict[str, Any], openings: int, by: Any, at: datetime, note: str) -> None:
    change(row, version=row.version + 1)
    JobVersion.objects.create(job=row, number=row.version, openings=openings, created_by=by, created_at=at, **terms)
    tell(JobSubmitted(**_about(row, by, at)), row, by=by)
    asked = approvals.request(
        flow=FLOW, subject_type="job", subject_id=row.pk, version=row.version, by=by, at=at, note=note
    )
    answerable(asked)


def _take_over(row: Job, at: datetime) -> None:
    """Make the job what its latest version says; the headcount grows by openings of their own."""
    version = row.versions.filter(number=row.version).first()
    if version is None:  # asked for before versions were kept: the job stands as it was asked
        change(row, approved_version=row.version)
        return
    change(row, approved_version=row.version, **version.terms)
    for _number in range(version.openings - row.openings.count()):
        new_opening(row, at)


def _about(row: Job, by: Any, at: datetime) -> dict[str, Any]:
    return {
        "subject_id": row.pk,
        "occurred_at": at,
        "actor_id": getattr(by, "pk", None),
        "version": row.version,
    }


def _in_the_history(request: ApprovalRequest) -> str:
    """The decision in the words that are kept, whatever language the person who decides reads."""
    with kept_words():
        return str(request.get_decision_display())

"""Which way a job may go from where it is."""

from collections.abc import Collection
from datetime import datetime

from ats.kernel.errors import DomainError, Stale
from ats.models import HiringReason, Job, JobStatus, Opening

AMENDED_BY_APPROVAL = {JobStatus.APPROVED, JobStatus.OPEN, JobStatus.ON_HOLD, JobStatus.FILLED}
WORDS = {
    "department": "department",
    "level": "level",
    "openings": "number of openings",
    "pay_min": "pay range",
    "pay_max": "pay range",
    "pay_currency": "pay range",
    "pay_unit": "pay range",
}


class JobMoveRefused(DomainError):
    code = "job-move-refused"


class JobIncomplete(DomainError):
    """Something is missing before the job can be submitted; `missing` lists what."""

    code = "job-incomplete"


class TermsRefused(DomainError):
    """What approvers were asked about can't be changed like that; `fields` names it."""

    code = "job-terms-refused"


class BackfillRefused(DomainError):
    """Somebody who leaves is named, and the reason for hiring is no backfill."""

    status = 400
    code = "backfill-refused"


def backfill_fits(job: Job) -> None:
    """Raises BackfillRefused where `job` names whom it replaces without being a backfill."""
    if job.backfill_of and job.hiring_reason != HiringReason.BACKFILL:
        sentence = "Choose “Backfill” as the reason for hiring, or leave this empty."
        raise BackfillRefused(sentence, errors={"backfill_of": [sentence]})


def may_become(job: Job, status: JobStatus) -> None:
    if not job.may_become(status):
        raise JobMoveRefused(
            f"{job.name} is {job.get_status_display().lower()} and can't become {status.label.lower()} from there."
        )


def missing(job: Job) -> list[dict[str, str]]:
    """What a job lacks before anybody should approve it."""
    return [] if job.openings.exists() else [{"key": "openings", "name": "Opening", "kind": "field"}]


def complete(job: Job) -> None:
    """Raises JobIncomplete naming what is missing."""
    if lacks := missing(job):
        names = ", ".join(item["name"].lower() for item in lacks)
        raise JobIncomplete(f"Before {job.name} can be submitted it needs: {names}.", missing=lacks)


def is_editable(job: Job) -> bool:
    return job.status not in {JobStatus.CLOSED, JobStatus.CANCELLED}


def editable(job: Job) -> None:
    """Raises JobMoveRefused for a job that is over."""
    if not is_editable(job):
        raise JobMoveRefused(f"{job.name} is {job.get_status_display().lower()}; nothing about it can be changed.")


def unchanged_since(job: Job, seen: datetime | None) -> None:
    if seen is not None and job.updated_at != seen:
        raise Stale(
            f"Somebody changed {job.name} while you were editing. Open it again and make your change there.",
            current={"status": job.status, "updated_at": job.updated_at.isoformat()},
        )


def terms_may_change(job: Job, fields: Collection[str]) -> None:
    """Raises TermsRefused where `fields` (terms of the job) are before approvers or were approved."""
    if not fields or job.status == JobStatus.DRAFT:
        return
    what = " and ".join(dict.fromkeys(WORDS[name] for name in sorted(fields)))
    if job.status == JobStatus.PENDING_APPROVAL:
        raise TermsRefused(
            f"{job.name} waits for its approval, so its {what} can't change now. Withdraw the submission first.",
            fields=sorted(fields),
        )
    raise TermsRefused(
        f"The {what} of {job.name} was approved as it stands. Submit the change for approval.", fields=sorted(fields)
    )


def still_wanted(opening: Opening) -> None:
    """Raises JobMoveRefused for an opening that is filled or closed."""
    if opening.application_id or opening.closed_at:
        raise JobMoveRefused(f"Opening {opening.opening_id} is filled or closed, so its date stays as it was.")


def is_amendable(job: Job) -> bool:
    return job.status in AMENDED_BY_APPROVAL


def amendable(job: Job) -> None:
    """Raises TermsRefused for a job whose terms aren't approved, or that is over."""
    if job.status == JobStatus.DRAFT:
        raise TermsRefused(f"{job.name} is a draft: change it as you like, then submit it.")
    if not is_amendable(job):
        raise TermsRefused(f"{job.name} is {job.get_status_display().lower()}, so its terms can't be changed now.")


def amends(job: Job, fields: Collection[str], *, openings: int, present: int) -> None:
    """Raises TermsRefused when nothing would change, or fewer openings are asked for than there are."""
    if openings < present:
        raise TermsRefused(f"{job.name} has {present} openings already. Ask for at least as many.")
    if not fields and openings == present:
        raise TermsRefused("Nothing of this differs from what was approved.")

"""Which way a job may go from where it is."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.errors import DomainError, Stale
from ats.kernel.languages import all_of, small
from ats.models import HiringReason, Job, JobStatus, Opening

AMENDED_BY_APPROVAL = {JobStatus.APPROVED, JobStatus.OPEN, JobStatus.ON_HOLD, JobStatus.FILLED}
WORDS = {
    "department": _l("department"),
    "level": _l("level"),
    "openings": _l("number of openings"),
    "pay_min": _l("pay range"),
    "pay_max": _l("pay range"),
    "pay_currency": _l("pay range"),
    "pay_unit": _l("pay range"),
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
        sentence = _("Choose “Backfill” as the reason for hiring, or leave this empty.")
        raise BackfillRefused(sentence, errors={"backfill_of": [sentence]})


def may_become(job: Job, status: JobStatus) -> None:
    if not job.may_become(status):
        raise JobMoveRefused(
            _("{job} is {status} and can't become {target} from there.").format(
                job=job.name, status=small(job.get_status_display()), target=small(status.label)
            )
        )


def missing(job: Job) -> list[dict[str, str]]:
    """What a job lacks before anybody should approve it."""
    return [] if job.openings.exists() else [{"key": "openings", "name": _("Opening"), "kind": "field"}]


def complete(job: Job) -> None:
    """Raises JobIncomplete naming what is missing."""
    if lacks := missing(job):
        names = ", ".join(small(item["name"]) for item in lacks)
        raise JobIncomplete(
            _("Before {job} can be submitted it needs: {names}.").format(job=job.name, names=names), missing=lacks
        )


def is_editable(job: Job) -> bool:
    return job.status not in {JobStatus.CLOSED, JobStatus.CANCELLED}


def editable(job: Job) -> None:
    """Raises JobMoveRefused for a job that is over."""
    if not is_editable(job):
        raise JobMoveRefused(
            _("{job} is {status}; nothing about it can be changed.").format(
                job=job.name, status=small(job.get_status_display())
            )
        )


def unchanged_since(job: Job, seen: datetime | None) -> None:
    if seen is not None and job.updated_at != seen:
        raise Stale(
            _("Somebody changed {job} while you were editing. Open it again and make your change there.").format(
                job=job.name
            ),
            current={"status": job.status, "updated_at": job.updated_at.isoformat()},
        )


def terms_may_change(job: Job, fields: Collection[str]) -> None:
    """Raises TermsRefused where `fields` (terms of the job) are before approvers or were approved."""
    if not fields or job.status == JobStatus.DRAFT:
        return
    what = all_of(dict.fromkeys(str(WORDS[name]) for name in sorted(fields)))
    if job.status == JobStatus.PENDING_APPROVAL:
        raise TermsRefused(
            _("{job} waits for its approval, so its {what} can't change now. Withdraw the submission first.").format(
                job=job.name, what=what
            ),
            fields=sorted(fields),
        )
    raise TermsRefused(
        _("The {what} of {job} was approved as it stands. Submit the change for approval.").format(
            what=what, job=job.name
        ),
        fields=sorted(fields),
    )


def still_wanted(opening: Opening) -> None:
    """Raises JobMoveRefused for an opening that is filled or closed."""
    if opening.application_id or opening.closed_at:
        raise JobMoveRefused(
            _("Opening {opening_id} is filled or closed, so its date stays as it was.").format(
                opening_id=opening.opening_id
            )
        )


def is_amendable(job: Job) -> bool:
    return job.status in AMENDED_BY_APPROVAL


def amendable(job: Job) -> None:
    """Raises TermsRefused for a job whose terms aren't approved, or that is over."""
    if job.status == JobStatus.DRAFT:
        raise TermsRefused(_("{job} is a draft: change it as you like, then submit it.").format(job=job.name))
    if not is_amendable(job):
        raise TermsRefused(
            _("{job} is {status}, so its terms can't be changed now.").format(
                job=job.name, status=small(job.get_status_display())
            )
        )


def amends(job: Job, fields: Collection[str], *, openings: int, present: int) -> None:
    """Raises TermsRefused when nothing would change, or fewer openings are asked for than there are."""
    if openings < present:
        raise TermsRefused(
            _("{job} has {present} openings already. Ask for at least as many.").format(job=job.name, present=present)
        )
    if not fields and openings == present:
        raise TermsRefused(_("Nothing of this differs from what was approved."))

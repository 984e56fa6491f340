"""The terms of a job as approvers are asked about them, beside those that count now."""

import copy

from django.utils.translation import gettext as _

from ats.models import JOB_TERMS, Job, JobVersion
from ats.policies.jobs import is_amendable


def version_of(job: Job, number: int) -> JobVersion | None:
    """That version; None for what was asked before versions were kept."""
    return next((version for version in job.versions.all() if version.number == number), None)


def as_asked(job: Job) -> Job:
    """A copy of the job with the terms of its latest version, never to be saved."""
    version = version_of(job, job.version)
    asked = copy.copy(job)
    for name in JOB_TERMS if version else ():
        setattr(asked, name, getattr(version, name))
    return asked


def changes(job: Job, version: JobVersion | None, *, sees_pay: bool) -> list[tuple[str, str, str]]:
    """Field, as approved, as asked: what `version` would change of an approved job, pay only for those who see it."""
    if version is None or not is_amendable(job) or version.number <= (job.approved_version or 0):
        return []
    pairs = zip(
        in_words(job, job.openings.count(), sees_pay=sees_pay),
        in_words(version, version.openings, sees_pay=sees_pay),
        strict=True,
    )
    none = _("none")
    return [(name, old or none, new or none) for (name, old), (_same, new) in pairs if old != new]


def in_words(terms: Job | JobVersion, openings: int, *, sees_pay: bool) -> list[tuple[str, str]]:
    return [
        *([(_("Pay range"), terms.pay_range)] if sees_pay else []),
        (_("Openings"), str(openings)),
        (_("Level"), terms.level),
        (_("Department"), terms.department.name),
    ]

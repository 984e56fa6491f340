"""Which workflow version a job's new applications take."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ats.kernel.history import acting
from ats.kernel.languages import kept_words
from ats.models import Job
from milestones.models import JobWorkflow
from milestones.queries.workflow_choice import choose


def pin(*, job: Job, by: Any, at: datetime) -> JobWorkflow | None:
    """Pin the version that the selection rules choose when the job first opens; later rules and versions don't touch it."""
    pinned = JobWorkflow.objects.filter(job=job).first()
    if pinned is not None:
        return pinned
    with kept_words():  # why it was chosen
        choice = choose(job, job.locations.select_related("region"))
    if choice.version is None:
        return None
    facts = {"version": choice.version, "rule": choice.rule_name, "why": choice.why[:1000], "created_at": at}
    with transaction.atomic(), acting(by, "The job opened"):
        pinned, _ = JobWorkflow.objects.get_or_create(job=job, defaults=facts)
    return pinned

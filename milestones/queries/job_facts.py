"""What milestones add to a job's REST answer."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from ats.models import Job
from milestones.models import JobWorkflow
from milestones.queries.plans import default_version
from milestones.queries.workflow_choice import choose, rules


def of_jobs(*, job_ids: list[UUID]) -> dict[UUID, dict[str, Any]]:
    """The pinned workflow version of each job, null before it opens; and which rule chose it, or would now, and why."""
    pinned = {row.job_id: row for row in JobWorkflow.objects.filter(job_id__in=job_ids)}
    facts = {
        job_id: {"workflow_version": row.version_id, "workflow_rule": {"name": row.rule or None, "why": row.why}}
        for job_id, row in pinned.items()
    }
    return {**facts, **_planned([job_id for job_id in job_ids if job_id not in pinned])}


def _planned(job_ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """Of jobs that have not opened: what the rules say now, in a number of queries that doesn't grow with the jobs."""
    if not job_ids:
        return {}
    among, otherwise = rules(), default_version()
    rows = Job.objects.filter(pk__in=job_ids).select_related("department", "job_family", "job_group")
    planned = {}
    for job in rows.prefetch_related("locations__region"):
        choice = choose(job, job.locations.all(), among, otherwise)
        planned[job.pk] = {
            "workflow_version": None,
            "workflow_rule": {"name": choice.rule_name or None, "why": choice.why},
        }
    return planned

"""Stays in milestones as rows of a file: one row for each time that an application entered one, with when it left and how."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.transfers.exports.registry import Column, Exporter, Kind
from ats.permissions import CorePermission
from milestones.models import Visit
from milestones.queries.exports import applications

JOB = "application__job__"
MILESTONE = "milestone__definition__"


def rows(user: Any, query: QueryDict, at: datetime) -> QuerySet[Visit]:
    """Those of the applications that the same filters let through."""
    return Visit.objects.filter(application__in=applications.narrowed(user, query, at).order_by().values("pk"))


def all_columns() -> Sequence[Column]:
    return [
        Column(key="waymark_id", label=_("Id"), path="pk"),
        Column(key="application_id", label=_("Application"), path="application_id"),
        Column(key="candidate_id", label=_("Candidate"), path="application__candidate_id"),
        Column(key="job_id", label=_("Job"), path="application__job_id"),
        Column(key="requisition_id", label=_("Requisition"), path=f"{JOB}requisition_id"),
        Column(key="job_name", label=_("Name of the job"), path=f"{JOB}name"),
        Column(key="position", label=_("Order of the stay"), kind=Kind.NUMBER, path="position"),
        Column(key="milestone", label=_("Milestone"), path=f"{MILESTONE}key"),
        Column(key="milestone_name", label=_("Name of the milestone"), path=f"{MILESTONE}name"),
        Column(key="stage", label=_("Stage"), path=f"{MILESTONE}stage"),
        Column(key="workflow", label=_("Workflow"), path="milestone__version__workflow__key"),
        Column(key="workflow_version", label=_("Version"), kind=Kind.NUMBER, path="milestone__version__number"),
        Column(key="entered_at", label=pgettext_lazy("milestone", "Entered"), kind=Kind.MOMENT, path="entered_at"),
        Column(key="due_at", label=_("Time limit ends"), kind=Kind.MOMENT, path="due_at"),
        Column(key="exited_at", label=pgettext_lazy("milestone", "Left"), kind=Kind.MOMENT, path="exited_at"),
        Column(key="outcome", label=_("Outcome"), path="outcome"),
        Column(key="cause", label=_("Cause"), path="cause"),
        Column(key="updated_at", label=_("Changed"), kind=Kind.MOMENT, path="updated_at"),
    ]


def seen(sensitivity: Sensitivity, ids: Sequence[UUID], user: Any) -> Collection[UUID]:
    """None of these columns is guarded."""
    return ()


EXPORTER = Exporter(
    noun="visits",
    label=_("Stays in milestones"),
    permission=CorePermission.APPLICATIONS_VIEW,
    rows=rows,
    columns=all_columns,
    seen=seen,
    person="application__candidate_id",
    filters=applications.FILTERS,
)

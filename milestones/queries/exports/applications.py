"""Applications as rows of a file, with the milestone in which each stands."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ats.kernel.access.sensitivity import READ_PERMISSION, Sensitivity
from ats.kernel.pages import ids as ids_in
from ats.kernel.transfers.exports.catalogued import columns
from ats.kernel.transfers.exports.registry import Column, Exporter, Kind, Values
from ats.models import Application, Job
from ats.permissions import CorePermission
from ats.queries import filtering
from milestones.models import Visit
from milestones.queries import board

MOMENT = Kind.MOMENT
FILTERS = frozenset({"board", "status", "job", "owner", "source", "q", "limit"})


def narrowed(user: Any, query: QueryDict, at: datetime) -> QuerySet[Application]:
    """`job`, `status`, `owner` and `source` narrow them, and a `condition`; with `board`, a job's id, they are those that its
    board shows with the filters that stand beside it."""
    found = Application.objects.visible_to(user)
    found = filtering.by_query(found, entity="application", params=query, user=user)
    if query.get("board"):
        return found.filter(pk__in=_on_board(user, query, at))
    if query.get("status"):
        found = found.filter(status__in=query.getlist("status"))
    for name in ("job", "owner", "source"):
        if query.get(name):
            found = found.filter(**{f"{name}__in": ids_in(query.getlist(name))})
    return found


def _on_board(user: Any, query: QueryDict, at: datetime) -> list[str]:
    job = Job.objects.visible_to(user).filter(pk__in=ids_in([query["board"]])).first()
    if job is None:
        return []
    filters = board.Filters.of(query)
    if filters.status == board.CLOSED:
        return board.closed_ids(job, user, filters)
    return [place.application_id for place in board.places(job, user, filters, at)]


def rows(user: Any, query: QueryDict, at: datetime) -> QuerySet[Application]:
    return Application.objects.filter(pk__in=narrowed(user, query, at).order_by().values("pk"))


def all_columns() -> Sequence[Column]:
    return [
        Column(key="waymark_id", label=_("Id"), path="pk"),
        Column(key="external_id", label=_("External id"), path="external_id"),
        Column(key="candidate_id", label=_("Candidate"), path="candidate_id"),
        Column(key="job_id", label=_("Job"), path="job_id"),
        *columns("application"),
        Column(key="milestone", label=_("Milestone"), of=milestones),
        Column(key="milestone_entered_at", label=_("In the milestone since"), kind=MOMENT, of=entered),
        Column(key="milestone_due_at", label=_("Time limit ends"), kind=MOMENT, of=due),
        Column(key="rejected_at", label=_("Rejected at"), kind=MOMENT, path="rejected_at"),
        Column(key="withdrawn_at", label=_("Withdrawn at"), kind=MOMENT, path="withdrawn_at"),
    ]


def seen(sensitivity: Sensitivity, ids: Sequence[UUID], user: Any) -> Collection[UUID]:
    """Pay is the job's matter."""
    if sensitivity == Sensitivity.PAY:
        permitted = Application.objects.filter(job__in=Job.objects.permitted(user, READ_PERMISSION[sensitivity]))
    else:
        permitted = Application.objects.permitted(user, READ_PERMISSION[sensitivity])
    return set(permitted.filter(pk__in=ids).values_list("pk", flat=True))


def milestones(ids: Sequence[UUID], user: Any) -> Values:
    return _open(ids, "milestone__definition__key")


def entered(ids: Sequence[UUID], user: Any) -> Values:
    return _open(ids, "entered_at")


def due(ids: Sequence[UUID], user: Any) -> Values:
    return _open(ids, "due_at")


def _open(ids: Sequence[UUID], path: str) -> Values:
    """At most one visit of an application is open."""
    visits = Visit.objects.filter(application__in=ids, exited_at__isnull=True)
    return dict(visits.order_by().values_list("application_id", path))


EXPORTER = Exporter(
    noun="applications",
    label=_("Applications"),
    permission=CorePermission.APPLICATIONS_VIEW,
    rows=rows,
    columns=all_columns,
    seen=seen,
    person="candidate_id",
    filters=FILTERS,
)

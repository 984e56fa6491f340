"""Jobs as rows of a file."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ats.kernel.access.sensitivity import READ_PERMISSION, Sensitivity
from ats.kernel.transfers.exports.catalogued import columns
from ats.kernel.transfers.exports.registry import Column, Exporter, Kind, Values
from ats.models import Job, Opening
from ats.permissions import CorePermission
from ats.queries import filtering, job_list


def rows(user: Any, query: QueryDict, at: datetime) -> QuerySet[Job]:
    found = filtering.by_query(job_list.chosen(query, user), entity="job", params=query, user=user)
    return Job.objects.filter(pk__in=found.order_by().values("pk"))


def all_columns() -> Sequence[Column]:
    return [
        Column(key="waymark_id", label=_("Id"), path="pk"),
        Column(key="external_id", label=_("External id"), path="external_id"),
        *columns("job"),
        Column(key="openings", label=_("Openings"), kind=Kind.NUMBER, of=openings),
        Column(key="openings_filled", label=_("Openings filled"), kind=Kind.NUMBER, of=filled),
        Column(key="closed_at", label=_("Closed"), kind=Kind.MOMENT, path="closed_at"),
    ]


def seen(sensitivity: Sensitivity, ids: Sequence[UUID], user: Any) -> Collection[UUID]:
    permitted = Job.objects.permitted(user, READ_PERMISSION[sensitivity])
    return set(permitted.filter(pk__in=ids).values_list("pk", flat=True))


def openings(ids: Sequence[UUID], user: Any) -> Values:
    return _counted(ids, Q())


def filled(ids: Sequence[UUID], user: Any) -> Values:
    return _counted(ids, Q(application__isnull=False))


def _counted(ids: Sequence[UUID], which: Q) -> Values:
    found = Opening.objects.filter(which, job__in=ids).order_by().values_list("job_id").annotate(n=Count("pk"))
    return dict.fromkeys(ids, 0) | dict(found)


EXPORTER = Exporter(
    noun="jobs",
    label=_("Jobs"),
    permission=CorePermission.JOBS_VIEW,
    rows=rows,
    columns=all_columns,
    seen=seen,
    url_name="jobs",
    filters=frozenset({"q", "view", "department"}),
    has_builder=True,
)

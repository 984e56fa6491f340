"""Offers as rows of a file, each with the terms that stand now."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ats.kernel.access.sensitivity import READ_PERMISSION, Sensitivity
from ats.kernel.pages import ids as ids_in
from ats.kernel.transfers.exports.catalogued import columns
from ats.kernel.transfers.exports.registry import Column, Exporter, Kind
from ats.models import Job, Offer, OfferVersion
from ats.permissions import CorePermission
from ats.queries import filtering


def rows(user: Any, query: QueryDict, at: datetime) -> QuerySet[OfferVersion]:
    """`status` and `job` narrow them, and a `condition`."""
    found = filtering.by_query(Offer.objects.visible_to(user), entity="offer", params=query, user=user)
    if query.get("status"):
        found = found.filter(status__in=query.getlist("status"))
    if query.get("job"):
        found = found.filter(application__job__in=ids_in(query.getlist("job")))
    return OfferVersion.objects.filter(offer__in=found.order_by().values("pk"), number=F("offer__version"))


def all_columns() -> Sequence[Column]:
    return [
        Column(key="waymark_id", label=_("Id"), path="offer_id"),
        Column(key="external_id", label=_("External id"), path="offer__external_id"),
        Column(key="application_id", label=_("Application"), path="offer__application_id"),
        *columns("offer"),
        Column(key="version", label=_("Version"), kind=Kind.NUMBER, path="number"),
        Column(key="sent_at", label=_("Sent"), kind=Kind.MOMENT, path="offer__sent_at"),
        Column(key="expires_at", label=_("Expires"), kind=Kind.MOMENT, path="offer__expires_at"),
        Column(key="resolved_at", label=_("Answered"), kind=Kind.MOMENT, path="offer__resolved_at"),
    ]


def seen(sensitivity: Sensitivity, ids: Sequence[UUID], user: Any) -> Collection[UUID]:
    """Pay is the job's matter, and so is whatever else is guarded on an offer."""
    jobs = Job.objects.permitted(user, READ_PERMISSION[sensitivity])
    terms = OfferVersion.objects.filter(pk__in=ids, offer__application__job__in=jobs)
    return set(terms.values_list("pk", flat=True))


EXPORTER = Exporter(
    noun="offers",
    label=_("Offers"),
    permission=CorePermission.OFFERS_VIEW,
    rows=rows,
    columns=all_columns,
    seen=seen,
    person="offer__application__candidate_id",
    filters=frozenset({"status", "job"}),
)

"""What a record was at an earlier moment, and what changed since, by whom and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.dateformat import format as in_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ats.kernel.history import as_of
from ats.models import HiringTeamMember, Job, Offer, OfferVersion, Opening
from ats.queries import reasons

UNTOLD = {
    "id",
    "created_at",
    "updated_at",
    "external_id",
    "custom_fields",
    "version",
    "approved_version",
    "is_imported",
}
JOB_PAY = {"pay_min", "pay_max", "pay_currency", "pay_unit"}


@dataclass(frozen=True)
class OfferThen:
    """An offer as it stood; `terms` are those of the version that was current then."""

    offer: Offer
    terms: OfferVersion


@dataclass(frozen=True)
class JobThen:
    job: Job
    locations: list[Any]
    openings: list[Opening]
    team: list[HiringTeamMember]


@dataclass(frozen=True)
class Change:
    """One change: when, by whom (None: the system), why, and field by field what it was and what it became."""

    at: datetime
    by: Any
    why: str
    kind: str
    fields: list[tuple[str, str, str]]


def offer_as_of(offer: Offer, at: datetime) -> OfferThen | None:
    """The offer as it stood at `at`; None when there was none yet."""
    then = as_of(Offer, offer.pk, at)
    if then is None:
        return None
    return OfferThen(then, offer.versions.get(number=then.version))


def job_as_of(job: Job, at: datetime) -> JobThen | None:
    """The job with its places, openings and team as they stood at `at`; None when there was none yet."""
    latest = Job.history.filter(id=job.pk, history_date__lte=at).order_by("-history_date").first()
    if latest is None:
        return None
    return JobThen(
        job=latest.instance,
        locations=[row.location for row in latest.locations.select_related("location")],
        openings=_rows_of(Opening, job.pk, at),
        team=_rows_of(HiringTeamMember, job.pk, at),
    )


def _rows_of(model: Any, job_id: UUID, at: datetime) -> list[Any]:
    """The rows of `model` that hung on the job at `at`."""
    rows = model.history.filter(job_id=job_id, history_date__lte=at).order_by("id", "-history_date").distinct("id")
    return [row.instance for row in rows if row.history_type != "-"]


def offer_changes(offer: Offer) -> list[Change]:
    return _changes(Offer.history.filter(id=offer.pk), hidden=set())


def job_changes(job: Job, *, sees_pay: bool) -> list[Change]:
    """What changed, newest first; pay is left out, values and names alike, for those who may not see it."""
    return _changes(Job.history.filter(id=job.pk), hidden=set() if sees_pay else JOB_PAY)


def _changes(rows: Any, hidden: Iterable[str]) -> list[Change]:
    newest_first = list(rows.select_related("history_user").order_by("-history_date")[:200])
    pairs = zip(newest_first, [*newest_first[1:], None], strict=True)
    return [_change(row, before, {*UNTOLD, *hidden}) for row, before in pairs]


def _change(row: Any, before: Any, untold: set[str]) -> Change:
    told = [
        (_label(row, name), _words(before, name), _words(row, name))
        for name in (field.attname for field in row.instance._meta.concrete_fields)
        if before is not None and name.removesuffix("_id") not in untold and getattr(row, name) != getattr(before, name)
    ]
    return Change(
        row.history_date, row.history_user, reasons.told(row.history_change_reason or ""), row.history_type, told
    )


def _label(row: Any, name: str) -> str:
    label = str(row.instance._meta.get_field(name.removesuffix("_id")).verbose_name)
    return label[:1].upper() + label[1:]


def _words(row: Any, name: str) -> str:
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if shown else getattr(row, name.removesuffix("_id"), None)
    if isinstance(value, datetime):
        return _("{moment} UTC").format(
            moment=in_format(value, pgettext("a moment, in the letters of Django's date formats", "j M Y H:i"))
        )
    return _("none") if value in (None, "") else str(value)

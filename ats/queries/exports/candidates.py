"""Candidates as rows of a file. The names of the columns are those that an import of candidates guesses."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ats.kernel.access.sensitivity import READ_PERMISSION, Sensitivity
from ats.kernel.transfers.exports.catalogued import columns
from ats.kernel.transfers.exports.registry import Column, Exporter, Kind, Values
from ats.models import Application, Candidate, CandidateEmail, CandidatePhone, SourceTouch
from ats.permissions import CorePermission
from ats.queries import candidate_list, filtering

PERSONAL = Sensitivity.PERSONAL


def rows(user: Any, query: QueryDict, at: datetime) -> QuerySet[Candidate]:
    found = candidate_list.chosen(query, user, at)
    found = filtering.by_query(found, entity="candidate", params=query, user=user)
    return Candidate.objects.filter(pk__in=found.order_by().values("pk"))


def all_columns() -> Sequence[Column]:
    facts = columns("candidate", {"candidate.added_at": "known_since"})
    return [
        Column(key="waymark_id", label=_("Id"), path="pk"),
        Column(key="external_id", label=_("External id"), path="external_id"),
        *facts,
        Column(key="source", label=_("Source"), of=sources),
        Column(key="email", label=_("E-mail"), sensitivity=PERSONAL, of=first_emails),
        Column(key="phone", label=_("Phone"), sensitivity=PERSONAL, of=first_phones),
        Column(key="emails", label=_("E-mail addresses"), kind=Kind.SEVERAL, sensitivity=PERSONAL, of=emails),
        Column(key="phones", label=_("Phone numbers"), kind=Kind.SEVERAL, sensitivity=PERSONAL, of=phones),
    ]


def seen(sensitivity: Sensitivity, ids: Sequence[UUID], user: Any) -> Collection[UUID]:
    permitted = Candidate.objects.permitted(user, READ_PERMISSION[sensitivity])
    return set(permitted.filter(pk__in=ids).values_list("pk", flat=True))


def emails(ids: Sequence[UUID], user: Any) -> Values:
    return _points(CandidateEmail, ids)


def phones(ids: Sequence[UUID], user: Any) -> Values:
    return _points(CandidatePhone, ids)


def first_emails(ids: Sequence[UUID], user: Any) -> Values:
    return _first(emails(ids, user))


def first_phones(ids: Sequence[UUID], user: Any) -> Values:
    return _first(phones(ids, user))


def sources(ids: Sequence[UUID], user: Any) -> Values:
    """Where each came from first, as far as `user` sees it."""
    seen_touch = Q(application=None) | Q(application__in=Application.objects.visible_to(user))
    touches = SourceTouch.objects.filter(seen_touch, candidate__in=ids).order_by("at", "pk")
    return _first(_gathered(touches.values_list("candidate_id", "source__name")))


def _points(model: Any, ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """The oldest first; what was erased reads as nothing."""
    rows = model.objects.filter(candidate__in=ids).order_by("created_at", "pk")
    return _gathered((pk, value) for pk, value in rows.values_list("candidate_id", "value") if value)


def _gathered(pairs: Iterable[tuple[UUID, str]]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for pk, value in pairs:
        found.setdefault(pk, []).append(value)
    return found


def _first(found: Any) -> Values:
    return {pk: values[0] for pk, values in found.items()}


EXPORTER = Exporter(
    noun="candidates",
    label=_("Candidates"),
    permission=CorePermission.CANDIDATES_VIEW,
    rows=rows,
    columns=all_columns,
    seen=seen,
    person="pk",
    url_name="candidates",
    filters=frozenset({"q", "view", "tag", "skill", "owner", "source"}),
    has_builder=True,
)

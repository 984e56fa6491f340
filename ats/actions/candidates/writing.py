"""A candidate and their facts: added, changed, found again under what other systems call them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from ats import extension_points
from ats.actions import external_ids, ownership
from ats.actions.candidates.contacts import add_email, add_phone
from ats.actions.persistence import change
from ats.actions.recording import tell
from ats.actions.standing import standing
from ats.events import (
    CandidateAdded,
    CandidateUpdated,
)
from ats.kernel.history import acting
from ats.models import (
    Candidate,
)
from ats.models.moments import known_zone
from ats.policies import custom_fields

EDITABLE = {
    "first_name",
    "last_name",
    "company",
    "title",
    "location",
    "time_zone",
    "tags",
    "skills",
    "owner",
    "do_not_contact",
    "do_not_contact_reason",
    "external_id",
    "custom_fields",
}


def add(
    *,
    first_name: str,
    last_name: str,
    by: Any,
    at: datetime,
    email: str = "",
    phone: str = "",
    emails: Sequence[Any] = (),
    phones: Sequence[Any] = (),
    **facts: Any,
) -> Candidate:
    """A new candidate by a colleague's hand, with one address and number or lists of them ({value, type} each).

    Raises CustomFieldRefused for `custom_fields` that don't fit.
    """
    with transaction.atomic(), acting(by, "Added by hand"):
        _check_zone(facts)
        external_ids.claim(Candidate, facts.get("external_id", ""))
        if facts.get("custom_fields"):
            facts["custom_fields"] = custom_fields.merged("candidate", {}, facts["custom_fields"], by=by)
        since = at if facts.get("owner") else None
        candidate = Candidate.objects.create(
            first_name=first_name, last_name=last_name, created_at=at, owner_since=since, **facts
        )
        for each in [{"value": email}, *emails] if email else emails:
            add_email(candidate, each["value"], at=at, type=each.get("type", "personal"))
        for each in [{"value": phone}, *phones] if phone else phones:
            add_phone(candidate, each["value"], at=at, type=each.get("type", "personal"))
        tell(
            CandidateAdded(subject_id=candidate.pk, occurred_at=at, actor_id=getattr(by, "pk", None)), candidate, by=by
        )
    return candidate


def edit(*, candidate: Candidate, by: Any, at: datetime, reason: str = "Edited", **changes: Any) -> Candidate:
    """Change facts of a candidate; names outside EDITABLE are a programming error.

    `custom_fields` are merged into those that there are: None takes one away. Raises CustomFieldRefused.
    """
    unknown = changes.keys() - EDITABLE
    if unknown:
        raise TypeError(f"Not editable: {', '.join(sorted(unknown))}")
    with transaction.atomic(), acting(by, reason):
        row = standing(candidate)
        if "custom_fields" in changes:
            given, before = changes["custom_fields"], row.custom_fields
            changes["custom_fields"] = custom_fields.merged("candidate", before, given, by=by, row=row)
        changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
        if "owner" in changed:
            row = ownership.hand_over(candidate=row, to=changed.pop("owner"), by=by, at=at)
        if changed.get("do_not_contact") is False:
            changed["do_not_contact_reason"] = ""
        if changed:
            _check_zone(changed)
            external_ids.claim(Candidate, changed.get("external_id", ""))
            change(row, **changed)
            updated = CandidateUpdated(
                subject_id=row.pk, occurred_at=at, actor_id=getattr(by, "pk", None), fields=sorted(changed)
            )
            tell(updated, row, by=by)
        if "do_not_contact" in changed:
            extension_points.candidate_contact_changed(candidate=row, by=by, at=at)
    return row


def _check_zone(facts: dict[str, Any]) -> None:
    if zone := facts.get("time_zone"):
        known_zone(zone)

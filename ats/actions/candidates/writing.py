"""A candidate and their facts: added, changed, found again under what other systems call them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ats import extension_points
from ats.actions import ownership
from ats.actions.candidates.contacts import add_email, add_phone
from ats.actions.persistence import change, one_at_a_time
from ats.actions.recording import tell
from ats.actions.standing import standing
from ats.events import (
    CandidateAdded,
    CandidateUpdated,
)
from ats.kernel.errors import DomainError
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


class ExternalIdTaken(DomainError):
    """Another candidate has this external id; two systems, or two requests at once, mean the same person."""

    status = 409
    code = "external-id-taken"


def add(
    *, first_name: str, last_name: str, by: Any, at: datetime, email: str = "", phone: str = "", **facts: Any
) -> Candidate:
    """A new candidate by a colleague's hand. Raises CustomFieldRefused for `custom_fields` that don't fit."""
    with transaction.atomic(), acting(by, "Added by hand"):
        _check_zone(facts)
        _claim(facts.get("external_id", ""))
        if facts.get("custom_fields"):
            facts["custom_fields"] = custom_fields.merged("candidate", {}, facts["custom_fields"], by=by)
        since = at if facts.get("owner") else None
        candidate = Candidate.objects.create(
            first_name=first_name, last_name=last_name, created_at=at, owner_since=since, **facts
        )
        if email:
            add_email(candidate, email, at=at)
        if phone:
            add_phone(candidate, phone, at=at)
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
            _claim(changed.get("external_id", ""))
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


def hold_external_id(external_id: str) -> None:
    """Let nobody else write the candidate with this external id until the caller's transaction ends."""
    one_at_a_time(f"candidate external id {external_id}")


def _claim(external_id: str) -> None:
    """Hold the external id until the transaction ends. Raises ExternalIdTaken when another candidate has it."""
    if not external_id:
        return
    hold_external_id(external_id)
    if Candidate.objects.filter(external_id=external_id).exists():
        raise ExternalIdTaken(
            _("Another candidate has the external id “{external_id}”. Look it up and change that one.").format(
                external_id=external_id
            )
        )

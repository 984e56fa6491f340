"""Contact points: added, replaced, looked up; and whether anybody may use them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ats import extension_points
from ats.actions.persistence import change, touch
from ats.actions.recording import tell
from ats.actions.standing import standing
from ats.events import (
    CandidateContactsChanged,
    ContactAllowed,
    ContactBarred,
)
from ats.kernel.errors import DomainError
from ats.kernel.history import acting, bulk_update_with_history
from ats.kernel.privacy import person_keys
from ats.models import (
    Candidate,
    CandidateEmail,
    CandidateMerge,
    CandidatePhone,
    MatchKey,
    Referral,
)
from ats.models.contact import email_indexes, normal_email, normal_phone, phone_index

CONTACTS = (CandidateEmail, CandidatePhone)


class ContactRefused(DomainError):
    """“Do not contact” needs a reason."""

    status = 400
    code = "reason-missing"


def known_by(email: str) -> Candidate | None:
    """The candidate who has this address, the longest known first."""
    index, _ = email_indexes(normal_email(email))
    return Candidate.objects.standing().filter(email_addresses__value_index=index).order_by("created_at", "pk").first()


def add_email(candidate: Candidate, email: str, *, at: datetime, type: str = "personal") -> CandidateEmail:
    address = normal_email(email)
    index, domain = email_indexes(address)
    row, _ = CandidateEmail.objects.get_or_create(
        candidate=candidate,
        value_index=index,
        defaults={"value": address, "domain_index": domain, "type": type, "created_at": at},
    )
    return row


def add_phone(
    candidate: Candidate, phone: str, *, at: datetime, country: str = "", type: str = "personal"
) -> CandidatePhone:
    number = normal_phone(phone, country)
    row, _ = CandidatePhone.objects.get_or_create(
        candidate=candidate,
        value_index=phone_index(number),
        defaults={"value": number, "type": type, "created_at": at},
    )
    return row


def replace_contacts(
    *, candidate: Candidate, by: Any, at: datetime, emails: list[Any] | None = None, phones: list[Any] | None = None
) -> None:
    """Make the lists of addresses and numbers what they are given as ({value, type} each); None leaves a list alone.

    Nothing is told where nothing differs: who sends the same every night changes nothing.
    """
    with transaction.atomic(), acting(by, "Contact points changed"):
        row = standing(candidate)
        differs = [
            _replace(row.email_addresses, emails, lambda value, type: add_email(row, value, at=at, type=type)),
            _replace(row.phone_numbers, phones, lambda value, type: add_phone(row, value, at=at, type=type)),
        ]
        if not any(differs):
            return
        touch(row)
        changed = CandidateContactsChanged(subject_id=row.pk, occurred_at=at, actor_id=getattr(by, "pk", None))
        tell(changed, row, by=by)


def _replace(rows: Any, wanted: list[Any] | None, add: Any) -> bool:
    """Let `rows` be the `wanted` ones; whether anything differs from before."""
    if wanted is None:
        return False
    before = set(rows.values_list("pk", "type"))
    kept = [_typed(add(each["value"], each.get("type", "personal")), each.get("type")) for each in wanted]
    rows.exclude(pk__in=[row.pk for row in kept]).delete()
    return {(row.pk, row.type) for row in kept} != before


def _typed(row: Any, type: str | None) -> Any:
    """A point that was known already is of the kind that is said now."""
    if type and row.type != type:
        change(row, type=type)
    return row


def erase_contacts(*, candidate: Candidate, by: Any, at: datetime) -> None:
    """Destroy the key of the person, and of every record that was merged into theirs: their addresses and numbers can be
    read nowhere any more, copies included. The rows go, and every fingerprint by which somebody could recognise them; new
    ones are refused from now on (PersonErased). Raises MergedAway for a record that is part of another."""
    with transaction.atomic(), acting(by, "Contact points erased"):
        row = standing(candidate)
        ids = _with_merged(row.pk)
        person_keys.destroy(ids, at=at)
        _delete_contacts(ids)  # the handler of the event makes the fingerprints of the name anew
        _forget_referred(ids, by, at)
        touch(row)
        changed = CandidateContactsChanged(subject_id=row.pk, occurred_at=at, actor_id=getattr(by, "pk", None))
        tell(changed, row, by=by)


def erase_contacts_again(*, persons: list[UUID], at: datetime) -> None:
    """A backup brought back who was erased after it was made, and their keys are destroyed again: the rows go as well, those
    that had moved to another record in a merge included. Registered on `ats.kernel.privacy.replaying`."""
    _delete_contacts(persons)
    for merge in CandidateMerge.objects.in_force().filter(absorbed__in=persons).exclude(survivor__in=persons):
        for model in CONTACTS:
            model._base_manager.filter(pk__in=merge.moved.get(model._meta.label_lower, [])).delete()
    _forget_referred(persons, None, at)


def _delete_contacts(persons: list[UUID]) -> None:
    for model in (*CONTACTS, MatchKey):
        model._base_manager.filter(candidate__in=persons).delete()


def _forget_referred(ids: list[UUID], by: Any, at: datetime) -> None:
    """A referral stays with its words; by which address it was made nobody can tell any more, from its past either.

    `updated_at` stays, since whoever made the referral reads it and hears nothing of the person.
    """
    rows = list(Referral._base_manager.filter(application__candidate__in=ids).order_by("pk"))
    for row in rows:
        row.email_index = f"erased {row.pk.hex}"
    bulk_update_with_history(rows, ["email_index"], by=by, reason="Contact points erased", at=at)
    for row in rows:
        row.history.update(email_index=row.email_index)


def _with_merged(pk: UUID) -> list[UUID]:
    """This record and all that have become part of it, by way of others too."""
    found, last = [pk], [pk]
    while last := list(Candidate._base_manager.filter(merged_into__in=last).values_list("pk", flat=True)):
        found += last
    return found


def bar_contact(*, candidate: Candidate, reason: str, by: Any, at: datetime) -> Candidate:
    """Let nobody contact the candidate; what waits to be sent is cancelled. Raises ContactRefused without a reason."""
    return _mark_contact(candidate, True, reason, by, at)


def allow_contact(*, candidate: Candidate, reason: str, by: Any, at: datetime) -> Candidate:
    """Lift “do not contact”. What was cancelled stays so. Raises ContactRefused without a reason."""
    return _mark_contact(candidate, False, reason, by, at)


def _mark_contact(candidate: Candidate, is_barred: bool, reason: str, by: Any, at: datetime) -> Candidate:
    if not reason.strip():
        raise ContactRefused(_("Say why. Colleagues who look at the candidate read it."))
    happened = ContactBarred if is_barred else ContactAllowed
    deed = "Do not contact" if is_barred else "Contact allowed again"
    with transaction.atomic(), acting(by, f"{deed}: {reason.strip()}"):
        row = standing(candidate)
        if row.do_not_contact != is_barred:
            change(row, do_not_contact=is_barred, do_not_contact_reason=reason.strip() if is_barred else "")
            tell(happened(subject_id=row.pk, occurred_at=at, actor_id=getattr(by, "pk", None)), row, by=by)
            extension_points.candidate_contact_changed(candidate=row, by=by, at=at)
    return row

"""May this message still go out? Asked inside the claim, since the world moves between queueing and sending."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ats.kernel.privacy.fields import blind_index
from ats.kernel.wording import words_of
from ats.models import Application, ApplicationStatus, Candidate, CandidateEmail, Offer, OfferStatus
from comms.models import Consent, ConsentPurpose, ConsentStatus, Message, Suppression

# The states of an application in which a message of this purpose still holds; purposes not named hold always.
TRUE_WHILE: dict[str, set[str]] = {
    "referral": {ApplicationStatus.ACTIVE},
    "rejection": {ApplicationStatus.REJECTED},
    "withdrawal": {ApplicationStatus.WITHDRAWN},
    "interview_invitation": {ApplicationStatus.ACTIVE},
    "interview_times": {ApplicationStatus.ACTIVE},
    "interview_reminder": {ApplicationStatus.ACTIVE},
    "scorecard_reminder": {ApplicationStatus.ACTIVE},
    "offer": {ApplicationStatus.ACTIVE},
    # Milestones follow the hire too; whoever leaves one takes its escalations along.
    "escalation": {ApplicationStatus.ACTIVE, ApplicationStatus.HIRED},
}

# Kept with a message in the first language; asked for a page, each is put into the reader's.
CONSENT_WITHDRAWN = gettext_noop("The person withdrew their consent.")
NO_ADDRESS = gettext_noop("No e-mail address is known.")
DO_NOT_CONTACT = gettext_noop("The candidate is marked “do not contact”.")


def why_not(message: Message) -> str:
    """The reason why `message` may not go out, in words; empty when it may. Reads fresh rows, in the gate's order."""
    return (
        _consent(message)
        or _suppression(message)
        or _do_not_contact(message)
        or _application(message)
        or _offer(message)
    )


def why_not_write(candidate: Candidate, application: Application | None = None) -> str:
    """The reason why `candidate` may not be written to at all, known before a message exists; empty when they may."""
    return why_not(Message(candidate=candidate, application=application, to_address=candidate.main_email))


def barred(candidates: Sequence[Candidate]) -> dict[UUID, str]:
    """Those who may not be written to, with the reason; three queries, however many."""
    ids = [candidate.pk for candidate in candidates]
    said = Consent.objects.filter(candidate__in=ids, purpose=ConsentPurpose.APPLICATION)
    last = said.order_by("candidate_id", "-captured_at", "-created_at").distinct("candidate_id")
    withdrawn = {row.candidate_id for row in last if row.status == ConsentStatus.WITHDRAWN}
    indexes = {pk: address_index(address) for pk, address in _main_addresses(ids).items()}
    stopped = dict(
        Suppression.objects.filter(address_index__in=indexes.values()).values_list("address_index", "reason")
    )
    found = {row.pk: _barred(row, withdrawn, indexes, stopped) for row in candidates}
    return {pk: reason for pk, reason in found.items() if reason}


def _main_addresses(ids: Sequence[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for row in CandidateEmail.objects.filter(candidate__in=ids).order_by("created_at"):
        found.setdefault(row.candidate_id, row.value)
    return found


def _barred(row: Candidate, withdrawn: set[UUID], indexes: dict[UUID, str], stopped: dict[str, str]) -> str:
    """In the order in which the sender asks."""
    if row.pk in withdrawn:
        return words_of(CONSENT_WITHDRAWN)
    if row.pk not in indexes:
        return words_of(NO_ADDRESS)
    if indexes[row.pk] in stopped:
        return _suppressed(stopped[indexes[row.pk]])
    return words_of(DO_NOT_CONTACT) if row.do_not_contact else ""


# From the widest to the strictest.
STRICTER = [ConsentStatus.GRANTED, ConsentStatus.EXPIRED, ConsentStatus.DENIED, ConsentStatus.WITHDRAWN]


def strictest(words: list[Consent]) -> Consent:
    """Which of what two records of one person said counts."""
    return max(words, key=lambda row: STRICTER.index(ConsentStatus(row.status)))


def together(words: list[Consent]) -> dict[str, object]:
    """For a person to read: the word that counts, whether there is another, and whether it is a yes."""
    counts = strictest(words)
    return {
        "counts": counts,
        "is_yes": counts.is_standing,
        "is_split": len({row.status for row in words}) > 1,
        "is_in_both": len(words) > 1,
    }


def address_index(address: str) -> str:
    """The fingerprint under which an address is suppressed."""
    return blind_index(address.strip().lower(), "address")


def _consent(message: Message) -> str:
    if message.candidate_id is None:
        return ""
    latest = Consent.objects.about(message.candidate_id, ConsentPurpose.APPLICATION).first()
    return words_of(CONSENT_WITHDRAWN) if latest and latest.status == ConsentStatus.WITHDRAWN else ""


def _suppression(message: Message) -> str:
    if not message.to_address:
        return words_of(NO_ADDRESS)
    row = Suppression.objects.filter(address_index=address_index(message.to_address)).first()
    return _suppressed(row.reason) if row else ""


def _suppressed(reason: str) -> str:
    return _("The address is suppressed: {reason}.").format(reason=words_of(reason))


def _do_not_contact(message: Message) -> str:
    if message.candidate_id is None:
        return ""
    barred = Candidate.objects.filter(pk=message.candidate_id, do_not_contact=True).exists()
    return words_of(DO_NOT_CONTACT) if barred else ""


def _application(message: Message) -> str:
    allowed = TRUE_WHILE.get(message.purpose)
    if allowed is None or message.application_id is None:
        return ""
    status = Application.objects.filter(pk=message.application_id).values_list("status", flat=True).first()
    return "" if status in allowed else _no_longer(status)


def _offer(message: Message) -> str:
    if message.purpose != "offer":
        return ""
    standing = Offer.objects.filter(application=message.application_id, status=OfferStatus.SENT).exists()
    return "" if standing else _("The offer no longer stands.")


def _no_longer(status: str | None) -> str:
    """Said in a message's row alone."""
    return f"The application is {status or 'gone'} now, so the message no longer holds."

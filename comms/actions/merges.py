"""When two records of a person become one: their messages and consents go along, and the stricter word counts."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ats.extension_points import CandidateRows
from ats.models import Candidate, CandidateMerge
from comms import policies
from comms.actions import stopping
from comms.models import Consent, ConsentPurpose, ConsentStatus, Message
from comms.models.consent import CapturedBy

APPENDED = "comms.consent appended"
METHOD, UNDONE = "merge", "merge undone"


def rows() -> list[CandidateRows]:
    return [CandidateRows(Message, _("Messages")), CandidateRows(Consent, _("Consents"))]


def merged(*, merge: CandidateMerge, survivor: Candidate, absorbed: Candidate, by: Any, at: datetime) -> None:
    """Where the two said different things on a purpose, append the stricter word, so that it is the last one.

    What was granted in one record and taken back in the other is taken back; asking the person again is the way out.
    """
    moved = set(merge.moved.get(Consent._meta.label_lower, []))
    appended = [row for purpose in ConsentPurpose if (row := _settled(survivor, purpose, moved, by, at))]
    merge.moved[APPENDED] = [str(row.pk) for row in appended]
    if any(row.purpose == ConsentPurpose.APPLICATION and row.status == ConsentStatus.WITHDRAWN for row in appended):
        stopping.stop_candidate(candidate=survivor, at=at, reason=policies.CONSENT_WITHDRAWN)


def unmerged(*, merge: CandidateMerge, survivor: Candidate, absorbed: Candidate, by: Any, at: datetime) -> None:
    """A record of consent is never taken away, nor is the one that the merge appended. Where it still is the last word of
    the record that was kept, that one's own word is said again; the absorbed record's rows went back with it."""
    appended = merge.moved.get(APPENDED, [])
    for purpose in ConsentPurpose:
        said = list(Consent.objects.about(survivor, purpose).select_related("text"))
        own = next((row for row in said if str(row.pk) not in appended), None)
        if own and str(said[0].pk) in appended and said[0].status != own.status:
            _append(own, UNDONE, by, at)


def _settled(survivor: Candidate, purpose: str, moved: set[str], by: Any, at: datetime) -> Consent | None:
    said = list(Consent.objects.about(survivor, purpose).select_related("text"))
    words = [next((row for row in said if (str(row.pk) in moved) is came), None) for came in (True, False)]
    if None in words:
        return None
    strictest = policies.strictest([row for row in words if row])
    return None if said[0].status == strictest.status else _append(strictest, METHOD, by, at)


def _append(word: Consent, method: str, by: Any, at: datetime) -> Consent:
    """Say `word` once more, on the candidate who has it now; its proof stands in the row itself."""
    return Consent.objects.create(
        candidate_id=word.candidate_id,
        application_id=word.application_id,
        purpose=word.purpose,
        channel=word.channel,
        jurisdiction=word.jurisdiction,
        lawful_basis=word.lawful_basis,
        status=word.status,
        text=word.text,
        text_sha256=word.text_sha256,
        captured_at=at,
        captured_by=CapturedBy.COLLEAGUE,
        recorded_by=by,
        method=method,
        locale=word.locale,
        expires_at=word.expires_at,
        created_at=at,
    )

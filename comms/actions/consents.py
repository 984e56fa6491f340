"""Consent is recorded in the words that the person saw; each change is a new row (a trigger refuses rewriting)."""

import hashlib
import json
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ats.actions.persistence import locked
from ats.extension_points import ConsentBox, Submission
from ats.kernel import audit
from ats.kernel.errors import DomainError
from ats.models import Application, Candidate, User
from comms import policies
from comms.actions import stopping
from comms.models import Consent, ConsentPurpose, ConsentStatus, ConsentText
from comms.models.consent import CapturedBy
from comms.queries import consent_texts


class ConsentMissing(DomainError):
    """A required consent was not given; the application can't be taken."""

    code = "consent-missing"


class AlreadyAnswered(DomainError):
    """What was agreed to is not agreed to twice."""

    status = 409
    code = "already-answered"


class NothingAsked(DomainError):
    """The application is over; nobody waits for an answer."""

    status = 409
    code = "nothing-asked"


class NothingToWithdraw(DomainError):
    """There is no standing consent that could be taken back."""

    code = "nothing-to-withdraw"


def boxes(*, region: str) -> list[ConsentBox]:
    """What the application form asks in `region`, required ones first. Registered on `ats.extension_points`."""
    return [
        ConsentBox(purpose=text.purpose, text_id=str(text.pk), text=text.text, is_required=text.is_required)
        for text in consent_texts(region)
    ]


def boxes_for_referred(*, region: str) -> list[ConsentBox]:
    """What somebody is asked whom a colleague recommended: whether we may handle this application, and nothing else."""
    return [box for box in boxes(region=region) if box.purpose == ConsentPurpose.APPLICATION]


def record_application(*, application: Application, submission: Submission | None, at: datetime) -> None:
    """Write down each box of the form, ticked or not, in the transaction that takes the application.

    Somebody whom a colleague put forward has consented to nothing; there is no record then.
    Raises ConsentMissing when a required box was left empty.
    """
    if submission is None:
        return
    for text in consent_texts(submission.region):
        choice = submission.consents.get(text.purpose)
        granted = choice is not None and choice.granted
        if text.is_required and not granted:
            raise ConsentMissing(_("Please agree to how your application is handled; it can't be sent without that."))
        if choice is not None:
            _record_choice(application, submission, choice.text_id or str(text.pk), granted, at)


def agree(*, application: Application, submission: Submission, at: datetime) -> None:
    """The person whom a colleague recommended agrees by their own link, in the words that they saw, to what they are asked
    (`boxes_for_referred`) and to nothing else.

    Raises ConsentMissing when the box was left empty, whether or not other forms demand it; AlreadyAnswered when they have
    answered before; NothingAsked when the application is over.
    """
    with transaction.atomic():
        row = locked(application)
        if not row.is_active:
            raise NothingAsked(_("This application is over, so there is nothing to agree to."))
        if Consent.objects.filter(application=row, purpose=ConsentPurpose.APPLICATION).exists():
            raise AlreadyAnswered(_("You have answered this already. What you agreed to stands on this page."))
        choice = submission.consents.get(ConsentPurpose.APPLICATION)
        if choice is None or not choice.granted:
            raise ConsentMissing(_("Please agree to how your application is handled; it can't go on without that."))
        given = _record_choice(row, submission, choice.text_id, True, at)
        _record("consent.given", given, None, at)


def withdraw(*, candidate: Candidate, purpose: str, by: User | None, at: datetime) -> Consent:
    """Append that the person takes back what they agreed to, and cancel what waits and rested on it.

    `by` is the colleague who writes it down for them; None when they did it themselves.

    Raises NothingToWithdraw when they had not agreed, or took it back already.
    """
    with transaction.atomic():
        row = locked(candidate)
        latest = Consent.objects.about(row, purpose).first()
        if latest is None or not latest.is_standing:
            raise NothingToWithdraw(
                _("{person} has not agreed to this, so there is nothing to take back.").format(person=row.name)
            )
        taken_back = _take_back(latest, by, at)
        if purpose == ConsentPurpose.APPLICATION:
            stopping.stop_candidate(candidate=row, at=at, reason=policies.CONSENT_WITHDRAWN)
        _record("consent.withdrawn", taken_back, by, at)
    return taken_back


def _take_back(latest: Consent, by: User | None, at: datetime) -> Consent:
    return Consent.objects.create(
        candidate_id=latest.candidate_id,
        application_id=latest.application_id,
        purpose=latest.purpose,
        jurisdiction=latest.jurisdiction,
        status=ConsentStatus.WITHDRAWN,
        text_id=latest.text_id,
        text_sha256=latest.text_sha256,
        captured_at=at,
        captured_by=CapturedBy.COLLEAGUE if by else CapturedBy.SELF,
        recorded_by=by,
        method="withdrawal",
    )


def _record(deed: str, row: Consent, by: User | None, at: datetime) -> None:
    codes = {"purpose": row.purpose, "text_version": row.text.version}
    audit.record(
        deed=deed, actor=by, subject_type="candidate", subject_id=row.candidate_id, outcome="done", at=at, codes=codes
    )


def _record_choice(
    application: Application, submission: Submission, text_id: str, granted: bool, at: datetime
) -> Consent:
    text = ConsentText.objects.get(pk=text_id)
    return Consent.objects.create(
        candidate_id=application.candidate_id,
        application=application,
        purpose=text.purpose,
        jurisdiction=submission.region,
        status=ConsentStatus.GRANTED if granted else ConsentStatus.DENIED,
        text=text,
        text_sha256=hashlib.sha256(text.text.encode()).hexdigest(),
        captured_at=at,
        form_url=submission.form_url[:300],
        proof=json.dumps({"ip": submission.ip, "user_agent": submission.user_agent[:300]}),
        locale=submission.locale[:10],
        expires_at=at + timedelta(days=text.keep_days) if granted else None,
    )

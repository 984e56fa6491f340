"""How an application stands, in the candidate's words: phases and dates, never a milestone, a score or a colleague's note."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from ats import extension_points
from ats.kernel.pages import words
from ats.models import Application, ApplicationStatus, Interview, InterviewStatus, Offer, OfferStatus, Stage
from ats.queries import referrals

PHASES = (
    ("Application", {Stage.LEAD, Stage.APPLIED}),
    ("First look", {Stage.SCREENING, Stage.ASSESSMENT}),
    ("Interviews", {Stage.INTERVIEW}),
    ("Decision", {Stage.OFFER}),
)


@dataclass(frozen=True)
class Step:
    """One phase on the candidate's page; `state` is done, now, off or nothing (still to come)."""

    title: str
    detail: str
    state: str


@dataclass(frozen=True)
class StatusPage:
    lead: str
    steps: list[Step]
    interviews: list[Interview]
    offer: Offer | None
    can_withdraw: bool


def status_page(application: Application, at: datetime) -> StatusPage:
    """What the page says now. Who was turned down reads it here no earlier than in our message."""
    known = _known_status(application)
    interviews = list(
        Interview.objects.filter(application=application, status=InterviewStatus.SCHEDULED, ends_at__gt=at).order_by(
            "starts_at", "pk"
        )
    )
    offer = Offer.objects.filter(application=application, status=OfferStatus.SENT).first()
    return StatusPage(
        lead=_lead(application, known, _came(application)),
        steps=_steps(application, known, interviews),
        interviews=interviews if known == ApplicationStatus.ACTIVE else [],
        offer=offer if known == ApplicationStatus.ACTIVE else None,
        can_withdraw=known == ApplicationStatus.ACTIVE,
    )


def _known_status(application: Application) -> str:
    """The status that the candidate may read: still active while the word of the end has not gone out."""
    if application.status == ApplicationStatus.REJECTED and any(
        extension_points.word_of_end_waits(application=application)
    ):
        return ApplicationStatus.ACTIVE
    return application.status


def _came(application: Application) -> str:
    """How the application began, in the person's own words: they applied, or a colleague recommended them."""
    day, referral = words.day(application.applied_at), referrals.who_brought(application)
    if referral is None:
        return f"You applied on {day}."
    return _("{name} recommended you on {day}.").format(name=referral.referred_by.name, day=day)


def _lead(application: Application, known: str, applied: str) -> str:
    return {
        ApplicationStatus.ACTIVE: f"{applied} A person looks after your application; you hear from us either way.",
        ApplicationStatus.HIRED: f"{applied} You are hired. Welcome!",
        ApplicationStatus.REJECTED: f"{applied} We did not go on with this application. Thank you for your time.",
        ApplicationStatus.WITHDRAWN: f"{applied} You withdrew. If that was a mistake, answer one of our mails.",
    }[ApplicationStatus(known)]


def _steps(application: Application, known: str, interviews: list[Interview]) -> list[Step]:
    here = _phase(application.stage)
    texts = [f"Received {words.day(application.applied_at)}", "A person reads what you sent", "", ""]
    texts[2] = _interview_words(interviews) or "Talks with the people you would work with"
    texts[3] = "An offer, or a no with our thanks"
    if known == ApplicationStatus.HIRED:
        return [Step(name, text, "done") for (name, _), text in zip(PHASES, texts, strict=True)]
    ended = known != ApplicationStatus.ACTIVE
    return [
        Step(name, text, _state(number, here, ended=ended))
        for number, ((name, _), text) in enumerate(zip(PHASES, texts, strict=True))
    ]


def _phase(stage: str) -> int:
    return next((number for number, (_, stages) in enumerate(PHASES) if stage in stages), len(PHASES) - 1)


def _state(number: int, here: int, *, ended: bool) -> str:
    if number < here or (ended and number == 0):
        return "done"
    if ended:
        return "off"
    return "now" if number == here else ""


def _interview_words(interviews: list[Interview]) -> str:
    if not interviews:
        return ""
    first = interviews[0]
    zone = first.time_zone or settings.DEFAULT_TIME_ZONE
    return f"{first.name or 'Interview'}: {words.in_zone(first.starts_at, zone)}"

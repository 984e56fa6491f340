"""How an application stands, in the candidate's words: phases and dates, never a milestone, a score or a colleague's note."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats import extension_points
from ats.kernel.pages import words
from ats.models import Application, ApplicationStatus, Interview, InterviewStatus, Offer, OfferStatus, Stage
from ats.queries import referrals

PHASES = (
    (_l("Application"), {Stage.LEAD, Stage.APPLIED}),
    (_l("First look"), {Stage.SCREENING, Stage.ASSESSMENT}),
    (_l("Interviews"), {Stage.INTERVIEW}),
    (_l("Decision"), {Stage.OFFER}),
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
        return _("You applied on {day}.").format(day=day)
    return _("{name} recommended you on {day}.").format(name=referral.referred_by.name, day=day)


def _lead(application: Application, known: str, applied: str) -> str:
    lead = {
        ApplicationStatus.ACTIVE: _("{applied} A person looks after your application; you hear from us either way."),
        ApplicationStatus.HIRED: _("{applied} You are hired. Welcome!"),
        ApplicationStatus.REJECTED: _("{applied} We did not go on with this application. Thank you for your time."),
        ApplicationStatus.WITHDRAWN: _("{applied} You withdrew. If that was a mistake, answer one of our mails."),
    }[ApplicationStatus(known)]
    return lead.format(applied=applied)


def _steps(application: Application, known: str, interviews: list[Interview]) -> list[Step]:
    here = _phase(application.stage)
    texts = [
        _("Received {day}").format(day=words.day(application.applied_at)),
        _("A person reads what you sent"),
        _interview_words(interviews) or _("Talks with the people you would work with"),
        _("An offer, or a no with our thanks"),
    ]
    if known == ApplicationStatus.HIRED:
        return [Step(str(name), text, "done") for (name, _stages), text in zip(PHASES, texts, strict=True)]
    ended = known != ApplicationStatus.ACTIVE
    return [
        Step(str(name), text, _state(number, here, ended=ended))
        for number, ((name, _stages), text) in enumerate(zip(PHASES, texts, strict=True))
    ]


def _phase(stage: str) -> int:
    return next((number for number, (_name, stages) in enumerate(PHASES) if stage in stages), len(PHASES) - 1)


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
    return _("{interview}: {when}").format(
        interview=first.name or _("Interview"), when=words.shown_in_zone(first.starts_at, zone)
    )

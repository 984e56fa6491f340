"""What comms shows on other apps' pages: messages beside an application, consent beside a candidate."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from ats.kernel import access, counting, health, pages
from ats.kernel.pages import words
from ats.models import Application, Candidate
from ats.queries import referrals
from ats.queries.careers import region_of
from comms import policies, unwritten
from comms.actions import consents
from comms.models import Consent, ConsentPurpose, ConsentStatus, Message, MessageStatus
from comms.permissions import CommsPermission

SHOWN = 10
TONES = {
    ConsentStatus.GRANTED: "ok",
    ConsentStatus.WITHDRAWN: "bad",
    ConsentStatus.DENIED: "",
    ConsentStatus.EXPIRED: "warn",
}
NEEDING_A_PERSON = access.ForReaders(
    counting.Prepared,
    lambda reader: (
        Message.objects.permitted(reader, CommsPermission.MANAGE_MESSAGES).needing_a_person().order_by()[:100]
    ),
)


def register() -> None:
    see = CommsPermission.MANAGE_MESSAGES
    pages.help_topic("messages", _l("Messages"), "comms/help/messages.html", order=70, permission=see)
    pages.slot("application.rail").register(messages)
    pages.slot("candidate_status.panel").register(asked)
    pages.slot("candidate_status.panel").register(told)
    pages.slot("candidate_status.panel").register(agreed)
    pages.slot("candidate.rail").register(consent)
    pages.slot("inbox.main").register(to_decide)
    pages.slot("merge.rail").register(both_consents)
    pages.nav(
        "messages",
        _l("Messages"),
        "mail-warning",
        "messages",
        CommsPermission.MANAGE_MESSAGES,
        pages.Group.RECRUITING,
        order=80,
        count=waiting,
    )


def messages(request: HttpRequest, *, application: Application, **page: Any) -> pages.Panel | None:
    rows = Message.objects.visible_to(request.user).filter(application=application)
    found = list(rows.order_by("-send_at", "-id")[:SHOWN])
    if not found:
        return None
    may_manage = access.allows(request.user, CommsPermission.MANAGE_MESSAGES, application)
    return pages.Panel("comms/panel/messages.html", {"messages": found, "may_manage": may_manage}, order=60)


def consent(request: HttpRequest, *, candidate: Candidate, **page: Any) -> pages.Panel | None:
    """The latest word of the candidate on each purpose, and what of it can be taken back."""
    latest: dict[str, Consent] = {}
    for row in Consent.objects.visible_to(request.user).filter(candidate=candidate).select_related("text"):
        latest.setdefault(row.purpose, row)
    if not latest:
        return _not_answered(request, candidate)
    rows = [_told(row) for row in latest.values()]
    may = access.allows(request.user, CommsPermission.WITHDRAW_CONSENTS, candidate)
    standing = [row for row in latest.values() if may and row.is_standing]
    history = reverse("candidate_consents", args=[candidate.pk])
    context = {"rows": rows, "history_url": history, "standing": standing, "candidate": candidate}
    return pages.Panel("comms/panel/consent.html", context, order=40)


def _not_answered(request: HttpRequest, candidate: Candidate) -> pages.Panel | None:
    """Somebody whom a colleague recommended was asked by mail, and has said nothing yet."""
    mails = Message.objects.visible_to(request.user).filter(candidate=candidate, purpose="referral")
    mail = mails.order_by("-created_at").first()
    if mail is None:
        return None
    text = _("Asked by mail on {day}, not answered yet").format(day=words.day(mail.send_at))
    row = (ConsentPurpose.APPLICATION.label, text, "warn")
    context = {"rows": [row], "history_url": reverse("candidate_consents", args=[candidate.pk]), "standing": []}
    return pages.Panel("comms/panel/consent.html", {**context, "candidate": candidate}, order=40)


def told(request: HttpRequest, *, application: Application, **page: Any) -> pages.Panel | None:
    """On the candidate's own page: what we wrote to them about this application."""
    rows = Message.objects.filter(
        application=application, candidate=application.candidate_id, status=MessageStatus.SENT
    )
    found = list(rows.order_by("-sent_at")[:SHOWN])
    return pages.Panel("comms/candidate_status/_messages.html", {"messages": found}, order=10) if found else None


def asked(request: HttpRequest, *, application: Application, own_link: str, **page: Any) -> pages.Panel | None:
    """On the own page of somebody whom a colleague recommended: who it was, and what we ask them to agree to."""
    referral = referrals.who_brought(application) if application.is_active else None
    if referral is None or _has_answered(application):
        return None
    boxes = consents.boxes_for_referred(region=region_of(application.job))
    context = {"referral": referral, "boxes": boxes, "own_link": own_link}
    return pages.Panel("comms/candidate_status/_asked.html", context, order=5)


def _has_answered(application: Application) -> bool:
    return Consent.objects.filter(application=application, purpose=ConsentPurpose.APPLICATION).exists()


def agreed(request: HttpRequest, *, application: Application, own_link: str, **page: Any) -> pages.Panel | None:
    """On the candidate's own page: what they agreed to, each with a way to take it back."""
    latest: dict[str, Consent] = {}
    for row in Consent.objects.filter(candidate=application.candidate_id).select_related("text"):
        latest.setdefault(row.purpose, row)
    context = {"rows": list(latest.values()), "own_link": own_link}
    return pages.Panel("comms/candidate_status/_consents.html", context, order=20) if latest else None


def both_consents(request: HttpRequest, *, kept: Candidate, gone: Candidate, **page: Any) -> pages.Panel | None:
    """What both records said on each purpose, and which word counts once they are one."""
    said = Consent.objects.visible_to(request.user).filter(candidate__in=[kept, gone])
    latest: dict[str, dict[UUID, Consent]] = {}
    for row in said:
        latest.setdefault(row.purpose, {}).setdefault(row.candidate_id, row)
    lines = [policies.together(list(each.values())) for each in latest.values()]
    return pages.Panel("comms/panel/both_consents.html", {"lines": lines}, order=40) if lines else None


def _told(row: Consent) -> tuple[str, str, str]:
    said = _("{status} {day}, version {version}").format(
        status=row.get_status_display(), day=words.day(row.captured_at.date()), version=row.text.version
    )
    return row.get_purpose_display(), f"{said}, {row.jurisdiction.upper()}".rstrip(", "), TONES[row.status]


def waiting(user: Any) -> pages.Counted:
    """What is in doubt or given up; capped, since it stands on every page."""
    return pages.Counted(NEEDING_A_PERSON(user), hot=True)


def to_decide(request: HttpRequest, **page: Any) -> pages.Panel | None:
    """In the inbox: the messages that the reader manages and that are in doubt or given up."""
    if not access.allows(request.user, CommsPermission.MANAGE_MESSAGES):
        return None
    rows = Message.objects.permitted(request.user, CommsPermission.MANAGE_MESSAGES).needing_a_person()
    found = list(rows.order_by("-updated_at", "-pk")[:SHOWN])
    failed = unwritten.of(request.user)[:SHOWN]
    values = {"rows": found, "unwritten": failed}
    return pages.Panel("comms/message/_inbox.html", values, order=30) if found or failed else None


def health_questions(*, at: datetime) -> list[health.Question]:
    """For the administrator's home: mail that needs a person."""
    return [health.Question(Message.objects.needing_a_person().order_by()[:100], _mail)]


def _mail(number: int) -> health.Line:
    said = ngettext(
        "{number} need a person: in doubt, failed or given up",
        "{number} need a person: in doubt, failed or given up",
        number,
    )
    text = said.format(number=number) if number else _("All of it went out")
    return health.Line(_("Mail"), text, "bad" if number else "ok", "/messages/?view=over" if number else "")

"""Queue a message, take it back, or send one again that got stuck."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ats.actions.persistence import locked
from ats.kernel import audit
from ats.kernel.errors import DomainError
from ats.kernel.files import StoredFile
from ats.kernel.inserting import insert_unless_taken
from ats.models import Application, Candidate, User, moments
from comms import markup, merge_fields, policies
from comms.actions import stopping
from comms.models import Message, MessageClass, MessageRefused, MessageStatus, Template
from comms.queries import standard_values


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """An iCalendar object that travels with a message; `method` must equal its METHOD line (RFC 6047)."""

    text: str
    method: str = "REQUEST"


def queue(*, key: str, **what: Any) -> Message:
    """Queue one message to a candidate or to a colleague; it goes out at `send_at` (now by default).

    `key` names the reason to send: the same key twice gives the first message back, unchanged. `what` are the arguments of
    `_written`.

    Raises MissingValue naming the field, UnknownField, MessageRefused for an unknown template or a broken subject, and
    DateRefused for a year in which nobody reads it.
    """
    try:
        message = _written(key=key, **what)
    except DomainError:
        if existing := Message.objects.filter(key=key).first():
            return existing  # it was queued before its template went, or the person's address
        raise
    return _insert(message)


def _written(
    *,
    key: str,
    purpose: str,
    message_class: str,
    at: datetime,
    template: str | Template | None = None,
    subject: str = "",
    body: str = "",
    values: Mapping[str, object] | None = None,
    candidate: Candidate | None = None,
    recipient: User | None = None,
    application: Application | None = None,
    send_at: datetime | None = None,
    calendar: Invitation | None = None,
    attachment: StoredFile | None = None,
    by: User | None = None,
    harmless_twice: bool | None = None,
) -> Message:
    """The message as it will be sent. `harmless_twice` says that it may be sent again after a crash in mid-sending; messages
    to colleagues are by default.
    """
    moments.plausible(send_at=send_at)
    wording = _wording(template) if template else Template(subject=subject, body=body)
    filled = {**standard_values(candidate, recipient, application), **(values or {})}
    subject_line, text = _subject(wording.subject, filled), merge_fields.render(wording.body, filled)
    name, address = _address(candidate, recipient)
    return Message(
        key=key,
        purpose=purpose,
        message_class=message_class,
        template=wording if template else None,
        template_version=wording.version if template else None,
        candidate=candidate,
        recipient=recipient,
        application=application,
        to_name=name,
        to_address=address,
        address_index=policies.address_index(address) if address else "",
        subject=subject_line,
        body_text=text,
        body_html=markup.html(subject=subject_line, text=text),
        calendar=calendar.text if calendar else "",
        calendar_method=calendar.method if calendar else "",
        attachment=attachment,
        send_at=send_at or at,
        due_at=send_at or at,
        queued_by=by,
        harmless_twice=message_class == MessageClass.INTERNAL if harmless_twice is None else harmless_twice,
    )


def _insert(message: Message) -> Message:
    """Insert, or give back the row that another transaction put under the same key meanwhile."""
    if not message.to_address:
        message.become(MessageStatus.SUPPRESSED, policies.NO_ADDRESS)
    return message if insert_unless_taken(message) else Message.objects.get(key=message.key)


def cancel(*, message: Message, by: User | None, at: datetime, reason: str) -> Message:
    """Take a message back before it goes out, or write off one that is in doubt or given up.

    Raises MessageRefused when it is already going out or gone.
    """
    with transaction.atomic():
        row = locked(message)
        _require(row.can_be_cancelled, row, _("It can't be cancelled: the message is “{status}”."))
        row.become(MessageStatus.CANCELLED, reason)
        row.save(update_fields=["status", "status_reason"])
        _record("message.cancelled", row, by, at)
    return row


def resend(*, message: Message, by: User, at: datetime) -> Message:
    """Send a message again that is in doubt, failed or given up: a person's decision, who may know that it arrived.

    Tries and age count anew; the attempt never does, since a sender that was frozen in mid-sending may still hold an old one.

    Raises MessageRefused for a message in another state.
    """
    with transaction.atomic():
        row = locked(message)
        _require(row.can_be_resent, row, _("It can't be sent again: the message is “{status}”."))
        row.become(MessageStatus.QUEUED, gettext_noop("Sent again by hand"))
        row.send_at, row.due_at, row.tries = at, at, 0
        row.save(update_fields=["status", "status_reason", "send_at", "due_at", "tries"])
        _record("message.resent", row, by, at)
    return row


def cancel_queued(*, application: Application, purposes: Iterable[str], at: datetime, reason: str) -> int:
    """Cancel what waits for `application` with one of `purposes`; how many were cancelled.

    Call it in the transaction that moves the application, after locking the application.
    """
    rows = Message.objects.filter(application=application, purpose__in=list(purposes))
    return stopping.stop(rows, at=at, reason=reason)


def _wording(template: str | Template) -> Template:
    if isinstance(template, Template):
        return template
    found = Template.objects.filter(key=template, is_active=True).first()
    if found is None:
        raise MessageRefused(
            _("There is no active template “{name}”. Choose another or write the message yourself.").format(
                name=template
            )
        )
    return found


def _subject(text: str, values: Mapping[str, object]) -> str:
    text = text.strip()
    if text != merge_fields.one_line(text):
        raise MessageRefused(_("The subject must be one line of text."))
    subject = merge_fields.render(text, {name: merge_fields.one_line(str(value)) for name, value in values.items()})
    if not subject:
        raise MessageRefused(_("The message needs a subject."))
    return subject[:300]


def _address(candidate: Candidate | None, recipient: User | None) -> tuple[str, str]:
    """Name and address; the address is empty when none is known or it could not be written into a header."""
    if (candidate is None) == (recipient is None):
        raise MessageRefused(_("A message goes to one candidate or to one colleague."))
    if recipient is not None:
        name, address = recipient.name, recipient.email
    else:
        name, address = candidate.name, candidate.main_email
    return merge_fields.one_line(name)[:120], _valid(address.strip())


def _valid(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def _require(allowed: bool, row: Message, refusal: str) -> None:
    if not allowed:
        raise MessageRefused(refusal.format(status=row.get_status_display()), current=row.status)


def _record(deed: str, row: Message, by: User | None, at: datetime, **codes: Any) -> None:
    audit.record(
        deed=deed,
        actor=by,
        subject_type="message",
        subject_id=row.pk,
        outcome="done",
        at=at,
        codes={"purpose": row.purpose, **codes},
    )

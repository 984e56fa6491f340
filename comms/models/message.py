"""Messages that leave the house. A row is the message: it is claimed, sent once, and says what became of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats import links
from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun, tracked
from ats.kernel.errors import DomainError
from ats.kernel.languages import Text
from ats.kernel.privacy.fields import EncryptedTextField
from ats.kernel.wording import words_of
from ats.models import Application
from comms.permissions import CommsPermission


class MessageClass(models.TextChoices):
    """Why it may be sent at all; the class decides what suppresses it."""

    TRANSACTIONAL = "transactional", _l("About an application that the person made")
    INTERNAL = "internal", _l("To a colleague")


class TemplateQuerySet(ScopedQuerySet):
    """Wordings are the company's: whoever may see them at all sees every one."""

    view_permission = CommsPermission.VIEW_TEMPLATES

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q()


class Template(Noun):
    """Wording with named fields in double braces, such as {{candidate_first_name}}."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    message_class = models.CharField(max_length=20, choices=MessageClass.choices, default=MessageClass.TRANSACTIONAL)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    version = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    objects = TemplateQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MessageStatus(models.TextChoices):
    QUEUED = "queued", _l("Queued")
    SENDING = "sending", _l("Sending")
    SENT = "sent", _l("Sent")
    IN_DOUBT = "in_doubt", _l("In doubt: it may or may not have gone out")
    FAILED = "failed", _l("Failed, will be tried again")
    DEAD = "dead", _l("Given up")
    CANCELLED = "cancelled", _l("Cancelled")
    SUPPRESSED = "suppressed", _l("Suppressed")


@dataclass(frozen=True)
class Look:
    """How a status shows itself on badges and timelines: in few words, with a tone and an icon of the house."""

    word: Text
    tone: str
    icon: str


LOOKS: dict[str, Look] = {
    MessageStatus.QUEUED: Look(_l("Queued"), "info", "clock"),
    MessageStatus.SENDING: Look(_l("Going out"), "info", "send"),
    MessageStatus.SENT: Look(_l("Sent"), "ok", "check"),
    MessageStatus.IN_DOUBT: Look(_l("In doubt"), "bad", "circle-alert"),
    MessageStatus.FAILED: Look(_l("Will be tried again"), "warn", "rotate-cw"),
    MessageStatus.DEAD: Look(_l("Not delivered"), "bad", "circle-alert"),
    MessageStatus.CANCELLED: Look(_l("Cancelled"), "mute", "x"),
    MessageStatus.SUPPRESSED: Look(_l("Held back"), "mute", "mail-x"),
}
OFFER_CONFIRMATION = "offer_confirmation"
WAITING = [MessageStatus.QUEUED, MessageStatus.FAILED]
NEEDS_A_PERSON = [MessageStatus.IN_DOUBT, MessageStatus.DEAD, MessageStatus.FAILED]
# The one rule of what may follow what. Who may do it is another question: a person sends again only what needs one.
MESSAGE_TRANSITIONS: dict[str, set[str]] = {
    # In doubt without having been taken: a backup was put back, and nobody knows what went out since it was made.
    MessageStatus.QUEUED: {
        MessageStatus.SENDING,
        MessageStatus.IN_DOUBT,
        MessageStatus.CANCELLED,
        MessageStatus.SUPPRESSED,
        MessageStatus.DEAD,
    },
    MessageStatus.FAILED: {
        MessageStatus.SENDING,
        MessageStatus.IN_DOUBT,
        MessageStatus.QUEUED,
        MessageStatus.CANCELLED,
        MessageStatus.SUPPRESSED,
        MessageStatus.DEAD,
    },
    # Back to the queue by the sender alone, after a crash that did no harm.
    MessageStatus.SENDING: {
        MessageStatus.SENT,
        MessageStatus.IN_DOUBT,
        MessageStatus.FAILED,
        MessageStatus.DEAD,
        MessageStatus.QUEUED,
    },
    MessageStatus.IN_DOUBT: {MessageStatus.QUEUED, MessageStatus.CANCELLED},
    MessageStatus.DEAD: {MessageStatus.QUEUED, MessageStatus.CANCELLED},
    MessageStatus.SENT: set(),
    MessageStatus.CANCELLED: set(),
    MessageStatus.SUPPRESSED: set(),
}


class MessageRefused(DomainError):
    """The message can't be queued or changed as asked."""

    code = "message-refused"


class MessageQuerySet(ScopedQuerySet):
    view_permission = CommsPermission.VIEW_MESSAGES

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        within = models.Q(application__in=Application.objects.within(scope, user, unit_id))
        return within | models.Q(recipient=user)

    def visible_to(self, user: Any) -> "MessageQuerySet":
        """What a colleague was written is theirs alone: it may hold what others on the application may not see."""
        return (
            super().visible_to(user).filter(~models.Q(message_class=MessageClass.INTERNAL) | models.Q(recipient=user))
        )

    def due(self, at: datetime) -> "MessageQuerySet":
        """What may be sent at `at`, by the product's clock."""
        return self.waiting().filter(due_at__lte=at)

    def waiting(self) -> "MessageQuerySet":
        return self.filter(status__in=WAITING)

    def overrun(self) -> "MessageQuerySet":
        """Claimed by a sender that has not come back within its lease, by the database's clock."""
        return self.filter(status=MessageStatus.SENDING, leased_until__lt=Now())

    def needing_a_person(self) -> "MessageQuerySet":
        return self.filter(status__in=NEEDS_A_PERSON)


class Message(Noun):
    message_class = models.CharField(max_length=20, choices=MessageClass.choices)
    template = models.ForeignKey(Template, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    template_version = models.PositiveIntegerField(null=True, blank=True)
    candidate = models.ForeignKey(
        "ats.Candidate", null=True, blank=True, on_delete=models.CASCADE, related_name="messages"
    )
    application = models.ForeignKey(
        "ats.Application", null=True, blank=True, on_delete=models.CASCADE, related_name="messages"
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    to_address = EncryptedTextField()
    address_index = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        help_text=_l("The address's fingerprint, as suppressions keep it"),
    )
    subject = EncryptedTextField()
    body_text = EncryptedTextField()
    body_html = EncryptedTextField(blank=True, default="")
    calendar = EncryptedTextField(blank=True, default="", help_text=_l("An iCalendar invitation, attached"))
    calendar_method = models.CharField(max_length=10, blank=True, default="")
    attachment = models.ForeignKey(
        "kernel.StoredFile",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_l("A file that travels along, such as an offer letter"),
    )
    purpose = models.CharField(max_length=60, help_text=_l("What it is for, such as rejection or acknowledgement"))
    key = models.CharField(max_length=200, unique=True, help_text=_l("One message per reason to send it"))
    status = models.CharField(max_length=12, choices=MessageStatus.choices, default=MessageStatus.QUEUED)
    status_reason = models.CharField(max_length=300, blank=True, default="")
    send_at = models.DateTimeField(help_text=_l("When it was planned to go out"))
    due_at = models.DateTimeField(help_text=_l("When the next attempt is due; later than planned after a failed one"))
    sent_at = models.DateTimeField(null=True, blank=True)
    attempt = models.PositiveSmallIntegerField(
        default=0, help_text=_l("The sender's fence: counts claims and never goes back")
    )
    tries = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text=_l("Claims since it was queued, or sent again by a person")
    )
    leased_until = models.DateTimeField(null=True, blank=True)
    harmless_twice = models.BooleanField(default=False, help_text=_l("May be sent again after a crash in mid-sending"))
    to_name = EncryptedTextField(blank=True, default="")
    queued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(status__in=["queued", "failed"]), name="messages_to_send"
            ),
            models.Index(fields=["leased_until"], condition=models.Q(status="sending"), name="messages_in_flight"),
            models.Index(
                fields=["status", "-updated_at"],
                condition=models.Q(status__in=["in_doubt", "dead", "failed"]),
                name="messages_for_a_person",
            ),
            models.Index(
                fields=["address_index"],
                condition=models.Q(status__in=["queued", "failed"]),
                name="messages_waiting_by_address",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="sending") | models.Q(leased_until__isnull=False),
                name="sending_has_a_lease",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="sent") | models.Q(sent_at__isnull=False), name="sent_has_its_time"
            ),
            models.CheckConstraint(condition=models.Q(status__in=MessageStatus.values), name="message_status_known"),
            models.CheckConstraint(
                condition=models.Q(candidate__isnull=False, recipient__isnull=True)
                | models.Q(candidate__isnull=True, recipient__isnull=False),
                name="message_has_one_addressee",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} ({self.get_status_display()})"

    def may_become(self, status: str) -> bool:
        return status in MESSAGE_TRANSITIONS[self.status]

    def become(self, status: str, reason: str = "") -> None:
        """Take another status, for `reason`; the caller holds the row's lock and saves it.

        Raises MessageRefused when that may not follow the present one.
        """
        if not self.may_become(status):
            raise MessageRefused(
                _("The message is “{status}” now.").format(status=self.get_status_display()), current=self.status
            )
        self.status, self.status_reason = status, reason[:300]

    @property
    def look(self) -> Look:
        found = LOOKS[self.status]
        return replace(found, word=str(found.word))

    @property
    def why(self) -> str:
        """The reason of its status for a reader: what is kept are the words of the first language."""
        return words_of(self.status_reason)

    @property
    def is_waiting(self) -> bool:
        return self.status in WAITING

    @property
    def text_for_colleagues(self) -> str:
        """What was written, without the link that only the person it was written to may follow, and without signed terms.

        Who may read messages may not see pay for that; who may finds the terms on the offer's page.
        """
        if self.purpose == OFFER_CONFIRMATION:
            return _(
                "The terms as the candidate signed them. They stand on the offer's page, for those who may see pay."
            )
        return links.withheld(self.body_text)

    @property
    def can_be_resent(self) -> bool:
        """By a person: what is going out at this moment is the sender's alone."""
        return self.status in NEEDS_A_PERSON and self.may_become(MessageStatus.QUEUED)

    @property
    def can_be_cancelled(self) -> bool:
        return self.may_become(MessageStatus.CANCELLED)

    @property
    def is_automatic(self) -> bool:
        """Nobody pressed a button for it; mail says so in its header (RFC 3834)."""
        return self.queued_by_id is None

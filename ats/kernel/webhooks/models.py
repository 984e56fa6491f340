"""Endpoints with their secrets; deliveries with their attempts, which are the log."""

from datetime import UTC, datetime
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ats.kernel.access.scoping import ScopedQuerySet
from ats.kernel.base import Noun, known, tracked
from ats.kernel.outbox.models import Event
from ats.kernel.privacy.fields import EncryptedTextField
from ats.kernel.webhooks.events import WebhookTested
from ats.kernel.webhooks.permissions import WebhookPermission

EVER = datetime.min.replace(tzinfo=UTC)


class OfWholeCompany(ScopedQuerySet):
    view_permission = WebhookPermission.VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> Q:
        return Q(pk__in=[])


class EndpointQuerySet(OfWholeCompany):
    def wanting(self, event_type: str) -> Self:
        """Those that an event of this type goes to now."""
        if event_type == WebhookTested.type:
            return self.none()
        return self.filter(Q(event_types=[]) | Q(event_types__contains=[event_type]), is_active=True)

    def with_ready(self) -> list[Any]:
        """Those with something to send, each with when its next one `goes_at`: one look into the index for each."""
        ready = WebhookDelivery.objects.ready().filter(endpoint=OuterRef("pk")).order_by("due_at", "sequence")
        found = [each for each in self.annotate(first_due_at=Subquery(ready.values("due_at")[:1])) if each.first_due_at]
        for each in found:
            each.goes_at = max(each.first_due_at, each.rests_until or each.first_due_at)
        return found

    def with_due(self, at: datetime) -> list[Any]:
        """Those that may get something at `at`: sound ones first, then whose delivery waits longest."""
        awake = self.filter(Q(rests_until=None) | Q(rests_until__lte=at))
        due = [each for each in awake.with_ready() if each.goes_at <= at]
        return sorted(due, key=lambda each: (each.failing_since or EVER, each.first_due_at))


class Off(models.TextChoices):
    """Why an endpoint gets nothing."""

    PERSON = "person", _("Somebody switched it off")
    GONE = "gone", _("The receiver said that it is gone (410)")
    FAILING = "failing", _("The receiver failed for too long")


class WebhookEndpoint(Noun):
    """Where events go. The secrets that sign for it hang on it; they are shown once, when they are made."""

    url = models.CharField(max_length=500, verbose_name=_("Address"))
    description = models.CharField(max_length=200, blank=True, default="", verbose_name=_("Description"))
    event_types = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        verbose_name=_("Events"),
        help_text=_("None chosen: every event"),
    )
    is_active = models.BooleanField(default=True, verbose_name=_("Active"))
    off_reason = models.CharField(max_length=10, choices=Off.choices, blank=True, default="", editable=False)
    off_at = models.DateTimeField(null=True, blank=True, editable=False)
    failing_since = models.DateTimeField(
        null=True, blank=True, editable=False, help_text=_("First failure since it last took something")
    )
    rests_until = models.DateTimeField(null=True, blank=True, editable=False, help_text=_("It asked for a pause"))
    objects = EndpointQuerySet.as_manager()
    history = tracked(excluded_fields=["failing_since", "rests_until"])
    fresh_secret = ""  # only on the instance that a page has just made, which shows it

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("webhook endpoint")
        verbose_name_plural = _("webhook endpoints")
        constraints = [
            known("off_reason", Off, "webhook_off_reason_known", blank=True),
            models.CheckConstraint(condition=Q(is_active=True) ^ ~Q(off_reason=""), name="webhook_off_says_why"),
        ]

    def __str__(self) -> str:
        return self.description or self.url


class WebhookSecret(models.Model):
    """What signs: the newest without an end, an older one until its time is over."""

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="secrets")
    secret = EncryptedTextField()
    created_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"Secret of {self.endpoint_id}"


class DeliveryStatus(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Sending")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Given up")


class Outcome(models.TextChoices):
    """What became of an attempt, or why nothing more is tried."""

    DELIVERED = "delivered", _("Taken")
    ANSWERED = "answered", _("The receiver answered with an error")
    REDIRECTED = "redirected", _("The receiver sent us elsewhere; we don't follow")
    GONE = "gone", _("The receiver said that it is gone (410)")
    UNREACHABLE = "unreachable", _("The receiver could not be reached")
    SLOW = "slow", _("The receiver took too long")
    REFUSED = "refused", _("The address leads into a closed network")
    STOPPED = "stopped", _("The worker stopped in the middle; sent again under the same id")
    OFF = "off", _("The endpoint was switched off")


OPEN = [DeliveryStatus.WAITING, DeliveryStatus.SENDING]
SETTLED = [DeliveryStatus.DELIVERED, DeliveryStatus.FAILED]


class DeliveryQuerySet(OfWholeCompany):
    def ready(self) -> Self:
        """Waiting, first of their subject at their endpoint; a test goes out also where an endpoint is switched off."""
        open_ones = WebhookDelivery.objects.filter(
            endpoint=OuterRef("endpoint"), subject_id=OuterRef("subject_id"), status__in=OPEN
        )
        first = Subquery(
            open_ones.order_by("sequence").values("sequence")[:1]
        )  # NOT EXISTS is read as a whole by Postgres
        may_go = Q(endpoint__is_active=True) | Q(event_type=WebhookTested.type)
        return self.filter(may_go, sequence=first, status=DeliveryStatus.WAITING)

    def overrun(self) -> Self:
        """Those whose worker has fallen silent, by the database's clock."""
        return self.filter(status=DeliveryStatus.SENDING, leased_until__lt=Now())


class WebhookDelivery(Noun):
    """One event for one endpoint. `sequence` and `subject_id` repeat the event's, to keep order without a join."""

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    event_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    sequence = models.BigIntegerField()
    payload = models.TextField(help_text=_("The words that are signed and sent, as they were fixed at the event"))
    status = models.CharField(max_length=10, choices=DeliveryStatus.choices, default=DeliveryStatus.WAITING)
    reason = models.CharField(max_length=12, choices=Outcome.choices, blank=True, default="")
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text=_("Since it was laid out or last sent again"))
    attempt = models.PositiveIntegerField(default=0, help_text=_("The fence: every completion names it"))
    crashes = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("webhook delivery")
        verbose_name_plural = _("webhook deliveries")
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "event"], name="one_webhook_per_event"),
            known("status", DeliveryStatus, "webhook_status_known"),
            known("reason", Outcome, "webhook_reason_known", blank=True),
        ]
        indexes = [
            models.Index(
                fields=["endpoint", "due_at", "sequence"],
                condition=Q(status=DeliveryStatus.WAITING),
                name="webhook_waiting_first",
            ),
            models.Index(
                fields=["endpoint", "subject_id", "sequence"], condition=Q(status__in=OPEN), name="webhook_order"
            ),
            models.Index(fields=["leased_until"], condition=Q(status=DeliveryStatus.SENDING), name="webhook_leased"),
            models.Index(fields=["settled_at"], condition=Q(status__in=SETTLED), name="webhook_settled"),
            models.Index(fields=["-created_at", "-id"], name="webhook_log"),
        ]

    def __str__(self) -> str:
        return f"{self.event_type} {self.sequence}"

    @property
    def message_id(self) -> str:
        """What receivers know it by, however often it comes."""
        return f"msg_{self.pk.hex}"


class WebhookAttempt(models.Model):
    """One try. It is written when it begins, so that one without an outcome was begun and not ended."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    milliseconds = models.PositiveIntegerField(null=True, blank=True)
    status_code = models.PositiveSmallIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True, default="")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="one_row_per_webhook_attempt"),
            known("outcome", Outcome, "webhook_outcome_known", blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_outcome_display()}"

"""The offer and its versions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ats.kernel.access import ScopedQuerySet
from ats.kernel.approvals.models import ApprovalRequest
from ats.kernel.base import Noun, tracked
from ats.kernel.looks import Look
from ats.kernel.pages.words import money
from ats.models.application import Application
from ats.models.job import PayUnit
from ats.permissions import CorePermission


class OfferStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PENDING_APPROVAL = "pending_approval", _("Pending approval")
    APPROVED = "approved", _("Approved")
    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class DeclineKind(models.TextChoices):
    """Why a candidate says no, as far as they tell."""

    PAY = "pay", _("The pay")
    OTHER_JOB = "other_job", _("I took another job")
    ROLE = "role", _("The work or the role")
    PLACE = "place", _("The place or the hours")
    START = "start", _("The first day")
    PERSONAL = "personal", _("Personal reasons")
    OTHER = "other", _("Something else")


OFFER_LOOKS = {
    OfferStatus.DRAFT: Look("mute", "pencil"),
    OfferStatus.PENDING_APPROVAL: Look("warn", "hourglass"),
    OfferStatus.APPROVED: Look("ok", "badge-check"),
    OfferStatus.SENT: Look("info", "send"),
    OfferStatus.ACCEPTED: Look("ok", "check"),
    OfferStatus.DECLINED: Look("bad", "x"),
    OfferStatus.WITHDRAWN: Look("mute", "x"),
    OfferStatus.EXPIRED: Look("bad", "x"),
}
OFFER_TRANSITIONS: dict[str, set[str]] = {
    OfferStatus.DRAFT: {OfferStatus.PENDING_APPROVAL, OfferStatus.WITHDRAWN},
    OfferStatus.PENDING_APPROVAL: {OfferStatus.APPROVED, OfferStatus.DRAFT, OfferStatus.WITHDRAWN},
    OfferStatus.APPROVED: {OfferStatus.SENT, OfferStatus.DRAFT, OfferStatus.WITHDRAWN, OfferStatus.EXPIRED},
    OfferStatus.SENT: {OfferStatus.ACCEPTED, OfferStatus.DECLINED, OfferStatus.WITHDRAWN, OfferStatus.EXPIRED},
    OfferStatus.EXPIRED: {OfferStatus.DRAFT},
    OfferStatus.ACCEPTED: set(),
    OfferStatus.DECLINED: set(),
    OfferStatus.WITHDRAWN: set(),
}
ANSWERED = {OfferStatus.ACCEPTED, OfferStatus.DECLINED}
LIVE_OFFER = [OfferStatus.DRAFT, OfferStatus.PENDING_APPROVAL, OfferStatus.APPROVED, OfferStatus.SENT]


class OfferQuerySet(ScopedQuerySet):
    """Offers follow their application; besides, whoever was asked to approve one may see it."""

    view_permission = CorePermission.OFFERS_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        asked = ApprovalRequest.objects.filter(subject_type="offer", steps__approvers__user=user).values("subject_id")
        within = models.Q(application__in=Application.objects.within(scope, user, unit_id))
        return within | models.Q(pk__in=asked)


class Offer(Noun):
    application = models.ForeignKey("ats.Application", on_delete=models.PROTECT, related_name="offers")
    opening = models.ForeignKey("ats.Opening", null=True, blank=True, on_delete=models.PROTECT, related_name="offers")
    status = models.CharField(max_length=20, choices=OfferStatus.choices, default=OfferStatus.DRAFT)
    version = models.PositiveIntegerField(default=1)
    approved_version = models.PositiveIntegerField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    signed_name = models.CharField(max_length=200, blank=True, default="")
    decline_reason = models.CharField(max_length=500, blank=True, default="")
    decline_kind = models.CharField(max_length=12, choices=DeclineKind.choices, blank=True, default="", db_default="")
    custom_fields = models.JSONField(default=dict, blank=True)
    withdrawal_reason = models.CharField(max_length=500, blank=True, default="")
    objects = OfferQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=OfferStatus.values), name="offer_status_known"),
            models.CheckConstraint(
                condition=~models.Q(status="accepted")
                | (models.Q(resolved_at__isnull=False) & ~models.Q(signed_name="")),
                name="accepted_offer_is_signed",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["approved", "sent", "accepted"])
                | models.Q(approved_version__isnull=False, approved_version=models.F("version")),
                name="offer_in_hand_is_approved_as_it_stands",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="sent") | models.Q(sent_at__isnull=False, expires_at__isnull=False),
                name="sent_offer_expires",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(status__in=[str(s) for s in LIVE_OFFER]),
                name="one_live_offer",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Offer for {application}").format(application=self.application)

    @property
    def terms(self) -> "OfferVersion":
        """The terms as they stand now."""
        return next(version for version in self.versions.all() if version.number == self.version)

    @property
    def look(self) -> Look:
        return OFFER_LOOKS[OfferStatus(self.status)]

    @property
    def is_sent(self) -> bool:
        """In the candidate's hands, unanswered."""
        return self.status == OfferStatus.SENT

    @property
    def is_withdrawn(self) -> bool:
        return self.status == OfferStatus.WITHDRAWN

    @property
    def has_gone_out(self) -> bool:
        """In the candidate's hands, or over without an answer."""
        return self.status in (OfferStatus.SENT, OfferStatus.EXPIRED)

    @property
    def is_accepted(self) -> bool:
        return self.status == OfferStatus.ACCEPTED

    @property
    def is_live(self) -> bool:
        return self.status in LIVE_OFFER

    @property
    def is_answered(self) -> bool:
        return self.status in ANSWERED

    def may_become(self, status: str) -> bool:
        return status in OFFER_TRANSITIONS[self.status]

    def is_open_to_answer(self, at: datetime) -> bool:
        """Whether the candidate may still say yes or no: it is in their hands, in time (whether or not the expiry timer
        has run), and neither their application nor the job is over.
        """
        return self._is_in_hand(at) and not self.application.job.is_over

    def has_lost_its_job(self, at: datetime) -> bool:
        """It could be answered, were the job not filled, closed or cancelled meanwhile."""
        return self._is_in_hand(at) and self.application.job.is_over

    def _is_in_hand(self, at: datetime) -> bool:
        return self.is_sent and not self.is_overdue(at) and self.application.is_active

    def is_overdue(self, at: datetime) -> bool:
        return self.expires_at is not None and at >= self.expires_at


class OfferVersionQuerySet(ScopedQuerySet):
    view_permission = CorePermission.OFFERS_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q(offer__in=Offer.objects.filter(Offer.objects.all().scope_q(scope, user, unit_id)))


class OfferVersion(Noun):
    """The terms as they stood; a new row at each change, so the rows are their own history."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    salary_amount = models.DecimalField(max_digits=12, decimal_places=2)
    salary_currency = models.CharField(max_length=3, default="EUR")
    salary_unit = models.CharField(max_length=10, choices=PayUnit.choices, default=PayUnit.YEAR)
    bonus = models.CharField(max_length=120, blank=True, default="")
    equity = models.CharField(max_length=120, blank=True, default="")
    start_date = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    objects = OfferVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "number"], name="offer_version_number_once"),
            models.CheckConstraint(condition=models.Q(salary_amount__gt=0), name="offered_salary_is_positive"),
        ]

    def __str__(self) -> str:
        return gettext("Version {number}").format(number=self.number)

    @property
    def pay(self) -> str:
        """Such as "€92,000 a year"."""
        return f"{money(self.salary_amount, self.salary_currency)} {self.get_salary_unit_display()}"

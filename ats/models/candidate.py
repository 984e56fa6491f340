"""The person who applies: one row however often they do."""

from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ats.kernel import access
from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun, outside_id, tracked
from ats.kernel.privacy.person_keys import PersonRows, PersonTextField
from ats.kernel.taken import declare
from ats.models.application import Application
from ats.models.job import Job
from ats.permissions import CorePermission


class CandidateQuerySet(ScopedQuerySet):
    """Who may see an application may know its candidate; and everybody knows those whom they own."""

    view_permission = CorePermission.CANDIDATES_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        applied = Application.objects.within(scope, user, unit_id).values("candidate_id")
        return models.Q(owner=user) | models.Q(pk__in=applied)

    def within(self, scope: str, user: Any, unit_id: UUID | None) -> "CandidateQuerySet":
        return self.filter(self.scope_q(scope, user, unit_id))

    def granted_q(self, user: Any) -> models.Q:
        return models.Q(pk__in=Application.objects.filter(job__in=Job.objects.granted_to(user)).values("candidate_id"))

    def visible_to(self, user: Any) -> Self:
        """A record that was merged into another is on no list; `kept_for` finds what it became."""
        return super().visible_to(user).standing()

    def standing(self) -> Self:
        return self.filter(merged_into=None)

    def kept_for(self, pk: UUID | str) -> "Candidate | None":
        """The record that the merged record `pk` has become part of; None when `pk` was not merged into any."""
        row: Candidate | None = self.filter(pk=pk).exclude(merged_into=None).select_related("merged_into").first()
        while row is not None and row.merged_into is not None:
            row = row.merged_into
        return row


class OfCandidateQuerySet(ScopedQuerySet):
    """Rows that hang on a candidate and are seen with them."""

    view_permission = CorePermission.CANDIDATES_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q(candidate__in=Candidate.objects.within(scope, user, unit_id))


class ContactPointQuerySet(PersonRows, OfCandidateQuerySet):
    """Sealed with their candidate's key."""


class OfHiringTeamQuerySet(OfCandidateQuerySet):
    """Rows that may belong to one application; they stay with those who see that one (another team doesn't)."""

    def visible_to(self, user: Any) -> Self:
        if access.holds_everywhere(user, CorePermission.APPLICATIONS_VIEW):
            return super().visible_to(user)  # each row's application would be looked for only to be found
        seen = models.Q(application__isnull=True) | models.Q(application__in=Application.objects.visible_to(user))
        return super().visible_to(user).filter(seen)


class Candidate(Noun):
    external_id = outside_id()  # found through its constraint's index
    first_name = models.CharField(max_length=120)
    last_name = models.CharField(max_length=120, blank=True, default="")
    company = models.CharField(max_length=160, blank=True, default="")
    title = models.CharField(max_length=160, blank=True, default="")
    location = models.CharField(max_length=160, blank=True, default="")
    time_zone = models.CharField(max_length=60, blank=True, default="")
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    skills = ArrayField(models.CharField(max_length=40), default=list, blank=True, db_default=[])
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_candidates",
        db_index=False,
    )
    owner_since = models.DateTimeField(null=True, blank=True)
    do_not_contact = models.BooleanField(default=False)
    do_not_contact_reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="merged_records",
        editable=False,
        db_index=False,
    )
    is_imported = models.BooleanField(default=False)
    custom_fields = models.JSONField(default=dict, blank=True)
    objects = CandidateQuerySet.as_manager()
    history = tracked(no_db_index=["external_id", "owner", "merged_into"])  # nobody looks for what they once were

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["external_id"], condition=~models.Q(external_id=""), name="one_candidate_per_external_id"
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="merged_into_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["merged_into"], condition=models.Q(merged_into__isnull=False), name="candidates_merged_into"
            ),
            models.Index(fields=["owner"], condition=models.Q(owner__isnull=False), name="candidates_owned"),
            models.Index(fields=["-created_at", "-id"], name="candidates_newest"),
            models.Index(
                fields=["-created_at", "-id"],
                condition=models.Q(merged_into__isnull=True, is_imported=False),
                name="candidates_new",
            ),
            GinIndex(fields=["tags"], name="candidates_by_tag"),
            GinIndex(fields=["skills"], name="candidates_by_skill"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def main_email(self) -> str:
        """The address that messages go to, the longest known; "" without one."""
        first = self.email_addresses.order_by("created_at").first()
        return first.value if first else ""


declare("one_candidate_per_external_id", _("Another candidate has this external id. Look it up and change that one."))


class ContactType(models.TextChoices):
    PERSONAL = "personal", pgettext_lazy("kind of address or number", "Personal")
    WORK = "work", pgettext_lazy("kind of address or number", "Work")
    OTHER = "other", _("Other")


class ContactPoint(Noun):
    """An address or number: sealed with the candidate's own key, found by its keyed fingerprint.

    Imports write these by the ten thousand, so each index is counted: the constraint that an address stands once with a
    candidate begins with the fingerprint, and so is the index that finds it.
    """

    external_id = outside_id()  # nobody looks for them by it
    value = PersonTextField(person="candidate")
    value_index = models.CharField(max_length=64, editable=False)
    type = models.CharField(max_length=10, choices=ContactType.choices, default=ContactType.PERSONAL)
    objects = ContactPointQuerySet.as_manager()

    class Meta:
        abstract = True


class CandidateEmail(ContactPoint):
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="email_addresses")
    domain_index = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["value_index", "candidate"], name="address_once_per_candidate")]
        indexes = [models.Index(fields=["domain_index"], name="addresses_by_domain")]


class CandidatePhone(ContactPoint):
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="phone_numbers")

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["value_index", "candidate"], name="number_once_per_candidate")]


SAME_MOMENT = _("Somebody else has just added the same to this candidate. Look at them again.")
declare("address_once_per_candidate", SAME_MOMENT)
declare("number_once_per_candidate", SAME_MOMENT)


class AttachmentKind(models.TextChoices):
    RESUME = "resume", _("CV")
    COVER_LETTER = "cover_letter", _("Cover letter")
    OTHER = "other", _("Other")


class Attachment(Noun):
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="attachments")
    application = models.ForeignKey(
        "ats.Application", null=True, blank=True, on_delete=models.CASCADE, related_name="attachments"
    )
    file = models.ForeignKey("kernel.StoredFile", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=AttachmentKind.choices, default=AttachmentKind.RESUME)
    text = models.TextField(
        blank=True, default="", help_text=_("What the sandboxed parser read; plain, so that search works")
    )
    parse_problem = models.CharField(max_length=200, blank=True, default="")
    objects = OfHiringTeamQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file.name


class Note(Noun):
    """A colleague's note on a candidate, seen by the hiring team."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="notes")
    application = models.ForeignKey(
        "ats.Application", null=True, blank=True, on_delete=models.CASCADE, related_name="notes"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    body = models.TextField()
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    objects = OfHiringTeamQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.body[:60]

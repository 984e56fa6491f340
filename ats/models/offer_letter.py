"""The offer as a letter: its wording with named fields, and the file that went out with a version of an offer."""

from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun, tracked
from ats.models.offer import Offer
from ats.models.organisation import Region, SharedQuerySet
from ats.permissions import CorePermission


class OfferLetterTemplate(Noun):
    """Plain text with fields in double braces; blank lines part paragraphs, a line that begins with # is a heading.

    The one of the job's region is taken, else the one of everywhere. `version` counts the changes of the text.
    """

    name = models.CharField(max_length=120, unique=True)
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text=_("Empty: everywhere else")
    )
    body = models.TextField()
    version = models.PositiveIntegerField(default=1, editable=False)
    is_active = models.BooleanField(default=True)
    objects = SharedQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["region"],
                condition=models.Q(is_active=True),
                nulls_distinct=False,
                name="one_letter_in_use_per_region",
            )
        ]

    def __str__(self) -> str:
        return self.name


class OfferLetterQuerySet(ScopedQuerySet):
    """Letters say what an offer pays: beside this, ask `access.sees_pay`."""

    view_permission = CorePermission.OFFERS_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q(offer__in=Offer.objects.filter(Offer.objects.all().scope_q(scope, user, unit_id)))


class OfferLetter(Noun):
    """The letter that went out with `version` of an offer, and the copy that the candidate's signature was added to.

    The files never change; their SHA-256 stands with them. The rows are their own history.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="letters")
    version = models.PositiveIntegerField()
    template = models.ForeignKey(OfferLetterTemplate, null=True, on_delete=models.SET_NULL, related_name="+")
    template_version = models.PositiveIntegerField()
    text = models.TextField(help_text=_("What the letter says, its fields filled in"))
    file = models.ForeignKey("kernel.StoredFile", on_delete=models.PROTECT, related_name="+")
    signed_file = models.ForeignKey(
        "kernel.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = OfferLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-version", "-created_at"]
        constraints = [models.UniqueConstraint(fields=["offer", "version"], name="one_letter_per_offer_version")]

    def __str__(self) -> str:
        return gettext("Letter of version {version}").format(version=self.version)

    @property
    def latest(self) -> Any:
        """The signed copy where there is one."""
        return self.signed_file or self.file

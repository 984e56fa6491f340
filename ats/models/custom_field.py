"""Fields that an administrator adds to candidates, jobs, applications and offers; values stand in `custom_fields`."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel import memo
from ats.kernel.base import Noun, known, tracked
from ats.kernel.prepared import Prepared
from ats.kernel.taken import declare
from ats.models.organisation import SharedQuerySet

KEY = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"


class CustomEntity(models.TextChoices):
    """What may have fields of its own; the words are those of the catalogue."""

    CANDIDATE = "candidate", _("Candidate")
    APPLICATION = "application", _("Application")
    JOB = "job", _("Job")
    OFFER = "offer", _("Offer")


class CustomType(models.TextChoices):
    TEXT = "text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    BOOLEAN = "boolean", _("Yes or no")
    CHOICE = "choice", _("One of several")
    MULTI_CHOICE = "multi_choice", _("Any of several")
    URL = "url", _("Web address")


class FieldSensitivity(models.TextChoices):
    """Who may read, write and filter by the field; the words are those of ats.kernel.access."""

    PUBLIC = "public", _("Whoever sees the record")
    PERSONAL = "personal", _("Who sees e-mail addresses and phone numbers")
    PAY = "pay", _("Who sees pay")
    RESTRICTED = "restricted", _("Nobody: kept, shown nowhere")


CHOOSES = (CustomType.CHOICE, CustomType.MULTI_CHOICE)


class CustomFieldQuerySet(SharedQuerySet):
    def of(self, *entities: str) -> "CustomFieldQuerySet":
        """Those that `entities` have now, in their order."""
        return self.filter(entity__in=entities, is_active=True)


class CustomField(Noun):
    """One field. Entity, key and type stay as they were made: rules, filters and values name and hold them."""

    entity = models.CharField(max_length=12, choices=CustomEntity.choices)
    key = models.CharField(
        max_length=40,
        validators=[RegexValidator(KEY, _("Small letters, digits and single underscores, such as visa_status."))],
        help_text=_("What rules, the API and exports call it, such as visa_status; never changes"),
    )
    label = models.CharField(max_length=80)
    help = models.CharField(max_length=200, blank=True, default="", help_text=_("One line below the field"))
    type = models.CharField(max_length=12, choices=CustomType.choices, default=CustomType.TEXT)
    choices = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    sensitivity = models.CharField(
        _("Seen by"), max_length=10, choices=FieldSensitivity.choices, default=FieldSensitivity.PUBLIC
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True, help_text=_("Off: values are kept, but neither shown nor asked for"))
    objects = CustomFieldQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["entity", "position", "label"]
        constraints = [
            known("entity", CustomEntity, "custom_field_entity_known"),
            known("type", CustomType, "custom_field_type_known"),
            known("sensitivity", FieldSensitivity, "custom_field_sensitivity_known"),
            models.CheckConstraint(condition=models.Q(key__regex=KEY), name="custom_field_key_is_a_word"),
            models.UniqueConstraint(fields=["entity", "key"], name="custom_field_key_once"),
            models.CheckConstraint(
                condition=~models.Q(type__in=[str(each) for each in CHOOSES]) | models.Q(choices__len__gt=0),
                name="custom_field_has_its_choices",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def chooses(self) -> bool:
        """Whether its values come from the list of choices."""
        return self.type in CHOOSES

    @property
    def catalogue_key(self) -> str:
        """Such as candidate.custom.visa_status."""
        return f"{self.entity}.custom.{self.key}"


@memo.kept
def in_use() -> list[CustomField]:
    """All that are switched on, of every entity, in their order."""
    return IN_USE()


IN_USE = Prepared(lambda: CustomField.objects.filter(is_active=True))


declare("custom_field_key_once", _("There is a field with this key already. Choose another key."), field="key")

"""What people are asked about themselves, of their own free will and apart from the application (facts A2 to A4).

The words are the law's, so they are rows with a version, a form number and a day of expiry; an administrator keeps them
after asking counsel. Regions without questions ask nothing.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.base import Noun, tracked


class SelfIdentificationQuestion(Noun):
    region = models.CharField(max_length=40, help_text=_l("Key of the region whose jobs ask it, such as us"))
    key = models.SlugField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    text = models.CharField(max_length=300)
    explanation = models.TextField(blank=True, default="", help_text=_l("The prescribed words, unaltered"))
    options = models.JSONField(
        help_text=_l('Codes with their words: [["YES", "Yes, …"], ["DECLINE", "I do not want to answer"]]')
    )
    takes_several = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=1)
    form_number = models.CharField(max_length=60, blank=True, default="")
    form_expires_date = models.DateField(
        null=True, blank=True, help_text=_l("Printed on the form; past it, confirm with counsel")
    )
    is_active = models.BooleanField(default=True)
    history = tracked()

    class Meta:
        ordering = ["region", "position", "key"]
        constraints = [
            models.UniqueConstraint(fields=["region", "key", "version"], name="self_identification_version_once"),
            models.UniqueConstraint(
                fields=["region", "key"],
                condition=models.Q(is_active=True),
                name="one_self_identification_question_in_force",
            ),
        ]

    def __str__(self) -> str:
        return _("{text} ({region}, version {version})").format(
            text=self.text, region=self.region, version=self.version
        )

    def clean(self) -> None:
        """Raises ValidationError where `options` are not pairs of a code and its words."""
        if not _pairs(self.options):
            raise ValidationError(
                {"options": _('Write pairs of a code and its words: [["YES", "Yes"], ["NO", "No"]].')}
            )


def _pairs(options: Any) -> bool:
    if not isinstance(options, list) or len(options) < 2:
        return False
    return all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(word, str) and word for word in pair)
        for pair in options
    ) and len({pair[0] for pair in options}) == len(options)

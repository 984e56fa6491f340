"""The restricted store: what people say, or a legacy file said, about themselves.

No hiring page, filter, rule or export reads it; only aggregates with small groups suppressed may ever leave it. The
answers are encrypted in one column, there is no `visible_to`, no admin, no catalogue entry and no way here from Candidate.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel.base import Noun
from ats.kernel.privacy.fields import EncryptedTextField


class SelfIdentification(Noun):
    candidate = models.ForeignKey("ats.Candidate", on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey("ats.Application", null=True, on_delete=models.CASCADE, related_name="+")
    answers = EncryptedTextField(help_text=_("JSON object, question to answer"))
    collected_at = models.DateTimeField()
    origin = models.CharField(max_length=20, default="form")

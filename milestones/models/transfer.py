"""An application that ended because its candidate goes on in another job, and the one that took its place."""

from django.conf import settings
from django.db import models

from ats.kernel.base import Noun


class Transfer(Noun):
    """The link between the two; evidence of the old one is read there."""

    from_application = models.ForeignKey("ats.Application", on_delete=models.CASCADE, related_name="transfers")
    to_application = models.OneToOneField("ats.Application", on_delete=models.CASCADE, related_name="transferred_from")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(from_application=models.F("to_application")), name="transfer_goes_elsewhere"
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_application_id} to {self.to_application_id}"

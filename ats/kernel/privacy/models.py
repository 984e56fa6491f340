"""The table of the keys of persons. Everything that reads or writes it is in person_keys.py."""

from django.db import models

from ats.kernel import clock


class PersonKey(models.Model):
    """One person's data key, wrapped by the installation's; empty once it was destroyed.

    The row of a destroyed key stays, so that the person never gets another one and whatever was sealed with it reads as
    erased, not as damaged. The person is no foreign key: the kernel knows no noun of hiring.
    """

    person = models.UUIDField(primary_key=True, editable=False)
    wrapped = models.CharField(max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    destroyed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrapped="", destroyed_at__isnull=False)
                | (~models.Q(wrapped="") & models.Q(destroyed_at=None)),
                name="person_key_or_its_end",
            )
        ]

    def __str__(self) -> str:
        return f"Key of {self.person}"

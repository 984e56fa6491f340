"""A stored upload: a generated name on disk, the person's own name only as a label; and pictures of its pages."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.base import Noun, known


class Pictures(models.TextChoices):
    """How far the pictures of a file's pages are."""

    WAITING = "waiting", _l("Not drawn yet")
    MADE = "made", _l("Drawn")
    NONE = "none", _l("Can't be drawn")


class StoredFile(Noun):
    name = models.CharField(max_length=200, help_text=_l("What the person called it; never used as a path"))
    path = models.CharField(max_length=200, unique=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text=_l("Bytes"))
    sha256 = models.CharField(max_length=64)
    pictures = models.CharField(
        max_length=8, choices=Pictures.choices, default=Pictures.WAITING, db_default=Pictures.WAITING
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [known("pictures", Pictures, "file_pictures_known")]
        indexes = [
            models.Index(
                fields=["-created_at"],
                condition=models.Q(pictures="waiting", media_type="application/pdf"),
                name="files_to_draw",
            )
        ]

    def __str__(self) -> str:
        return self.name


class FilePage(models.Model):
    """One page of a stored file as a picture. `words` is what stands on it: text, x, y, width, height in pixels, each."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField()
    path = models.CharField(max_length=200, unique=True)
    width = models.PositiveSmallIntegerField(help_text=_l("Pixels"))
    height = models.PositiveSmallIntegerField(help_text=_l("Pixels"))
    words = models.JSONField(default=list)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="page_number_once_per_file")]

    def __str__(self) -> str:
        return _("Page {number}").format(number=self.number)

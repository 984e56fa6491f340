"""The index of files whose pages are still to be drawn, and the constraint on that column. In no transaction: both are
made while others write."""

from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("kernel", "0006_page_pictures_and_imports")]

    operations = [
        migrations.RunSQL("DROP INDEX CONCURRENTLY IF EXISTS files_to_draw", migrations.RunSQL.noop),
        AddIndexConcurrently(
            "storedfile",
            models.Index(
                fields=["-created_at"],
                condition=models.Q(("media_type", "application/pdf"), ("pictures", "waiting")),
                name="files_to_draw",
            ),
        ),
        AddConstraintNotValid(
            "storedfile",
            models.CheckConstraint(
                condition=models.Q(("pictures__in", ["waiting", "made", "none"])), name="file_pictures_known"
            ),
        ),
        ValidateConstraint("storedfile", name="file_pictures_known"),
    ]

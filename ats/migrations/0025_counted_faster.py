"""What the views of the candidates list count: indexes, built while the product goes on (so outside a transaction)."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("ats", "0024_newest_first")]

    operations = [
        AddIndexConcurrently(
            "application",
            models.Index(
                fields=["id"],
                include=["candidate", "job", "status"],
                condition=models.Q(status="active"),
                name="active_applications",
            ),
        ),
        AddIndexConcurrently(
            "application",
            models.Index(
                fields=["owner", "candidate"], condition=models.Q(status="active"), name="active_applications_by_owner"
            ),
        ),
        AddIndexConcurrently(
            "candidate",
            models.Index(
                fields=["-created_at", "-id"],
                condition=models.Q(merged_into__isnull=True, is_imported=False),
                name="candidates_new",
            ),
        ),
    ]

"""Who is late is counted without a look at each visit's row: the index names the application. The old one goes when the
new one stands, while the product goes on (so outside a transaction)."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("milestones", "0008_open_visits_by_due")]

    operations = [
        AddIndexConcurrently(
            "visit",
            models.Index(
                fields=["due_at", "id"],
                include=["application"],
                condition=models.Q(exited_at__isnull=True),
                name="open_visits_due_first",
            ),
        ),
        RemoveIndexConcurrently("visit", "open_visits_by_due"),
    ]

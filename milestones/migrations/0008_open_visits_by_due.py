"""Who is late, the latest first: an index, built while the product goes on (so outside a transaction)."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("milestones", "0007_workflow_selection_rules")]

    operations = [
        AddIndexConcurrently(
            "visit",
            models.Index(fields=["due_at", "id"], condition=models.Q(exited_at__isnull=True), name="open_visits_by_due"),
        ),
    ]

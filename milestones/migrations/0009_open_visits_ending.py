"""The index of open visits by their time limit names the application too; built while the product goes on."""

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
                name="open_visits_ending",
            ),
        ),
        RemoveIndexConcurrently("visit", "open_visits_by_due"),
    ]

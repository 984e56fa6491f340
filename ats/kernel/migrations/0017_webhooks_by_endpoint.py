"""The index that finds each endpoint's next webhook, built while webhooks go out."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("kernel", "0016_queues_keep_room")]

    operations = [
        AddIndexConcurrently(
            "webhookdelivery",
            models.Index(
                fields=["endpoint", "due_at", "sequence"],
                condition=models.Q(status="waiting"),
                name="webhook_waiting_first",
            ),
        ),
        RemoveIndexConcurrently("webhookdelivery", "webhook_waiting"),
    ]

"""Indexes for lists that are read newest first, built while the product goes on (so outside a transaction)."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("ats", "0023_names_read_faster")]

    operations = [
        AddIndexConcurrently("candidate", models.Index(fields=["-created_at", "-id"], name="candidates_newest")),
        AddIndexConcurrently("application", models.Index(fields=["-created_at", "-id"], name="applications_newest")),
        AddIndexConcurrently(
            "application",
            models.Index(
                fields=["-applied_at", "-id"], condition=models.Q(status="active"), name="active_applications_newest"
            ),
        ),
        AddIndexConcurrently(
            "application",
            models.Index(
                fields=["stage", "updated_at", "id"], condition=models.Q(status="active"), name="active_applications_by_stage"
            ),
        ),
    ]

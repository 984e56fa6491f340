"""Indexes of 0013 on tables that are filled, built while the product goes on (so outside a transaction), and its check."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("ats", "0013_person")]

    operations = [
        ValidateConstraint("candidate", "merged_into_another"),
        AddIndexConcurrently(
            "candidate",
            models.Index(
                fields=["merged_into"], condition=models.Q(merged_into__isnull=False), name="candidates_merged_into"
            ),
        ),
        AddIndexConcurrently("candidate", GinIndex(fields=["tags"], name="candidates_by_tag")),
        AddIndexConcurrently("candidate", GinIndex(fields=["skills"], name="candidates_by_skill")),
    ]

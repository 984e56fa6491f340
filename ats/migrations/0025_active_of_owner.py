"""What somebody works on, found by who they are: an index, built while the product goes on (so outside a transaction)."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("ats", "0024_newest_first")]

    operations = [
        AddIndexConcurrently(
            "application",
            models.Index(
                fields=["owner", "id"], condition=models.Q(status="active"), name="active_applications_of_owner"
            ),
        ),
    ]

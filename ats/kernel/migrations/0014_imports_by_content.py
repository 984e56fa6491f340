"""The index that finds an import by its file, built while people import."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("kernel", "0013_imports_by_mapping")]

    operations = [
        AddIndexConcurrently(
            "importrun", models.Index(fields=["sha256"], condition=~models.Q(sha256=""), name="imports_by_content")
        ),
    ]

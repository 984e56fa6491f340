from django.db import migrations, models

import ats.kernel.clock


class Migration(migrations.Migration):
    dependencies = [("kernel", "0008_saved_views")]

    operations = [
        migrations.CreateModel(
            name="PersonKey",
            fields=[
                ("person", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("wrapped", models.CharField(blank=True, editable=False, max_length=200)),
                ("created_at", models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ("destroyed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("destroyed_at__isnull", False), ("wrapped", "")),
                            models.Q(models.Q(("wrapped", ""), _negated=True), ("destroyed_at", None)),
                            _connector="OR",
                        ),
                        name="person_key_or_its_end",
                    )
                ],
            },
        ),
    ]

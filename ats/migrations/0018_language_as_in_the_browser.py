"""A person's language is empty until they choose one. Everybody had English, since there was nothing else to choose."""

from django.db import migrations, models

import ats.kernel.languages

FIELD = models.CharField(blank=True, choices=ats.kernel.languages.choices, db_default="", default="", max_length=10)


class Migration(migrations.Migration):
    dependencies = [("ats", "0017_self_identification_questions")]

    operations = [
        migrations.AlterField("user", "language", FIELD.clone()),
        migrations.AlterField("historicaluser", "language", FIELD.clone()),
        migrations.RunSQL("UPDATE ats_user SET language = '' WHERE language = 'en'", migrations.RunSQL.noop),
    ]

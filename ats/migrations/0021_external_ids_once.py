"""Unique external ids of jobs and applications, built while the product goes on (so outside a transaction)."""

from django.db import migrations, models

NOUNS = {"job": "jobs", "application": "applications"}


def require_no_doubles(apps, schema_editor):
    """Which of two rows keeps an id is a decision of people: stop before anything is changed."""
    for noun, plural in NOUNS.items():
        rows = apps.get_model("ats", noun).objects.exclude(external_id="").order_by()
        doubled = rows.values("external_id").annotate(n=models.Count("pk")).filter(n__gt=1).count()
        if doubled:
            raise RuntimeError(
                f"{doubled} external ids belong to more than one of the {plural} each. Empty the wrong ones with PATCH "
                f'/api/v1/{plural}/{{id}} {{"external_id": ""}}, then upgrade again.'
            )


def unique(noun):
    """The index under the constraint's name. What an interrupted attempt left behind is no valid index: it goes first."""
    name = f"one_{noun}_per_external_id"
    index = [
        f"DROP INDEX CONCURRENTLY IF EXISTS {name}",
        f"CREATE UNIQUE INDEX CONCURRENTLY {name} ON ats_{noun} (external_id) WHERE NOT external_id = ''",
    ]
    constraint = models.UniqueConstraint(
        condition=models.Q(("external_id", ""), _negated=True), fields=("external_id",), name=name
    )
    return migrations.SeparateDatabaseAndState(
        database_operations=[migrations.RunSQL(index, f"DROP INDEX IF EXISTS {name}")],
        state_operations=[migrations.AddConstraint(model_name=noun, constraint=constraint)],
    )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("ats", "0020_employee_referral")]

    operations = [migrations.RunPython(require_no_doubles, migrations.RunPython.noop), *map(unique, NOUNS)]

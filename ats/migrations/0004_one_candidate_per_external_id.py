"""Data of 0003, and the unique index on candidates' external ids, built while the product goes on (so outside a transaction)."""

from django.db import migrations, models

# What an interrupted attempt left behind is no valid index: it goes first.
INDEX = [
    "DROP INDEX CONCURRENTLY IF EXISTS one_candidate_per_external_id",
    """CREATE UNIQUE INDEX CONCURRENTLY one_candidate_per_external_id
       ON ats_candidate (external_id) WHERE NOT external_id = ''""",
]


def number_what_was_asked(apps, schema_editor):
    """What approvers were asked about until now was version 1 of its job."""
    Job, Request = apps.get_model("ats", "Job"), apps.get_model("kernel", "ApprovalRequest")
    asked = Request.objects.filter(subject_type="job").values("subject_id")
    jobs = Job.objects.filter(version=0, pk__in=asked)
    jobs.filter(pk__in=asked.filter(status="approved")).update(version=1, approved_version=1)
    jobs.update(version=1)


def require_no_doubles(apps, schema_editor):
    """Which of two candidates keeps an id is a decision of people: stop before anything is changed."""
    rows = apps.get_model("ats", "Candidate").objects.exclude(external_id="").order_by()
    doubled = rows.values("external_id").annotate(n=models.Count("pk")).filter(n__gt=1).count()
    if doubled:
        raise RuntimeError(
            f"{doubled} external ids belong to more than one candidate each. Empty the wrong ones with PATCH "
            "/api/v1/candidates/{id} {\"external_id\": \"\"}, then upgrade again."
        )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("ats", "0003_approved_terms"),
        ("kernel", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(require_no_doubles, migrations.RunPython.noop),
        migrations.RunPython(number_what_was_asked, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(INDEX, "DROP INDEX IF EXISTS one_candidate_per_external_id")],
            state_operations=[
                migrations.AddConstraint(
                    model_name="candidate",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=("external_id",),
                        name="one_candidate_per_external_id",
                    ),
                ),
            ],
        ),
    ]

"""What the database itself refuses: a visit that ended without an outcome, gates and levels that ask for nothing, and
versions of an unknown status. Each holds for new rows at once, without a scan under lock; the next migration looks
through the rows that are there."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


def not_valid(model: str, constraint: models.CheckConstraint) -> AddConstraintNotValid:
    return AddConstraintNotValid(model_name=model, constraint=constraint)


class Migration(migrations.Migration):
    dependencies = [("milestones", "0001_initial")]

    operations = [
        not_valid(
            "visit",
            models.CheckConstraint(
                condition=models.Q(exited_at__isnull=True) | ~models.Q(outcome=""), name="visit_exits_with_outcome"
            ),
        ),
        not_valid(
            "gateitem",
            models.CheckConstraint(
                condition=models.Q(quorum__gte=1),
                name="gate_quorum_at_least_one",
                violation_error_message="Ask for at least one.",
            ),
        ),
        not_valid(
            "escalationlevel",
            models.CheckConstraint(
                condition=models.Q(percent__gt=0),
                name="level_percent_above_zero",
                violation_error_message="A level comes after some share of the time limit: give more than 0 per cent.",
            ),
        ),
        not_valid(
            "workflowversion",
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "review", "pilot", "active", "retired"]),
                name="version_status_known",
            ),
        ),
    ]

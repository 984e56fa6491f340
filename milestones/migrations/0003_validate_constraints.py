"""The rows that were there before the constraints are looked through while people read and write; may be run again."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("milestones", "0002_constraints")]

    operations = [
        ValidateConstraint("visit", "visit_exits_with_outcome"),
        ValidateConstraint("gateitem", "gate_quorum_at_least_one"),
        ValidateConstraint("escalationlevel", "level_percent_above_zero"),
        ValidateConstraint("workflowversion", "version_status_known"),
    ]

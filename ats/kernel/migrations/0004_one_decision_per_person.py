"""A person decides a step once, and the constraints of the last migration hold for every row.

In no transaction: the index is built while others write, and a validation locks no writer out. Run again after a failure,
it begins anew.
"""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations, models

ONCE = models.UniqueConstraint(
    fields=["step", "decided_by"],
    condition=models.Q(("decided_by__isnull", False)),
    name="one_decision_per_person_and_step",
)
BUILD = (
    f"CREATE UNIQUE INDEX CONCURRENTLY {ONCE.name} ON kernel_approver (step_id, decided_by_id) "
    "WHERE decided_by_id IS NOT NULL"
)
DROP = f"DROP INDEX CONCURRENTLY IF EXISTS {ONCE.name}"
CHECKED = [
    ("approvalrequest", "approval_status_known"),
    ("approvalrequest", "approval_decision_known"),
    ("approvalstep", "approval_step_status_known"),
    ("approvalstep", "approval_step_needs_somebody"),
    ("approver", "approver_decision_known"),
    ("auditentry", "audit_outcome_known"),
    ("delivery", "delivery_state_known"),
    ("role", "role_scope_known"),
    ("roleassignment", "assignment_scope_known"),
    ("timer", "timer_state_known"),
]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("kernel", "0003_claims_lanes_known_words")]
    operations = [
        *(ValidateConstraint(model, name=name) for model, name in CHECKED),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(DROP, migrations.RunSQL.noop), migrations.RunSQL(BUILD, DROP)],
            state_operations=[migrations.AddConstraint("approver", ONCE)],
        ),
    ]

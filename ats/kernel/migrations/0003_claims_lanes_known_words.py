"""Claims of Idempotency-Keys, a heartbeat per lane, and constraints for what is written from now on.

Expand only. The constraints come unchecked, so that no table is locked while its rows are looked through; the next
migration checks what stands there already.
"""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import ats.kernel.privacy.fields

KNOWN = [
    ("approvalrequest", "status", ["pending", "approved", "rejected", "cancelled"], "approval_status_known"),
    ("approvalrequest", "decision", ["approve", "reject", "request_changes", ""], "approval_decision_known"),
    (
        "approvalstep",
        "status",
        ["waiting", "pending", "approved", "rejected", "skipped", "cancelled"],
        "approval_step_status_known",
    ),
    ("approver", "decision", ["approve", "reject", "request_changes", ""], "approver_decision_known"),
    ("auditentry", "outcome", ["allowed", "refused", "done"], "audit_outcome_known"),
    ("delivery", "state", ["waiting", "done", "stale", "cancelled", "dead"], "delivery_state_known"),
    ("role", "default_scope", ["own", "hiring_team", "department", "region", "all"], "role_scope_known"),
    ("roleassignment", "scope", ["own", "hiring_team", "department", "region", "all"], "assignment_scope_known"),
    ("timer", "state", ["waiting", "done", "stale", "cancelled", "dead"], "timer_state_known"),
]
CHECKS = [
    (model, models.CheckConstraint(condition=models.Q((f"{field}__in", values)), name=name))
    for model, field, values, name in KNOWN
] + [
    (
        "approvalstep",
        models.CheckConstraint(condition=models.Q(("quorum__gte", 1)), name="approval_step_needs_somebody"),
    )
]


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_audit_guard")]
    operations = [
        migrations.AddField(
            "idempotentrequest",
            "attempt",
            models.PositiveIntegerField(db_default=0, help_text="The fence: who came too late changes nothing"),
        ),
        migrations.AddField(
            "idempotentrequest",
            "has_effect",
            models.BooleanField(db_default=False, help_text="Something of the present attempt is committed"),
        ),
        migrations.AddField(
            "idempotentrequest",
            "leased_until",
            models.DateTimeField(help_text="By the database's clock; empty: nobody works on it", null=True),
        ),
        migrations.AlterField(
            "idempotentrequest", "body", ats.kernel.privacy.fields.EncryptedTextField(blank=True, default="")
        ),
        migrations.AlterField(
            "idempotentrequest",
            "status",
            models.PositiveSmallIntegerField(help_text="Of the kept answer; empty: there is none yet", null=True),
        ),
        migrations.AddField(
            "heartbeat",
            "lane",
            models.CharField(blank=True, db_default="", help_text="Empty: all of them", max_length=20),
        ),
        *(AddConstraintNotValid(model, check) for model, check in CHECKS),
    ]

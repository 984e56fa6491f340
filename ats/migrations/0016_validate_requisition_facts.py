"""The jobs that were there before the constraints are looked through while people read and write; may be run again."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ats", "0015_requisition_facts")]

    operations = [
        ValidateConstraint("job", "job_employment_type_known"),
        ValidateConstraint("job", "job_remote_policy_known"),
        ValidateConstraint("job", "job_flsa_status_known"),
        ValidateConstraint("job", "job_eeo_category_known"),
        ValidateConstraint("job", "job_priority_known"),
        ValidateConstraint("job", "job_hiring_reason_known"),
    ]

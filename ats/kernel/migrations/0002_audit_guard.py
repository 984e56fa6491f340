"""The database itself keeps the audit log append-only (ats.kernel.audit.guard)."""

from django.db import migrations

from ats.kernel.audit import guard


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunSQL(guard.INSTALL, guard.REMOVE)]

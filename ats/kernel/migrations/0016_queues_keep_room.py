"""Room on each page of a queue for the next version of its rows, and statistics and cleaning that keep up with it.

Claiming changes no indexed column, so it writes no index where the page has room; whoever finds the head of a queue then meets
no dead entries but those of what is done.
"""

from django.db import migrations

TABLES = ["kernel_delivery", "kernel_timer", "kernel_webhookdelivery"]
KEPT = {
    "fillfactor": "70",
    "autovacuum_vacuum_scale_factor": "0.01",
    "autovacuum_vacuum_threshold": "500",
    "autovacuum_analyze_scale_factor": "0.02",
    "autovacuum_analyze_threshold": "500",
}


def _set(table):
    named = ", ".join(f"{name} = {value}" for name, value in KEPT.items())
    return f"ALTER TABLE {table} SET ({named})"


class Migration(migrations.Migration):
    dependencies = [("kernel", "0015_import_begun_at")]
    operations = [
        migrations.RunSQL(_set(table), f"ALTER TABLE {table} RESET ({', '.join(KEPT)})") for table in TABLES
    ]

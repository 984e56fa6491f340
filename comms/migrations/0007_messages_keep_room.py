"""The queue of messages keeps room and statistics as the kernel's queues do (kernel, 0016)."""

from django.db import migrations

SET = (
    "fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500, "
    "autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 500"
)
NAMES = ", ".join(part.split(" = ")[0] for part in SET.split(", "))


class Migration(migrations.Migration):
    dependencies = [("comms", "0006_message_attachment")]
    operations = [
        migrations.RunSQL(f"ALTER TABLE comms_message SET ({SET})", f"ALTER TABLE comms_message RESET ({NAMES})")
    ]

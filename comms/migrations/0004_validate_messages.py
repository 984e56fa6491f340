"""Checks the messages that are there, and builds an index, while everybody goes on writing."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models

TRIES = "UPDATE comms_message SET tries = attempt WHERE tries = 0 AND status IN ('queued', 'failed', 'sending')"


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("comms", "0003_fence_and_addressee")]

    operations = [
        migrations.RunSQL(TRIES, migrations.RunSQL.noop),
        ValidateConstraint(model_name="message", name="message_status_known"),
        ValidateConstraint(model_name="message", name="message_has_one_addressee"),
        AddIndexConcurrently(
            model_name='message',
            index=models.Index(condition=models.Q(('status__in', ['queued', 'failed'])), fields=['address_index'], name='messages_waiting_by_address'),
        ),
    ]

"""Tries beside the fence, the address's fingerprint, one addressee; suppressions keep history, consent can't be deleted.

Only adds, with defaults in the database, so that the version before may go on writing. Rows that are there are checked in
0004, without a lock that keeps anybody waiting.
"""

import ats.kernel.clock
import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

# A record goes with its person only. Asked at the end of the transaction, when the person is gone or isn't.
KEEP = """
CREATE FUNCTION comms_consent_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ats_candidate WHERE id = OLD.candidate_id) THEN
    RAISE EXCEPTION 'Consent records are kept as long as the person is.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER comms_consent_kept AFTER DELETE ON comms_consent DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION comms_consent_kept();
"""
LET_GO = """
DROP TRIGGER comms_consent_kept ON comms_consent;
DROP FUNCTION comms_consent_kept();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('ats', '0002_core'),
        ('comms', '0002_consent_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalSuppression',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('external_id', models.CharField(blank=True, db_index=True, default='', max_length=200)),
                ('created_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('updated_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('address_index', models.CharField(db_index=True, max_length=64)),
                ('reason', models.CharField(max_length=40)),
                ('since', models.DateTimeField()),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical suppression',
                'verbose_name_plural': 'historical suppressions',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name='consent',
            name='recorded_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='message',
            name='address_index',
            field=models.CharField(blank=True, db_default='', default='', help_text="The address's fingerprint, as suppressions keep it", max_length=64),
        ),
        migrations.AddField(
            model_name='message',
            name='tries',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text='Claims since it was queued, or sent again by a person'),
        ),
        migrations.AlterField(
            model_name='message',
            name='attempt',
            field=models.PositiveSmallIntegerField(default=0, help_text="The sender's fence: counts claims and never goes back"),
        ),
        AddConstraintNotValid(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['queued', 'sending', 'sent', 'in_doubt', 'failed', 'dead', 'cancelled', 'suppressed'])), name='message_status_known'),
        ),
        AddConstraintNotValid(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('candidate__isnull', False), ('recipient__isnull', True)), models.Q(('candidate__isnull', True), ('recipient__isnull', False)), _connector='OR'), name='message_has_one_addressee'),
        ),
        migrations.AddField(
            model_name='historicalsuppression',
            name='history_user',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunSQL(KEEP, LET_GO),
    ]

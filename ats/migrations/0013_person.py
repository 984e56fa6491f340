"""The person: skills, records that became one, likely duplicates, whose a candidate is, who follows them."""

import ats.kernel.clock
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("ats", "0012_offer_decline_kind"),
    ]

    operations = [
        migrations.CreateModel(
            name='CandidateMerge',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('external_id', models.CharField(blank=True, db_index=True, default='', max_length=200)),
                ('created_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('updated_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('reason', models.CharField(blank=True, default='', max_length=300)),
                ('merged_at', models.DateTimeField()),
                ('moved', models.JSONField(default=dict)),
                ('changes', models.JSONField(default=dict)),
                ('unmerged_at', models.DateTimeField(blank=True, null=True)),
                ('unmerge_reason', models.CharField(blank=True, default='', max_length=300)),
            ],
            options={
                'ordering': ['-merged_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='DuplicatePair',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('external_id', models.CharField(blank=True, db_index=True, default='', max_length=200)),
                ('created_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('updated_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('score', models.PositiveSmallIntegerField(help_text='How alike they are, percent')),
                ('signals', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('status', models.CharField(choices=[('open', 'To be looked at'), ('dismissed', 'Not the same person'), ('merged', 'Merged')], default='open', max_length=10)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, default='', max_length=300)),
            ],
            options={
                'ordering': ['-score', 'created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='DuplicateRule',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('external_id', models.CharField(blank=True, db_index=True, default='', max_length=200)),
                ('created_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('updated_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('signal', models.CharField(choices=[('email', 'Same e-mail address'), ('phone', 'Same phone number'), ('name_employer', 'Alike name at the same employer'), ('fuzzy', 'Alike in name, employer, title and place together')], max_length=20, unique=True)),
                ('threshold', models.PositiveSmallIntegerField(help_text='Percent. For address, number and employer: how alike the names must be; else everything together', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)])),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ['signal'],
            },
        ),
        migrations.CreateModel(
            name='DuplicateRun',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('external_id', models.CharField(blank=True, db_index=True, default='', max_length=200)),
                ('created_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('updated_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('phase', models.CharField(choices=[('keys', 'Reading the records'), ('pairs', 'Comparing'), ('done', 'Done')], default='keys', max_length=10)),
                ('cursor', models.CharField(blank=True, default='', max_length=40)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('compared', models.PositiveIntegerField(default=0)),
                ('found', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['-started_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('external_id', models.CharField(blank=True, db_index=True, default='', max_length=200)),
                ('created_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('updated_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
            ],
            options={
                'ordering': ['created_at'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalDuplicateRule',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('external_id', models.CharField(blank=True, db_index=True, default='', max_length=200)),
                ('created_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('updated_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('signal', models.CharField(choices=[('email', 'Same e-mail address'), ('phone', 'Same phone number'), ('name_employer', 'Alike name at the same employer'), ('fuzzy', 'Alike in name, employer, title and place together')], db_index=True, max_length=20)),
                ('threshold', models.PositiveSmallIntegerField(help_text='Percent. For address, number and employer: how alike the names must be; else everything together', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)])),
                ('is_active', models.BooleanField(default=True)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical duplicate rule',
                'verbose_name_plural': 'historical duplicate rules',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalOwnershipPolicy',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('external_id', models.CharField(blank=True, db_index=True, default='', max_length=200)),
                ('created_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('updated_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('lock_days', models.PositiveSmallIntegerField(default=30, help_text="Days after the owner's last activity on the candidate; 0 means no lock")),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical ownership policy',
                'verbose_name_plural': 'historical ownership policy',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalOwnershipRequest',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('external_id', models.CharField(blank=True, db_index=True, default='', max_length=200)),
                ('created_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('updated_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('reason', models.CharField(max_length=300)),
                ('status', models.CharField(choices=[('asked', 'Asked'), ('disputed', 'Disputed'), ('granted', 'Handed over'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.CharField(blank=True, default='', max_length=300)),
                ('dispute_reason', models.CharField(blank=True, default='', max_length=300)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical ownership request',
                'verbose_name_plural': 'historical ownership requests',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='MatchKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_index=True, max_length=80)),
                ('bucket', models.PositiveSmallIntegerField(help_text='Which slice of a search looks at it')),
            ],
        ),
        migrations.CreateModel(
            name='OwnershipPolicy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('external_id', models.CharField(blank=True, db_index=True, default='', max_length=200)),
                ('created_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('updated_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('lock_days', models.PositiveSmallIntegerField(default=30, help_text="Days after the owner's last activity on the candidate; 0 means no lock")),
            ],
            options={
                'verbose_name_plural': 'ownership policy',
            },
        ),
        migrations.CreateModel(
            name='OwnershipRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('external_id', models.CharField(blank=True, db_index=True, default='', max_length=200)),
                ('created_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('updated_at', models.DateTimeField(default=ats.kernel.clock.now, editable=False)),
                ('reason', models.CharField(max_length=300)),
                ('status', models.CharField(choices=[('asked', 'Asked'), ('disputed', 'Disputed'), ('granted', 'Handed over'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.CharField(blank=True, default='', max_length=300)),
                ('dispute_reason', models.CharField(blank=True, default='', max_length=300)),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
            },
        ),
        migrations.AddField(
            model_name='candidate',
            name='do_not_contact_reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='candidate',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='merged_records', to='ats.candidate'),
        ),
        migrations.AddField(
            model_name='candidate',
            name='owner_since',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='candidate',
            name='skills',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='historicalcandidate',
            name='do_not_contact_reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='historicalcandidate',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ats.candidate'),
        ),
        migrations.AddField(
            model_name='historicalcandidate',
            name='owner_since',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='historicalcandidate',
            name='skills',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='note',
            name='mentions',
            field=models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='candidatemerge',
            name='absorbed',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merged_by', to='ats.candidate'),
        ),
        migrations.AddField(
            model_name='candidatemerge',
            name='merged_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='candidatemerge',
            name='survivor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='ats.candidate'),
        ),
        migrations.AddField(
            model_name='candidatemerge',
            name='unmerged_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='duplicatepair',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='duplicatepair',
            name='first',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ats.candidate'),
        ),
        migrations.AddField(
            model_name='duplicatepair',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ats.candidate'),
        ),
        migrations.AddConstraint(
            model_name='duplicaterule',
            constraint=models.CheckConstraint(condition=models.Q(('signal__in', ['email', 'phone', 'name_employer', 'fuzzy'])), name='duplicate_signal_known'),
        ),
        migrations.AddConstraint(
            model_name='duplicaterule',
            constraint=models.CheckConstraint(condition=models.Q(('threshold__lte', 100)), name='threshold_is_percent'),
        ),
        migrations.AddField(
            model_name='duplicaterun',
            name='started_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='follow',
            name='candidate',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='ats.candidate'),
        ),
        migrations.AddField(
            model_name='follow',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followed_candidates', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalduplicaterule',
            name='history_user',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalownershippolicy',
            name='history_user',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalownershiprequest',
            name='answered_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalownershiprequest',
            name='asked_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalownershiprequest',
            name='candidate',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ats.candidate'),
        ),
        migrations.AddField(
            model_name='historicalownershiprequest',
            name='history_user',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalownershiprequest',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='matchkey',
            name='candidate',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='match_keys', to='ats.candidate'),
        ),
        migrations.AddConstraint(
            model_name='ownershippolicy',
            constraint=models.UniqueConstraint(models.Value(1), name='one_ownership_policy'),
        ),
        migrations.AddField(
            model_name='ownershiprequest',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ownershiprequest',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ownershiprequest',
            name='candidate',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ownership_requests', to='ats.candidate'),
        ),
        migrations.AddField(
            model_name='ownershiprequest',
            name='owner',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='candidatemerge',
            constraint=models.CheckConstraint(condition=models.Q(('survivor', models.F('absorbed')), _negated=True), name='merge_of_two'),
        ),
        migrations.AddConstraint(
            model_name='candidatemerge',
            constraint=models.UniqueConstraint(condition=models.Q(('unmerged_at', None)), fields=('absorbed',), name='one_merge_of_a_record'),
        ),
        migrations.AddIndex(
            model_name='duplicatepair',
            index=models.Index(condition=models.Q(('status', 'open')), fields=['-score', 'created_at'], name='pairs_waiting'),
        ),
        migrations.AddConstraint(
            model_name='duplicatepair',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['open', 'dismissed', 'merged'])), name='pair_status_known'),
        ),
        migrations.AddConstraint(
            model_name='duplicatepair',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='pair_in_order'),
        ),
        migrations.AddConstraint(
            model_name='duplicatepair',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='pair_once'),
        ),
        migrations.AddConstraint(
            model_name='duplicaterun',
            constraint=models.CheckConstraint(condition=models.Q(('phase__in', ['keys', 'pairs', 'done'])), name='run_phase_known'),
        ),
        migrations.AddConstraint(
            model_name='duplicaterun',
            constraint=models.UniqueConstraint(models.Value(1), condition=models.Q(('finished_at', None)), name='one_search_for_duplicates_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.UniqueConstraint(fields=('candidate', 'user'), name='one_follow_each'),
        ),
        migrations.AddIndex(
            model_name='matchkey',
            index=models.Index(fields=['bucket', 'key'], name='match_keys_by_bucket'),
        ),
        migrations.AddConstraint(
            model_name='matchkey',
            constraint=models.UniqueConstraint(fields=('candidate', 'key'), name='match_key_once'),
        ),
        migrations.AddConstraint(
            model_name='ownershiprequest',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['asked', 'disputed', 'granted', 'refused', 'withdrawn'])), name='ownership_status_known'),
        ),
        migrations.AddConstraint(
            model_name='ownershiprequest',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['asked', 'disputed'])), fields=('candidate', 'asked_by'), name='one_open_ownership_request'),
        ),
        AddConstraintNotValid(
            model_name='candidate',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='merged_into_another'),
        ),
    ]

"""Fewer and smaller indexes on what imports write by the ten thousand, changed while people read and write.

Django makes a second index for LIKE beside each one of a text column; nobody asks fingerprints or outside ids that way. Where
most rows are empty the new index leaves those out. What a constraint's index finds needs none of its own.
"""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q

DROPPED = {  # name: table, column
    "ats_candidate_external_id_e15dca47": ("ats_candidate", "external_id"),
    "ats_candidate_external_id_e15dca47_like": ("ats_candidate", "external_id varchar_pattern_ops"),
    "ats_candidate_owner_id_c73fdb73": ("ats_candidate", "owner_id"),
    "ats_candidateemail_domain_index_cde4e50f": ("ats_candidateemail", "domain_index"),
    "ats_candidateemail_domain_index_cde4e50f_like": ("ats_candidateemail", "domain_index varchar_pattern_ops"),
    "ats_candidateemail_external_id_da4db0d9": ("ats_candidateemail", "external_id"),
    "ats_candidateemail_external_id_da4db0d9_like": ("ats_candidateemail", "external_id varchar_pattern_ops"),
    "ats_candidateemail_value_index_ffc46fa0": ("ats_candidateemail", "value_index"),
    "ats_candidateemail_value_index_ffc46fa0_like": ("ats_candidateemail", "value_index varchar_pattern_ops"),
    "ats_candidatephone_external_id_cfd95a5b": ("ats_candidatephone", "external_id"),
    "ats_candidatephone_external_id_cfd95a5b_like": ("ats_candidatephone", "external_id varchar_pattern_ops"),
    "ats_candidatephone_value_index_f93757da": ("ats_candidatephone", "value_index"),
    "ats_candidatephone_value_index_f93757da_like": ("ats_candidatephone", "value_index varchar_pattern_ops"),
    "ats_historicalcandidate_external_id_9fe53f7e": ("ats_historicalcandidate", "external_id"),
    "ats_historicalcandidate_external_id_9fe53f7e_like": ("ats_historicalcandidate", "external_id varchar_pattern_ops"),
    "ats_historicalcandidate_merged_into_id_1ec3366a": ("ats_historicalcandidate", "merged_into_id"),
    "ats_historicalcandidate_owner_id_bdacb3ba": ("ats_historicalcandidate", "owner_id"),
    "ats_sourcetouch_application_id_ad5bf44b": ("ats_sourcetouch", "application_id"),
    "ats_sourcetouch_external_id_8b66f8d6": ("ats_sourcetouch", "external_id"),
    "ats_sourcetouch_external_id_8b66f8d6_like": ("ats_sourcetouch", "external_id varchar_pattern_ops"),
}
OUTSIDE_ID = models.CharField(blank=True, default="", max_length=200)
FINGERPRINT = models.CharField(editable=False, max_length=64)


def dropped(name: str, table: str, column: str) -> migrations.RunSQL:
    drop = f"DROP INDEX CONCURRENTLY IF EXISTS {name}"
    return migrations.RunSQL(drop, f"CREATE INDEX CONCURRENTLY {name} ON {table} ({column})")


def turned(model: str, constraint: str) -> migrations.SeparateDatabaseAndState:
    """The constraint on candidate and fingerprint, with the fingerprint first: the new index stands before the old goes."""
    table = f"ats_{model}"
    return migrations.SeparateDatabaseAndState(
        database_operations=[_replaced(table, constraint, "value_index, candidate_id", "candidate_id, value_index")],
        state_operations=[
            migrations.RemoveConstraint(model, constraint),
            migrations.AddConstraint(
                model, models.UniqueConstraint(fields=("value_index", "candidate"), name=constraint)
            ),
        ],
    )


def _replaced(table: str, constraint: str, new: str, old: str) -> migrations.RunSQL:
    def steps(columns: str) -> list[str]:
        return [
            f"DROP INDEX CONCURRENTLY IF EXISTS {constraint}_new",
            f"CREATE UNIQUE INDEX CONCURRENTLY {constraint}_new ON {table} ({columns})",
            f"ALTER TABLE {table} DROP CONSTRAINT {constraint}, "
            f"ADD CONSTRAINT {constraint} UNIQUE USING INDEX {constraint}_new",
        ]

    return migrations.RunSQL(steps(new), steps(old))


EMPTY = {"blank": True, "null": True, "db_index": False}
CASCADE, SET_NULL = django.db.models.deletion.CASCADE, django.db.models.deletion.SET_NULL
OF_HISTORY = EMPTY | {"db_constraint": False, "on_delete": django.db.models.deletion.DO_NOTHING, "related_name": "+"}
OWNER = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=SET_NULL, related_name="owned_candidates", **EMPTY)
APPLICATION = models.ForeignKey("ats.application", on_delete=CASCADE, related_name="source_touches", **EMPTY)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("ats", "0021_external_ids_once")]

    operations = [
        AddIndexConcurrently(
            "candidate", models.Index(fields=["owner"], condition=Q(owner__isnull=False), name="candidates_owned")
        ),
        AddIndexConcurrently("candidateemail", models.Index(fields=["domain_index"], name="addresses_by_domain")),
        AddIndexConcurrently(
            "sourcetouch",
            models.Index(fields=["application"], condition=Q(application__isnull=False), name="touches_of_application"),
        ),
        turned("candidateemail", "address_once_per_candidate"),
        turned("candidatephone", "number_once_per_candidate"),
        migrations.SeparateDatabaseAndState(
            database_operations=[dropped(name, *where) for name, where in DROPPED.items()],
            state_operations=[
                migrations.AlterField("candidate", "external_id", OUTSIDE_ID),
                migrations.AlterField("candidate", "owner", OWNER),
                migrations.AlterField("candidateemail", "domain_index", FINGERPRINT),
                migrations.AlterField("candidateemail", "external_id", OUTSIDE_ID),
                migrations.AlterField("candidateemail", "value_index", FINGERPRINT),
                migrations.AlterField("candidatephone", "external_id", OUTSIDE_ID),
                migrations.AlterField("candidatephone", "value_index", FINGERPRINT),
                migrations.AlterField("historicalcandidate", "external_id", OUTSIDE_ID),
                migrations.AlterField(
                    "historicalcandidate", "merged_into", models.ForeignKey("ats.candidate", editable=False, **OF_HISTORY)
                ),
                migrations.AlterField(
                    "historicalcandidate", "owner", models.ForeignKey(settings.AUTH_USER_MODEL, **OF_HISTORY)
                ),
                migrations.AlterField("sourcetouch", "application", APPLICATION),
                migrations.AlterField("sourcetouch", "external_id", OUTSIDE_ID),
            ],
        ),
    ]

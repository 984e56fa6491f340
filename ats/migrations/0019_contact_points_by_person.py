"""Contact points are sealed anew, each with the key of its candidate, in batches while people read and write; may be run
again after an interruption. Backwards they are sealed with the installation's key again; those of an erased person are
gone for good, and stay empty."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import connection, migrations, transaction

from ats.kernel.privacy import fields, person_keys

TABLES = ("ats_candidateemail", "ats_candidatephone")
BATCH = 1000
Row = tuple[UUID, UUID, str]  # id, candidate, stored form
NEXT = (
    "SELECT id, candidate_id, value FROM {table} WHERE id > %s AND value LIKE %s ORDER BY id LIMIT {batch} FOR UPDATE"
)
WRITE = "UPDATE {table} AS t SET value = n.value FROM unnest(%s::uuid[], %s::text[]) AS n (id, value) WHERE t.id = n.id"


def forwards(apps: Any, schema_editor: Any) -> None:
    for table in TABLES:
        _each_batch(table, person_keys.BEFORE, _for_persons)


def backwards(apps: Any, schema_editor: Any) -> None:
    for table in TABLES:
        _each_batch(table, person_keys.VERSION, _for_all)


def _each_batch(table: str, beginning: str, sealed: Callable[[list[Row]], list[str]]) -> None:
    last = UUID(int=0)
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(NEXT.format(table=table, batch=BATCH), [last, f"{beginning}%"])
            rows = cursor.fetchall()
            if not rows:
                return
            cursor.execute(WRITE.format(table=table), [[row[0] for row in rows], sealed(rows)])
        last = rows[-1][0]


def _for_persons(rows: list[Row]) -> list[str]:
    keys = person_keys.of(candidate for _, candidate, _ in rows)
    return [
        "" if keys.is_destroyed(candidate) else str(keys.seal(candidate, fields.decrypt(stored)))
        for _, candidate, stored in rows
    ]


def _for_all(rows: list[Row]) -> list[str]:
    keys = person_keys.of(candidate for _, candidate, _ in rows)
    texts = [keys.open(candidate, stored) for _, candidate, stored in rows]
    return [fields.encrypt(text) if text else "" for text in texts]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("ats", "0018_language_as_in_the_browser"), ("kernel", "0009_person_keys")]

    operations = [
        migrations.AlterField("candidateemail", "value", person_keys.PersonTextField(person="candidate")),
        migrations.AlterField("candidatephone", "value", person_keys.PersonTextField(person="candidate")),
        migrations.RunPython(forwards, backwards),
    ]

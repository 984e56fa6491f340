"""How a deed changes an export, and what it leaves in the audit log: ids, codes and numbers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from ats.kernel import audit
from ats.kernel.audit.models import Outcome
from ats.kernel.history import acting
from ats.kernel.transfers.exports.models import ExportRun


def record(deed: str, run: ExportRun, *, by: Any, at: datetime, outcome: str = Outcome.DONE, **codes: Any) -> None:
    audit.record(
        deed=f"export.{deed}",
        actor=by,
        subject_type=run._meta.label_lower,
        subject_id=run.pk,
        outcome=outcome,
        at=at,
        codes={"noun": run.noun, "format": run.format, "rows": run.rows or run.expected_rows, **codes},
    )


@contextmanager
def changing(run: ExportRun, *, by: Any, why: str) -> Iterator[ExportRun]:
    """One transaction with the row locked; what is changed on it inside is saved at the end."""
    with transaction.atomic(), acting(by, why):
        row: ExportRun = ExportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        yield row
        row.save()

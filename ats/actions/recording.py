"""What every deed leaves besides its rows: the event that others react to, and the entry in the audit log.

Both commit or vanish with the change. They hold ids and codes; who did it and why stands in the rows' history.
"""

from datetime import datetime
from typing import Any

from django.db import models

from ats.kernel import audit
from ats.kernel.outbox import Event, emit


def tell(happened: Event, row: models.Model, *, by: Any) -> None:
    """Emit what happened, and record it under the event's name as a deed of `by` (None: the system) on `row`."""
    emit(happened)
    record(happened.type, row, by=by, at=happened.occurred_at)


def record(deed: str, row: models.Model, *, by: Any, at: datetime, **codes: Any) -> None:
    """The deed on `row` in the audit log, for what is nobody else's business and so is no event."""
    audit.record(
        deed=deed,
        actor=by,
        subject_type=row._meta.label_lower,
        subject_id=row.pk,
        outcome="done",
        at=at,
        codes=codes,
    )

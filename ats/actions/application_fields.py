"""What colleagues keep on an application besides its course: owner, source, custom fields."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ats.actions import external_ids
from ats.actions.persistence import change, locked
from ats.actions.recording import tell
from ats.events import ApplicationFieldsChanged
from ats.kernel.history import acting
from ats.models import Application
from ats.policies import custom_fields

EDITABLE = {"owner", "source", "external_id", "custom_fields"}


def edit(*, application: Application, by: Any, at: datetime, **changes: Any) -> Application:
    """Change fields of an application, whatever its status; names outside EDITABLE are a programming error.

    `custom_fields` are merged into those that there are: None takes one away. Raises CustomFieldRefused,
    ExternalIdTaken.
    """
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"Not editable: {', '.join(sorted(unknown))}")
    with transaction.atomic(), acting(by, "Fields changed"):
        row = locked(application)
        if "custom_fields" in changes:
            given, before = changes["custom_fields"], row.custom_fields
            changes["custom_fields"] = custom_fields.merged("application", before, given, by=by, row=row)
        changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
        external_ids.claim(Application, changed.get("external_id", ""))
        if changed:
            change(row, **changed)
            happened = ApplicationFieldsChanged(
                subject_id=row.pk,
                occurred_at=at,
                actor_id=getattr(by, "pk", None),
                candidate_id=row.candidate_id,
                job_id=row.job_id,
                fields=sorted(changed),
            )
            tell(happened, row, by=by)
    return row

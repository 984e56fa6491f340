"""Writing into the audit log: one insert, in the transaction of the deed."""

import uuid
from datetime import datetime
from typing import Any

from ats.kernel.audit.models import AuditEntry


def record(
    *,
    deed: str,
    actor: Any,
    outcome: str,
    at: datetime,
    subject_type: str = "",
    subject_id: uuid.UUID | None = None,
    codes: dict[str, Any] | None = None,
) -> AuditEntry:
    """Append an entry, unsealed; it commits or vanishes with the caller's transaction.

    `actor` is a user or None (anonymous, the system); `outcome` is allowed, refused or done; `codes` hold ids and
    permitted codes, never names, addresses or words that a person wrote.
    """
    actor_id = getattr(actor, "pk", None)
    return AuditEntry.objects.create(
        deed=deed,
        actor_id=actor_id,
        outcome=outcome,
        at=at,
        subject_type=subject_type,
        subject_id=subject_id,
        codes=codes or {},
    )

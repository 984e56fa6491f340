"""What others do about notices: a mail at once, or the daily one."""

from dataclasses import dataclass
from uuid import UUID

from ats.kernel.outbox import Event, event


@event("notice.to_mail")
@dataclass(frozen=True, kw_only=True)
class NoticeToMail(Event):
    """subject: the notice, which its reader wants by mail at once."""

    user_id: UUID


@event("notice.digest_due")
@dataclass(frozen=True, kw_only=True)
class DigestDue(Event):
    """subject: the person whose daily mail is due."""

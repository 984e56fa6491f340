"""What happens to jobs."""

from dataclasses import dataclass, field
from uuid import UUID

from ats.kernel.outbox import Event, event


@event("job.created")
@dataclass(frozen=True, kw_only=True)
class JobCreated(Event):
    """subject: the job."""


@event("job.updated")
@dataclass(frozen=True, kw_only=True)
class JobUpdated(Event):
    """subject: the job. `fields` are the names of what changed."""

    fields: list[str] = field(default_factory=list)


@event("job.warnings_overridden")
@dataclass(frozen=True, kw_only=True)
class JobWarningsOverridden(Event):
    """subject: the job. `warnings` are the codes of what was shown: duplicate, family, level, flsa_status, eeo_category,
    job_group. Somebody saved the job all the same, with a reason."""

    warnings: list[str] = field(default_factory=list)


@event("job.opening_changed")
@dataclass(frozen=True, kw_only=True)
class JobOpeningChanged(Event):
    """subject: the job. Another date for one of its openings."""

    opening_id: UUID


@event("job.team_changed")
@dataclass(frozen=True, kw_only=True)
class JobTeamChanged(Event):
    """subject: the job."""


@event("job.opening_added")
@dataclass(frozen=True, kw_only=True)
class JobOpeningAdded(Event):
    """subject: the job."""

    opening_id: UUID


@dataclass(frozen=True, kw_only=True)
class JobApprovalEvent(Event):
    """subject: the job. `version` is the version of its terms that the approval is about."""

    version: int = 1


@event("job.submitted")
@dataclass(frozen=True, kw_only=True)
class JobSubmitted(JobApprovalEvent):
    """subject: the job. Its approvers are asked."""


@event("job.submission_withdrawn")
@dataclass(frozen=True, kw_only=True)
class JobSubmissionWithdrawn(JobApprovalEvent):
    """subject: the job. The submission was taken back."""


@event("job.approved")
@dataclass(frozen=True, kw_only=True)
class JobApproved(JobApprovalEvent):
    """subject: the job. What was asked for is approved."""


@event("job.returned")
@dataclass(frozen=True, kw_only=True)
class JobReturned(JobApprovalEvent):
    """The approvers said no or asked for changes; `outcome` is reject or request_changes."""

    outcome: str = ""


@event("job.published")
@dataclass(frozen=True, kw_only=True)
class JobPublished(Event):
    """subject: the job. Its posts are on the careers site."""


@event("job.unpublished")
@dataclass(frozen=True, kw_only=True)
class JobUnpublished(Event):
    """subject: the job."""


@event("job.opened")
@dataclass(frozen=True, kw_only=True)
class JobOpened(Event):
    """subject: the job."""


@event("job.held")
@dataclass(frozen=True, kw_only=True)
class JobHeld(Event):
    """subject: the job."""


@event("job.closed")
@dataclass(frozen=True, kw_only=True)
class JobClosed(Event):
    """subject: the job. `outcome` is filled, closed or cancelled."""

    outcome: str

"""What has happened to applications, for whoever listens: ids and keys only."""

from uuid import UUID

from ats.kernel.outbox import Event, event


@event("application.advanced")
class ApplicationAdvanced(Event):
    """Moved forward; `outcome` is advanced or bypassed, `cause` says whether a person, an event or the clock did it."""

    candidate_id: UUID
    job_id: UUID
    from_milestone: str
    to_milestone: str
    outcome: str
    cause: str


@event("application.regressed")
class ApplicationRegressed(Event):
    """subject: the application. It moved back."""

    candidate_id: UUID
    job_id: UUID
    from_milestone: str
    to_milestone: str


@event("application.rejected")
class ApplicationRejected(Event):
    """subject: the application. The company declined; `reason` is the key of the rejection reason."""

    candidate_id: UUID
    job_id: UUID
    from_milestone: str
    reason: str


@event("application.withdrawn")
class ApplicationWithdrawn(Event):
    """subject: the application. The candidate withdrew."""

    candidate_id: UUID
    job_id: UUID
    from_milestone: str
    reason: str


@event("application.transferred")
class ApplicationTransferred(Event):
    """subject: the application that ended. The candidate goes on as `to_application_id` in another job."""

    candidate_id: UUID
    job_id: UUID
    to_job_id: UUID
    to_application_id: UUID


@event("application.reopened")
class ApplicationReopened(Event):
    """subject: the application. It goes on after a rejection or a withdrawal."""

    candidate_id: UUID
    job_id: UUID
    to_milestone: str
    was: str


@event("application.bypass_requested")
class BypassRequested(Event):
    """subject: the application. It moves once the bypass is approved."""

    candidate_id: UUID
    job_id: UUID
    bypass_id: UUID
    to_milestone: str


@event("application.bypass_declined")
class BypassDeclined(Event):
    """subject: the application. `outcome` is refused, or lapsed where it had moved or its job was over by then."""

    candidate_id: UUID
    job_id: UUID
    bypass_id: UUID
    outcome: str


@event("gate_item.completed", subject_type="application")
class GateItemCompleted(Event):
    """subject: the application. Somebody ticked off an item of the gate's checklist."""

    candidate_id: UUID
    job_id: UUID
    milestone: str
    gate_item: str


@event("visit.escalated", subject_type="application")
class VisitEscalated(Event):
    """subject: the application. A part of the milestone's time limit has passed."""

    candidate_id: UUID
    job_id: UUID
    visit_id: UUID
    milestone: str
    level: int
    action: str


@event("workflow_version.activated")
class WorkflowVersionActivated(Event):
    """subject: the version. New jobs take it."""

    workflow: str
    version: int

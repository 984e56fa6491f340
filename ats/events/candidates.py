"""What happens to candidates, their notes and files."""

from dataclasses import dataclass, field
from uuid import UUID

from ats.kernel.outbox import Event, event


@event("candidate.added")
@dataclass(frozen=True, kw_only=True)
class CandidateAdded(Event):
    """subject: the candidate."""


@event("candidate.updated")
@dataclass(frozen=True, kw_only=True)
class CandidateUpdated(Event):
    """subject: the candidate. `fields` are the names of what changed."""

    fields: list[str] = field(default_factory=list)


@event("candidate.contacts_changed")
@dataclass(frozen=True, kw_only=True)
class CandidateContactsChanged(Event):
    """subject: the candidate."""


@event("note.written", subject_type="candidate")
@dataclass(frozen=True, kw_only=True)
class NoteWritten(Event):
    """subject: the candidate. `mentioned` are the colleagues whom the note calls by name, and who may see it."""

    note_id: UUID
    application_id: UUID | None = None
    mentioned: list[UUID] = field(default_factory=list)


@event("attachment.added", subject_type="candidate")
@dataclass(frozen=True, kw_only=True)
class AttachmentAdded(Event):
    """subject: the candidate."""

    attachment_id: UUID
    application_id: UUID | None = None


@event("candidate.asked_about_data", subject_type="candidate")
@dataclass(frozen=True, kw_only=True)
class CandidateAskedAboutData(Event):
    """subject: the candidate, who asks by their own link for what `kind` names: access, correction, erasure."""

    application_id: UUID
    kind: str


@event("candidate.merged")
@dataclass(frozen=True, kw_only=True)
class CandidateMerged(Event):
    """subject: the record that is kept. `absorbed_id` is on no list any more and leads to it."""

    absorbed_id: UUID
    merge_id: UUID


@event("candidate.unmerged")
@dataclass(frozen=True, kw_only=True)
class CandidateUnmerged(Event):
    """subject: the record that had been kept. `absorbed_id` stands for itself again."""

    absorbed_id: UUID
    merge_id: UUID


@event("candidate.pair_dismissed", subject_type="candidate")
@dataclass(frozen=True, kw_only=True)
class DuplicateDismissed(Event):
    """subject: one of two candidates whom a person looked at and found to be two."""

    other_id: UUID
    pair_id: UUID


@event("candidate.followed")
@dataclass(frozen=True, kw_only=True)
class CandidateFollowed(Event):
    """subject: the candidate."""

    user_id: UUID


@event("candidate.unfollowed")
@dataclass(frozen=True, kw_only=True)
class CandidateUnfollowed(Event):
    """subject: the candidate."""

    user_id: UUID


@event("candidate.contact_barred")
@dataclass(frozen=True, kw_only=True)
class ContactBarred(Event):
    """subject: the candidate, whom nobody is to contact."""


@event("candidate.contact_allowed")
@dataclass(frozen=True, kw_only=True)
class ContactAllowed(Event):
    """subject: the candidate, who may be contacted again."""


@event("source.touched", subject_type="candidate")
@dataclass(frozen=True, kw_only=True)
class SourceTouched(Event):
    """subject: the candidate."""

    source_id: UUID
    touch_id: UUID


@event("candidates.imported", subject_type="import_run")
@dataclass(frozen=True, kw_only=True)
class CandidatesImported(Event):
    """subject: the import run. One event for the whole file: how many came in new, and how many were changed."""

    created: int
    updated: int


@event("candidates.import_rolled_back", subject_type="import_run")
@dataclass(frozen=True, kw_only=True)
class CandidateImportRolledBack(Event):
    """subject: the import run."""

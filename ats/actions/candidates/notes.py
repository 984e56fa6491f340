"""What hangs on a candidate: notes, files, the ways by which they came."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ats.actions.persistence import one_at_a_time, touch
from ats.actions.recording import tell
from ats.actions.standing import standing
from ats.events import (
    AttachmentAdded,
    NoteWritten,
    SourceTouched,
)
from ats.kernel import files
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.models import (
    Attachment,
    AttachmentKind,
    Candidate,
    Note,
    Source,
    SourceTouch,
)
from ats.queries import mentions


class NoteRefused(DomainError):
    """The note is empty, too long, or about somebody else's application."""

    status = 400
    code = "note-refused"


def write_note(*, candidate: Candidate, body: str, by: Any, at: datetime, application: Any = None) -> Note:
    """A note on the candidate. Colleagues whom it calls as “@First Last” are told, if they may read it."""
    if not body.strip():
        raise NoteRefused(_("The note is empty. Write a word or two."))
    with transaction.atomic(), acting(by, "Note written"):
        row = standing(candidate)
        note = Note.objects.create(candidate=row, application=application, author=by, body=body.strip(), created_at=at)
        called, _unknown = mentions.mentioned(note.body, row, application) if by else ([], [])
        note.mentions.set(called)
        written = NoteWritten(
            subject_id=row.pk,
            occurred_at=at,
            actor_id=getattr(by, "pk", None),
            note_id=note.pk,
            application_id=getattr(application, "pk", None),
            mentioned=[user.pk for user in called],
        )
        tell(written, row, by=by)
    return note


def attach(
    *,
    candidate: Candidate,
    file: Any,
    by: Any,
    at: datetime,
    application: Any = None,
    kind: str = AttachmentKind.RESUME,
    text: str = "",
    parse_problem: str = "",
) -> Attachment:
    """Hang a stored file on the candidate; the same bytes twice stay one attachment, and the second copy goes."""
    with transaction.atomic(), acting(by, "File added"):
        row = standing(candidate)
        one_at_a_time(f"attachments {candidate.pk}")
        same = Attachment.objects.filter(
            candidate=candidate, application=application, kind=kind, file__sha256=file.sha256
        ).first()
        if same:
            files.discard(file)
            return same
        added = Attachment.objects.create(
            candidate=candidate,
            application=application,
            file=file,
            kind=kind,
            text=text,
            parse_problem=parse_problem[:200],
            created_at=at,
        )
        touch(row)
        happened = AttachmentAdded(
            subject_id=candidate.pk,
            occurred_at=at,
            actor_id=getattr(by, "pk", None),
            attachment_id=added.pk,
            application_id=getattr(application, "pk", None),
        )
        tell(happened, candidate, by=by)
        return added


def note_source(*, candidate: Candidate, source: Source, by: Any, at: datetime) -> SourceTouch:
    """Note one more way by which the candidate came to us; every touch is kept, the first stays the first."""
    with transaction.atomic(), acting(by, f"Source noted: {source.name}"):
        row = standing(candidate)
        touched = SourceTouch.objects.create(candidate=row, source=source, at=at, created_at=at)
        touch(row)
        noted = SourceTouched(
            subject_id=row.pk,
            occurred_at=at,
            actor_id=getattr(by, "pk", None),
            source_id=source.pk,
            touch_id=touched.pk,
        )
        tell(noted, row, by=by)
    return touched

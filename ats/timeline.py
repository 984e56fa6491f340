"""What the core tells on timelines. Amounts are never told; who submitted, and when, is."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.languages import small
from ats.kernel.pages import Entry
from ats.models import (
    Application,
    Attachment,
    Booking,
    CandidateMerge,
    Interview,
    InterviewStatus,
    Note,
    Offer,
    Referral,
    Scorecard,
    SourceTouch,
)

# What a reader may narrow a timeline to: the entries' kind, and its label.
KINDS = [
    ("", _l("Everything")),
    ("message", _l("Messages")),
    ("move", _l("Moves")),
    ("feedback", _l("Feedback")),
    ("note", _l("Notes")),
]


def tell(*, user: Any, candidate: Any = None, application: Any = None, **subject: Any) -> Iterable[Entry]:
    """Entries about a candidate, or about one application, that `user` may see."""
    if application is not None:
        about, own, of = {"application": application}, {"pk": application.pk}, {"application": application}
    elif candidate is not None:
        about, own, of = {"candidate": candidate}, {"candidate": candidate}, {"application__candidate": candidate}
    else:
        return
    if application is None:
        yield from _merges(CandidateMerge.objects.visible_to(user).filter(survivor=candidate))
    given = {f"interview__{name}": row for name, row in of.items()}
    yield from _applications(Application.objects.visible_to(user).filter(**own))
    yield from _referrals(Referral.objects.visible_to(user).filter(**of))
    yield from _notes(Note.objects.visible_to(user).filter(**about))
    yield from _files(Attachment.objects.visible_to(user).filter(**about))
    yield from _interviews(Interview.objects.visible_to(user).filter(**of))
    yield from _bookings(Booking.objects.visible_to(user).filter(**of))
    yield from _scorecards(Scorecard.objects.visible_to(user).filter(submitted_at__isnull=False, **given))
    yield from _offers(Offer.objects.visible_to(user).filter(**of))


def _applications(rows: Any) -> Iterator[Entry]:
    again = SourceTouch.objects.filter(application=OuterRef("pk"), at__gt=OuterRef("applied_at")).order_by("at")
    for row in rows.select_related("job", "source").annotate(touched_again=ArraySubquery(again.values("at"))):
        said = _("Applied for {job}, {source}") if row.source else _("Applied for {job}")
        text = said.format(job=row.job.name, source=row.source.name if row.source else "")
        yield Entry(at=row.applied_at, text=text, icon="inbox", kind="move")
        for moment in row.touched_again:
            yield Entry(
                at=moment, text=_("Applied again for {job}").format(job=row.job.name), icon="inbox", kind="move"
            )
        if row.hired_at:
            yield Entry(
                at=row.hired_at,
                text=_("Hired for {job}").format(job=row.job.name),
                icon="badge-check",
                tone="ok",
                kind="move",
            )


def _referrals(rows: Any) -> Iterator[Entry]:
    for row in rows.select_related("referred_by", "job"):
        yield Entry(
            at=row.created_at,
            text=_("recommended them for {job}").format(job=row.job.name),
            actor=row.referred_by,
            body=row.reason,
            icon="user-plus",
            kind="referral",
        )


def _notes(rows: Any) -> Iterator[Entry]:
    for row in rows.select_related("author"):
        yield Entry(
            at=row.created_at,
            text=_("wrote a note") if row.author else _("Note from the application form"),
            actor=row.author,
            body=row.body,
            icon="sticky-note",
            kind="note",
            look="note",
        )


def _merges(rows: Any) -> Iterator[Entry]:
    for row in rows.select_related("absorbed", "merged_by", "unmerged_by"):
        yield Entry(
            at=row.merged_at,
            text=_merged(row).format(name=row.absorbed.name),
            actor=row.merged_by,
            body=row.reason,
            icon="git-merge",
            kind="merge",
        )
        if row.is_undone:
            yield Entry(
                at=row.unmerged_at,
                text=_undone(row).format(name=row.absorbed.name),
                actor=row.unmerged_by,
                body=row.unmerge_reason,
                icon="undo-2",
                kind="merge",
            )


def _merged(row: CandidateMerge) -> str:
    return _("merged the record of {name} into this one") if row.merged_by else _("The record of {name} was merged")


def _undone(row: CandidateMerge) -> str:
    return _("undid the merge with {name}") if row.unmerged_by else _("The merge with {name} was undone")


def _files(rows: Any) -> Iterator[Entry]:
    for row in rows.select_related("file__uploaded_by"):
        yield Entry(
            at=row.created_at,
            text=_("{kind} added: {file}").format(kind=row.get_kind_display(), file=row.file.name),
            body=row.parse_problem,
            actor=None,
            icon="paperclip",
            kind="file",
        )


def _interviews(rows: Any) -> Iterator[Entry]:
    for row in rows.select_related("organizer"):
        yield Entry(
            at=row.created_at,
            text=_("scheduled “{interview}”").format(interview=row.name),
            actor=row.organizer,
            icon="calendar",
            kind="interview",
        )
        if row.status == InterviewStatus.CANCELLED:
            yield Entry(
                at=row.updated_at,
                text=_("“{interview}” was cancelled").format(interview=row.name),
                icon="calendar-x",
                kind="interview",
            )


def _bookings(rows: Any) -> Iterator[Entry]:
    for row in rows.select_related("organizer"):
        yield Entry(
            at=row.created_at,
            text=_("offered times for “{interview}”").format(interview=row.name),
            actor=row.organizer,
            icon="calendar-search",
            kind="interview",
        )
        if row.is_declined:
            yield Entry(
                at=row.updated_at,
                text=_("No time fits for “{interview}”").format(interview=row.name),
                body=row.note,
                icon="calendar-x",
                kind="interview",
            )


def _scorecards(rows: Any) -> Iterator[Entry]:
    for row in rows.select_related("interviewer", "interview"):
        yield Entry(
            at=row.submitted_at,
            text=_("submitted a scorecard for “{interview}”").format(interview=row.interview.name),
            actor=row.interviewer,
            icon="clipboard-check",
            kind="feedback",
        )


def _offers(rows: Any) -> Iterator[Entry]:
    for row in rows:
        yield Entry(at=row.created_at, text=_("Offer drafted"), icon="pencil", kind="offer")
        if row.sent_at:
            yield Entry(at=row.sent_at, text=_("Offer sent"), icon="send", tone="info", kind="offer")
        if row.resolved_at:
            yield Entry(
                at=row.resolved_at,
                text=_("Offer {status}").format(status=small(row.get_status_display())),
                icon=row.look.icon,
                tone=row.look.tone if row.is_accepted else "",
                kind="offer",
            )

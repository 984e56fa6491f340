"""What people are told of in the core of hiring, and the words that it gets when they read it.

Every function asks for the rows that its reader may see now; what isn't among them gets no words.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel import approvals, clock, notices
from ats.kernel.approvals import lists
from ats.kernel.approvals.models import ApprovalRequest, RequestStatus
from ats.kernel.notices.kinds import Line
from ats.kernel.notices.models import Notice, Way
from ats.models import Application, Candidate, Interview, Task, User

TASK, MENTION, INTERVIEW, APPLICATION = "task.assigned", "note.mentioned", "interview.scheduled", "application.received"
REFERRAL = "application.referred"
APPROVAL_ASKED, APPROVAL_DECIDED, SCORECARDS = "approval.asked", "approval.decided", "scorecard.submitted"
Notices = Collection[Notice]
Lines = Mapping[UUID, Line]


def register() -> None:
    notices.kind(TASK, _l("Somebody gives me a to-do"), "square-check", tasks)
    notices.kind(MENTION, _l("Somebody mentions me in a note"), "message-square", mentions)
    notices.kind(
        APPROVAL_ASKED,
        _l("I am asked for an approval"),
        "shield-check",
        asked,
        mails_itself=True,
        still_waits=waiting_for,
    )
    notices.kind(APPROVAL_DECIDED, _l("What I asked for is decided"), "badge-check", decided, mails_itself=True)
    notices.kind(INTERVIEW, _l("I am to interview somebody"), "calendar", interviews, mails_itself=True)
    notices.kind(SCORECARDS, _l("A scorecard on my application comes in"), "star", scorecards)
    notices.kind(REFERRAL, _l("A colleague refers somebody for my job"), "user-plus", referred)
    notices.kind(APPLICATION, _l("Somebody applies for my job"), "user-plus", received, default=Way.DIGEST)


def application_page(id: UUID) -> str:
    """An upper app serves it under this name."""
    return reverse("application", args=[id])


def tasks(found: Notices, reader: Any) -> Lines:
    rows = Task.objects.visible_to(reader).select_related("created_by", "application").in_bulk(_subjects(found))
    return {each.pk: _task(rows[each.subject_id]) for each in found if each.subject_id in rows}


def _task(row: Task) -> Line:
    giver = row.created_by.name if row.created_by else _("Somebody")
    href = application_page(row.application_id) if row.application_id else reverse("tasks")
    return Line(_("{person} gave you a to-do: {title}").format(person=giver, title=row.title), href)


def mentions(found: Notices, reader: Any) -> Lines:
    rows = Candidate.objects.visible_to(reader).in_bulk(_subjects(found))
    names = _actors(found)
    return {
        each.pk: Line(
            _("{person} mentioned you on {candidate}").format(
                person=names.get(each.actor_id) or _("Somebody"), candidate=rows[each.subject_id].name
            ),
            reverse("candidate", args=[each.subject_id]),
        )
        for each in found
        if each.subject_id in rows
    }


def waiting_for(user: Any, request_ids: Collection[UUID]) -> set[UUID]:
    """Of these requests, those that wait for the user's decision now."""
    rows = lists.waiting_for(user, clock.now()).filter(pk__in=request_ids)
    return set(rows.order_by().values_list("pk", flat=True))


def asked(found: Notices, reader: Any) -> Lines:
    return _of_requests(found, reader, _("{name} asks for your decision: {title}"))


def decided(found: Notices, reader: Any) -> Lines:
    words = {RequestStatus.APPROVED: _("Approved: {title}"), RequestStatus.REJECTED: _("Not approved: {title}")}
    return _of_requests(found, reader, words)


def _of_requests(found: Notices, reader: Any, words: str | dict[RequestStatus, str]) -> Lines:
    rows = ApprovalRequest.objects.visible_to(reader).select_related("requested_by").in_bulk(_subjects(found))
    by_kind: dict[str, set[UUID]] = {}
    for request in rows.values():
        by_kind.setdefault(request.subject_type, set()).add(request.subject_id)
    about = {kind: approvals.get_subject(kind).listed(ids, reader) for kind, ids in by_kind.items()}
    lines = {}
    for each in found:
        request = rows.get(each.subject_id)
        if request is not None and request.subject_id in about[request.subject_type]:
            subject, row = (
                approvals.get_subject(request.subject_type),
                about[request.subject_type][request.subject_id][0],
            )
            text = words if isinstance(words, str) else words.get(RequestStatus(request.status), _("Over: {title}"))
            said = text.format(name=request.requested_by.name, title=subject.title(row))
            lines[each.pk] = Line(said, subject.url(row))
    return lines


def interviews(found: Notices, reader: Any) -> Lines:
    seen = Interview.objects.visible_to(reader).select_related("application__candidate", "application__job")
    rows = seen.in_bulk(_subjects(found))
    return {
        each.pk: Line(
            _("You interview {candidate} for {job}").format(
                candidate=rows[each.subject_id].application.candidate.name,
                job=rows[each.subject_id].application.job.name,
            ),
            reverse("interview", args=[each.subject_id]),
        )
        for each in found
        if each.subject_id in rows
    }


def scorecards(found: Notices, reader: Any) -> Lines:
    names = _actors(found)
    said = _("{person} handed in a scorecard on {candidate}, {job}")
    return of_applications(found, reader, said, lambda each: names.get(each.actor_id) or _("Somebody"))


def received(found: Notices, reader: Any) -> Lines:
    return of_applications(found, reader, _("New application: {candidate}, {job}"))


def referred(found: Notices, reader: Any) -> Lines:
    names = _actors(found)
    return of_applications(
        found,
        reader,
        _("{person} referred somebody: {candidate}, {job}"),
        lambda each: str(names.get(each.actor_id, _("A colleague"))),
    )


def of_applications(
    found: Notices, reader: Any, words: str | Callable[[Notice], str], who: Callable[[Notice], str] = lambda each: ""
) -> Lines:
    """`words` names {candidate} and {job}, and {person}, whom `who` tells; or is a function that tells a line's beginning."""
    rows = Application.objects.visible_to(reader).select_related("candidate", "job").in_bulk(_subjects(found))
    return {
        each.pk: Line(_about(rows[each.subject_id], each, words, who), application_page(each.subject_id))
        for each in found
        if each.subject_id in rows
    }


def _about(row: Application, each: Notice, words: str | Callable[[Notice], str], who: Callable[[Notice], str]) -> str:
    if isinstance(words, str):
        return words.format(person=who(each), candidate=row.candidate.name, job=row.job.name)
    return f"{words(each)}{row.candidate.name}, {row.job.name}"


def _subjects(found: Notices) -> set[UUID]:
    return {each.subject_id for each in found}


def _actors(found: Notices) -> dict[UUID | None, str]:
    people = User.objects.in_bulk({each.actor_id for each in found if each.actor_id})
    return {pk: person.name for pk, person in people.items()}

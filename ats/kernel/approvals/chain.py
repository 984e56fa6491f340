"""A request's steps in the words of a page."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ats.kernel.approvals.models import ApprovalRequest, ApprovalStep, Approver, Decision, StepStatus
from ats.kernel.languages import small_first
from ats.kernel.pages import words


@dataclass(frozen=True)
class Link:
    """One link of the chain; `state` is done, now, bad or empty; `more` is shown to those who ask for it."""

    title: str
    detail: str
    state: str = ""
    icon: str = ""
    more: str = ""


def chain(request: ApprovalRequest, user: Any) -> list[Link]:
    """Who asked, then every step; `user` is called "You"."""
    asked = _("Asked, {moment}").format(moment=words.exact(request.requested_at))
    links = [Link(_name(request.requested_by, user), asked, "done", "send")]
    before = ""
    for step in request.steps.all():
        links.append(_link(step, user, before))
        if step.status != StepStatus.SKIPPED:
            before = _people(step, user)
    if request.overridden_by:
        links.append(_override(request, user))
    return links


def _link(step: ApprovalStep, user: Any, before: str) -> Link:
    if step.status == StepStatus.SKIPPED:
        return Link(step.name, _("Not needed here"), "", "minus", more=step.reason)
    if step.status in (StepStatus.APPROVED, StepStatus.REJECTED):
        return _decided(step, user)
    if step.status == StepStatus.CANCELLED:
        return Link(_people(step, user), _("{step}, no longer asked").format(step=step.name))
    if step.problem:
        return Link(step.name, step.problem, "bad", "circle-alert")
    if step.status == StepStatus.PENDING:
        return Link(_people(step, user), _due(step), "now")
    return Link(_people(step, user), _after(step, before))


def _decided(step: ApprovalStep, user: Any) -> Link:
    decided = [seat for seat in step.approvers.all() if seat.decision]
    said = "; ".join(_said(seat, user) for seat in decided)
    names = _join([_name(seat.decided_by, user) for seat in decided], pgettext("between names", "and"))
    return Link(names, f"{step.name}. {said}", "done" if step.status == StepStatus.APPROVED else "bad")


def _said(seat: Approver, user: Any) -> str:
    assert seat.decided_at is not None
    facts = {"decision": Decision(seat.decision).label, "moment": words.exact(seat.decided_at)}
    lender = seat.delegated_from or seat.user
    if seat.decided_by_id != lender.pk:
        said = _("{decision} {moment}, for {person}").format(**facts, person=_name(lender, user))
    else:
        said = _("{decision} {moment}").format(**facts)
    return _quoted(said, seat.note) if seat.note else said


def _quoted(said: str, note: str) -> str:
    return _("{said}: “{note}”").format(said=said, note=note)


def _override(request: ApprovalRequest, user: Any) -> Link:
    name = _name(request.overridden_by, user)
    said = str(Decision(request.decision).label) if request.decision else ""
    title = _("Override by {person}").format(person=name)
    return Link(title, _quoted(said, request.override_reason), "bad", "shield-alert")


def _people(step: ApprovalStep, user: Any) -> str:
    """Whose decision it is: "You or Miguel Duarte", and how many it takes where it takes more than one."""
    names = [_seat_name(seat, user) for seat in step.approvers.all()]
    if 1 < step.quorum < len(names):
        people = _join(names, pgettext("between names", "and"))
        return _("{number} of {people}").format(number=step.quorum, people=people)
    word = pgettext("between names", "and") if step.quorum > 1 else pgettext("between names", "or")
    return _join(names, word) or step.name


def _seat_name(seat: Approver, user: Any) -> str:
    name = _name(seat.user, user)
    if seat.delegated_from is None:
        return name
    return _("{person} (for {other})").format(person=name, other=_name(seat.delegated_from, user))


def _name(person: Any, user: Any) -> str:
    return _you() if person == user else person.name


def _you() -> str:
    return pgettext("who decides", "You")


def _join(names: list[str], word: str) -> str:
    return f" {word} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _due(step: ApprovalStep) -> str:
    if step.due_at is None:
        return _("{step}, no time limit").format(step=step.name)
    return _("{step}, due {moment}").format(step=step.name, moment=words.exact(step.due_at))


def _after(step: ApprovalStep, before: str) -> str:
    if not before:
        return _("{step}, next").format(step=step.name)
    people = small_first(before) if before.startswith(_you()) else before
    return _("{step}, after {people}").format(step=step.name, people=people)

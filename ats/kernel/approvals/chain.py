"""A request's steps in the words of a page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ats.kernel.approvals.models import ApprovalRequest, ApprovalStep, Approver, Decision, StepStatus
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
    links = [Link(_name(request.requested_by, user), f"Asked, {words.exact(request.requested_at)}", "done", "send")]
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
        return Link(step.name, "Not needed here", "", "minus", more=step.reason)
    if step.status in (StepStatus.APPROVED, StepStatus.REJECTED):
        return _decided(step, user)
    if step.status == StepStatus.CANCELLED:
        return Link(_people(step, user), f"{step.name}, no longer asked")
    if step.problem:
        return Link(step.name, step.problem, "bad", "circle-alert")
    if step.status == StepStatus.PENDING:
        return Link(_people(step, user), f"{step.name}, {_due(step.due_at)}", "now")
    return Link(_people(step, user), f"{step.name}, {_after(before)}")


def _decided(step: ApprovalStep, user: Any) -> Link:
    decided = [seat for seat in step.approvers.all() if seat.decision]
    said = "; ".join(_said(seat, user) for seat in decided)
    names = _join([_name(seat.decided_by, user) for seat in decided], "and")
    return Link(names, f"{step.name}. {said}", "done" if step.status == StepStatus.APPROVED else "bad")


def _said(seat: Approver, user: Any) -> str:
    assert seat.decided_at is not None
    said = f"{Decision(seat.decision).label} {words.exact(seat.decided_at)}"
    lender = seat.delegated_from or seat.user
    if seat.decided_by_id != lender.pk:
        said += f", for {_name(lender, user)}"
    return f"{said}: “{seat.note}”" if seat.note else said


def _override(request: ApprovalRequest, user: Any) -> Link:
    name = _name(request.overridden_by, user)
    said = Decision(request.decision).label if request.decision else ""
    return Link(f"Override by {name}", f"{said}: “{request.override_reason}”", "bad", "shield-alert")


def _people(step: ApprovalStep, user: Any) -> str:
    """Whose decision it is: "You or Miguel Duarte", and how many it takes where it takes more than one."""
    names = [_seat_name(seat, user) for seat in step.approvers.all()]
    if 1 < step.quorum < len(names):
        return f"{step.quorum} of {_join(names, 'and')}"
    return _join(names, "and" if step.quorum > 1 else "or") or step.name


def _seat_name(seat: Approver, user: Any) -> str:
    name = _name(seat.user, user)
    return f"{name} (for {_name(seat.delegated_from, user)})" if seat.delegated_from else name


def _name(person: Any, user: Any) -> str:
    return "You" if person == user else person.name


def _join(names: list[str], word: str) -> str:
    return f" {word} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _due(due_at: datetime | None) -> str:
    return f"due {words.exact(due_at)}" if due_at else "no time limit"


def _after(before: str) -> str:
    return f"after {before[:1].lower() + before[1:] if before.startswith('You') else before}" if before else "next"

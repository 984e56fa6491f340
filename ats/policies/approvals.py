"""Who may decide on a job or an offer: what a role allows, not whom the person who asks puts on the team."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ats.kernel import access, approvals
from ats.kernel.access import KernelPermission
from ats.kernel.approvals.models import ApprovalRequest
from ats.kernel.errors import DomainError
from ats.kernel.languages import all_of
from ats.models import Job, TeamRole, User

# Seats on a team that stand for a function of the company. Whoever manages a job can't hand them to just anybody.
ROLE_ASKED_FOR = {TeamRole.HRBP: "hrbp", TeamRole.EXECUTIVE: "executive"}


class SeatRefused(DomainError):
    """Somebody's role doesn't let them hold that seat on a hiring team; `role` names it."""

    status = 400
    code = "team-role-refused"


class NobodyToAsk(DomainError):
    """A step of the approval has too few people who could decide it; `missing` lists which."""

    code = "nobody-to-ask"


def deciders(people: Iterable[User], job: Job, *, sees_pay: bool) -> list[User]:
    """Those of `people` whose role lets them decide on `job`, or on its offers, where they have to see pay too."""
    asked = [KernelPermission.APPROVALS_VIEW, *([KernelPermission.PAY_VIEW] if sees_pay else [])]
    return [person for person in people if all(access.allows(person, permission, job) for permission in asked)]


def seat(user: User, role: str) -> None:
    """Raises SeatRefused where the role of `user` doesn't go with deciding as `role` on a hiring team."""
    if role in ROLE_ASKED_FOR:
        fits = user.role_assignments.filter(role__key=ROLE_ASKED_FOR[TeamRole(role)]).exists()
    else:
        fits = role != TeamRole.HIRING_MANAGER or access.allows(user, KernelPermission.APPROVALS_VIEW)
    if not fits:
        raise SeatRefused(
            _(
                "{user} can't be the {role} of this job: their role in the company doesn't let them. Choose "
                "somebody else, or ask an administrator."
            ).format(user=user.name, role=TeamRole(role).label),
            role=str(role),
            user=str(user.pk),
        )


def answerable(asked: ApprovalRequest) -> None:
    """Raises NobodyToAsk where a step of what was just asked has too few people; nothing is submitted then."""
    stuck = list(asked.steps.exclude(problem=""))
    if not stuck:
        return
    labels = {each.key: each.label for each in approvals.resolvers()}
    flow = dict(asked.flow.steps.values_list("order", "resolver"))
    missing = [
        {"key": flow[step.order], "name": str(labels[flow[step.order]]), "kind": "approver", "problem": step.problem}
        for step in stuck
    ]
    names = all_of(item["name"] for item in missing)
    raise NobodyToAsk(
        _(
            "This can't be submitted yet. Missing approver: {names}. It takes somebody other than you whose "
            "role lets them decide; an administrator gives the role."
        ).format(names=names),
        missing=missing,
    )

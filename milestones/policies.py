"""Who may move whom. Roles give the right, the hiring team confines it, a grant on a milestone narrows it further."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from ats.kernel import access, audit, clock
from ats.kernel.access import Permission, Scope
from ats.kernel.errors import NotAllowed
from ats.kernel.prepared import Prepared
from ats.models import Application, ApplicationStatus, HiringTeamMember, Job, TeamRole
from ats.policies import applications as core
from milestones.engine import Moved
from milestones.engine.events import Advance, Bypass, Event, Reopen
from milestones.models import (
    MilestoneDefinition,
    MilestoneDefinitionGroupObjectPermission,
    MilestoneDefinitionUserObjectPermission,
    Visit,
)
from milestones.models.workflow import DECIDE
from milestones.permissions import MilestonePermission

GOING_ON = (Advance, Bypass, Reopen)
DECIDING_TEAM_ROLES = [TeamRole.HIRING_MANAGER, TeamRole.RECRUITER, TeamRole.HRBP, TeamRole.EXECUTIVE]


def permit(user: Any, permission: Permission, application: Application) -> MilestoneDefinition | None:
    """Go on only where `user` may use `permission` on `application`; gives the milestone for which that was asked.

    Call it before the action's transaction, so that the refusal stays in the audit log. Raises NotAllowed with who
    could, in words.
    """
    visit = LAST_VISIT.first(application.pk, user.pk)
    place: MilestoneDefinition | None = visit.milestone.definition if visit else None
    access.require(user, permission, application)
    if not leads(user, permission, application):
        _refuse(user, permission, application, _("Only the hiring manager or recruiter of this job may decide."))
    if place is not None and visit.is_closed:
        message = _("Only the people named for “{milestone}” may decide here.").format(milestone=place.name)
        _refuse(user, permission, application, message)
    return place


def still_in(place: MilestoneDefinition | None, visit: Visit | None) -> None:
    """The application, locked now, is where the permission was asked for. Raises Moved otherwise."""
    now = visit.milestone.definition if visit else None
    if now != place:
        current = {"milestone": now.key, "name": now.name} if now else {}
        raise Moved(_("Somebody else moved them meanwhile. Look at the page again."), current=current)


def job_goes_on(application: Application, event: Event) -> None:
    """Raises JobOver where `event` would take somebody forward in a job that is filled, closed or cancelled.

    Moves back, rejecting and withdrawing stay possible, and so do the moves of people who are hired.
    """
    if isinstance(event, GOING_ON) and application.status != ApplicationStatus.HIRED:
        core.going_on(application.job)


def _refuse(user: Any, permission: Permission, application: Application, message: str) -> None:
    audit.record(
        deed=str(permission),
        actor=user,
        subject_type="ats.application",
        subject_id=application.pk,
        outcome="refused",
        at=clock.now(),
    )
    raise NotAllowed(message, permission=str(permission))


def may_decide(
    user: Any, permission: Permission, application: Application, definition: MilestoneDefinition | None = None
) -> bool:
    """The same question without a refusal, for pages that offer the deed."""
    return (
        access.allows(user, permission, application)
        and leads(user, permission, application)
        and (definition is None or named_for(user, definition))
    )


class Decider:
    """What one reader may decide on one application, for a page that asks about many verbs: each right is read once.

    `definition` is the milestone in which the application stands; None before the first.
    """

    def __init__(self, user: Any, application: Application, definition: MilestoneDefinition | None) -> None:
        self.user, self.application, self.definition = user, application, definition
        self._reach: dict[tuple[Any, ...], bool] = {}

    def may(self, permission: Permission) -> bool:
        """The same answer as `may_decide` for this milestone."""
        reach = tuple(access.grants(self.user, permission))
        if reach not in self._reach:
            self._reach[reach] = access.allows(self.user, permission, self.application) and leads(
                self.user, permission, self.application
            )
        return self._reach[reach] and self._is_named

    @cached_property
    def _is_named(self) -> bool:
        return self.definition is None or named_for(self.user, self.definition)


def may_move_on(user: Any, job: Job) -> bool:
    """Whether `user` may move people of this job at all, wherever they stand."""
    return access.allows(user, MilestonePermission.ADVANCE, job) and _leads(user, MilestonePermission.ADVANCE, job.pk)


def leads(user: Any, permission: Permission, application: Application) -> bool:
    """Somebody whose right comes from being on the team decides only as one who leads, not as a mere interviewer."""
    return _leads(user, permission, application.job_id)


def _leads(user: Any, permission: Permission, job_id: Any) -> bool:
    confined = {Scope.TEAM, Scope.OWN}
    if any(grant.scope not in confined for grant in access.grants(user, permission)):
        return True
    roles = HiringTeamMember.objects.filter(job_id=job_id, user=user, role__in=DECIDING_TEAM_ROLES)
    return roles.exists()


def named_for(user: Any, definition: MilestoneDefinition) -> bool:
    """Once anybody is named for a milestone, nobody else decides there. Only the right to decide names anybody.

    A grant to a group confines too, so that nothing opens up by itself; the administration gives them to people only.
    """
    return not closed_definitions(user.pk).filter(pk=definition.pk).exists()


def closed_definitions(user: UUID) -> QuerySet[MilestoneDefinition]:
    """All in which others than the person with this id are named."""
    return MilestoneDefinition.objects.filter(_others_named(user, "pk"))


def _others_named(user: UUID, definition: str) -> Q:
    """Of rows from which `definition` leads to a milestone's definition: people are named there, and `user` is none."""
    people = MilestoneDefinitionUserObjectPermission.objects.filter(
        content_object=OuterRef(definition), permission__codename=DECIDE
    )
    groups = MilestoneDefinitionGroupObjectPermission.objects.filter(
        content_object=OuterRef(definition), permission__codename=DECIDE
    )
    named = Q(Exists(people.filter(user=user))) | Q(Exists(groups.filter(group__user=user)))
    return (Q(Exists(people)) | Q(Exists(groups))) & ~named


def _last_visit(application: UUID, user: UUID) -> QuerySet[Visit]:
    """With whether its milestone is closed to `user`."""
    is_closed = ExpressionWrapper(_others_named(user, "milestone__definition"), output_field=BooleanField())
    last = Visit.objects.filter(application=application).order_by("-position")
    return last.select_related("milestone__definition").annotate(is_closed=is_closed)[:1]


LAST_VISIT = Prepared(_last_visit, UUID, UUID)

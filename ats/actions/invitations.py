"""Colleagues come in: invited, reminded, refused again, or there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ats import links
from ats.actions import company
from ats.actions.jobs.parts import set_team
from ats.actions.persistence import change, locked
from ats.actions.recording import tell
from ats.events import InvitationRevoked, PersonInvited, PersonJoined
from ats.kernel import access
from ats.kernel.access import Role, RoleAssignment, Scope
from ats.kernel.errors import DomainError, Stale
from ats.kernel.history import acting
from ats.models import Department, Invitation, Job, User
from ats.permissions import CorePermission
from ats.policies.people import may_give

PURPOSE = "invitation"
VALID = timedelta(days=7)


class InvitationRefused(DomainError):
    """This person can't be invited, or the link leads nowhere any more."""

    code = "invitation-refused"


class LinkOver(DomainError):
    """The link is used, taken back, replaced by a newer one, or too old."""

    status = 404
    code = "invitation-over"


def invite(
    *,
    email: str,
    roles: Sequence[Role],
    by: Any,
    at: datetime,
    department: Department | None = None,
    job: Job | None = None,
    team_role: str = "",
) -> Invitation:
    """Ask somebody in. They get a letter; with its link they choose name and password, and the roles are theirs then.

    Raises InvitationRefused for an address that has an account already, and where `by` gives more than they may.
    """
    access.require(by, CorePermission.PEOPLE_MANAGE)
    may_give(by, roles)
    address = email.strip().lower()
    _check(roles, department)
    with transaction.atomic(), acting(by, "Invited"):
        if User.objects.filter(email=address).exists():
            raise InvitationRefused(_("Somebody with this address has an account already."), errors={"email": [""]})
        person = User(email=address, department=department, created_at=at, **_usual())
        person.set_unusable_password()
        person.save()
        row = Invitation.objects.create(
            user=person,
            roles=[role.key for role in roles],
            job=job,
            team_role=team_role if job else "",
            invited_by=by,
            sent_at=at,
            expires_at=at + VALID,
            created_at=at,
        )
        _tell_invited(row, by, at)
    return row


def resend(*, invitation: Invitation, by: Any, at: datetime) -> Invitation:
    """Another letter, valid anew; the link of the one before works no longer."""
    access.require(by, CorePermission.PEOPLE_MANAGE)
    with transaction.atomic(), acting(by, "Invited again"):
        row = _waiting(invitation)
        change(row, round=row.round + 1, sent_at=at, expires_at=at + VALID)
        _tell_invited(row, by, at)
    return row


def revoke(*, invitation: Invitation, by: Any, at: datetime) -> Invitation:
    """The link works no longer, and the account stays shut."""
    access.require(by, CorePermission.PEOPLE_MANAGE)
    with transaction.atomic(), acting(by, "Invitation taken back"):
        row = _waiting(invitation)
        change(row, revoked_at=at)
        person = locked(row.user)
        change(person, is_active=False)
        facts = {"subject_id": person.pk, "occurred_at": at, "actor_id": by.pk}
        tell(InvitationRevoked(**facts, invitation_id=row.pk), person, by=by)
    return row


def accept(*, token: str, first_name: str, last_name: str, password: str, time_zone: str, at: datetime) -> User:
    """They are there, with their roles and their seat on the team. Raises LinkOver, PasswordRefused."""
    seen = open_invitation(token, at)
    with transaction.atomic():
        row = locked(seen)
        if not row.is_open(at) or row.round != seen.round:
            raise LinkOver(_("This invitation was used or taken back meanwhile."))
        person = locked(row.user)
        with acting(person, "Invitation accepted"):
            _come_in(person, first_name, last_name, password, time_zone)
            _arrive(row, person, at)
    return person


def accept_by_sign_in(*, invitation: Invitation, first_name: str, last_name: str, at: datetime) -> User:
    """They came by the company's own sign-in instead of the link. Raises LinkOver where the invitation is too old."""
    with transaction.atomic():
        row = locked(invitation)
        if not row.is_open(at):
            raise LinkOver(_("Your invitation is too old. Ask for a new one."))
        person = locked(row.user)
        with acting(person, "Invitation accepted by the company's account"):
            change(person, first_name=first_name, last_name=last_name)
            _arrive(row, person, at)
    return person


def open_invitation(token: str, at: datetime) -> Invitation:
    """The invitation behind a link that still works. Raises LinkOver, or links.LinkRefused for one that isn't ours."""
    said = links.read(PURPOSE, token)
    row = Invitation.objects.select_related("user", "invited_by").filter(pk=said["id"], round=said.get("round")).first()
    if row is None or not row.is_open(at):
        raise LinkOver(_("This invitation no longer works: it was used, taken back, or is too old. Ask for a new one."))
    return row


def _arrive(row: Invitation, person: User, at: datetime) -> None:
    change(row, accepted_at=at)
    _give(row, person)
    facts = {"subject_id": person.pk, "occurred_at": at, "actor_id": person.pk}
    tell(PersonJoined(**facts, invitation_id=row.pk), person, by=person)


def _come_in(person: User, first_name: str, last_name: str, password: str, time_zone: str) -> None:
    person.first_name, person.last_name, person.time_zone = first_name, last_name, time_zone
    company.good_password(password, person)
    person.set_password(password)
    person.save()


def _give(row: Invitation, person: User) -> None:
    """The roles that still exist, and the seat where the job still wants one."""
    for role in Role.objects.filter(key__in=row.roles):
        confined = role.default_scope in {Scope.DEPARTMENT, Scope.REGION}
        unit = person.department_id if role.default_scope == Scope.DEPARTMENT else None
        scope = Scope.OWN if confined and unit is None else role.default_scope
        RoleAssignment.objects.get_or_create(user=person, role=role, scope=scope, unit_id=unit)
    staff = any(str(access.KernelPermission.ADMIN_VIEW) in role.permissions for role in _roles(row))
    if staff:
        change(person, is_staff=True)
    access.forget(person)
    if row.job and row.team_role:
        job = locked(row.job)
        members = [member.user for member in job.hiring_team.filter(role=row.team_role).select_related("user")]
        set_team(job, {row.team_role: [*members, person]})


def _roles(row: Invitation) -> list[Role]:
    return list(Role.objects.filter(key__in=row.roles))


def _usual() -> dict[str, str]:
    told = company.queries.identity()
    return {"time_zone": told.time_zone}


def _waiting(invitation: Invitation) -> Invitation:
    row = locked(invitation)
    if row.accepted_at or row.revoked_at:
        raise Stale(_("This invitation is over: it was accepted or taken back."), current="accepted")
    return row


def _check(roles: Sequence[Role], department: Department | None) -> None:
    if not roles:
        raise InvitationRefused(_("Choose at least one role."), errors={"roles": [""]})
    if department is None and any(role.default_scope == Scope.DEPARTMENT for role in roles):
        raise InvitationRefused(
            _("One of these roles is confined to a department. Choose which."), errors={"department": [""]}
        )


def _tell_invited(row: Invitation, by: Any, at: datetime) -> None:
    facts = {"subject_id": row.user_id, "occurred_at": at, "actor_id": by.pk}
    tell(PersonInvited(**facts, invitation_id=row.pk, round=row.round), row.user, by=by)

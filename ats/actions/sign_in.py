"""Whom the company's own sign-in lets in: who is here or invited, by the verified address; others where it is so set."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.actions import invitations
from ats.actions.persistence import locked, one_at_a_time
from ats.actions.recording import record
from ats.kernel import audit
from ats.kernel.access import Role, RoleAssignment, Scope
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.models import Invitation, User
from ats.queries.company import identity

INVITE = _l("Nobody with your address works in Waymark. Ask an administrator to invite you.")


class NobodyHere(DomainError):
    """Nobody with this address works in the product."""

    status = 403
    code = "nobody-here"


def by_company_account(*, email: str, first_name: str, last_name: str, at: datetime) -> User:
    """The person with the verified address `email`; an open invitation of theirs counts as accepted.

    Raises NobodyHere, unless OIDC_NEW_PEOPLE_ROLE names the role that somebody new gets.
    """
    with transaction.atomic():
        one_at_a_time(f"sign_in:{email}")
        person = User.objects.filter(email__iexact=email).first()
        if person is not None and person.is_service:
            raise NobodyHere(str(INVITE))
        if person is None:
            person = _new(email, first_name, last_name, at)
        elif (invitation := Invitation.objects.waiting().filter(user=person).first()) is not None:
            invitations.accept_by_sign_in(invitation=invitation, first_name=first_name, last_name=last_name, at=at)
            person.refresh_from_db()
        if not person.is_active:
            raise NobodyHere(_("Your account here is closed. Ask an administrator if that surprises you."))
        record("person.signed_in_by_company_account", person, by=person, at=at)
    return person


def note_refusal(*, way: str, reason: str, at: datetime) -> None:
    """An attempt by `way` (openid_connect or saml) that let nobody in, in the audit log; `reason` is a code."""
    audit.record(
        deed="person.sign_in_refused", actor=None, outcome="refused", at=at, codes={"way": way, "reason": reason}
    )


def _new(email: str, first_name: str, last_name: str, at: datetime) -> User:
    role = Role.objects.filter(key=settings.OIDC_NEW_PEOPLE_ROLE).first() if settings.OIDC_NEW_PEOPLE_ROLE else None
    if role is None or role.default_scope in {Scope.DEPARTMENT, Scope.REGION}:
        raise NobodyHere(str(INVITE))
    with acting(None, "Came in by the company's account"):
        person = User(
            email=email, first_name=first_name, last_name=last_name, time_zone=identity().time_zone, created_at=at
        )
        person.set_unusable_password()
        person.save()
        RoleAssignment.objects.create(user=person, role=role, scope=role.default_scope)
        record("person.added_by_company_account", locked(person), by=None, at=at)
    return person

"""The company: set up once with its first administrator, changed afterwards."""

from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ats.actions import first_day
from ats.actions.persistence import change, locked, one_at_a_time
from ats.actions.recording import tell
from ats.events import CompanyChanged, CompanySetUp
from ats.kernel import access
from ats.kernel.access import KernelPermission, Role, RoleAssignment, Scope
from ats.kernel.errors import DomainError, Stale
from ats.kernel.history import acting
from ats.models import Company, User
from ats.policies import branding
from ats.queries import company as queries

EDITABLE = {"name", "time_zone", "language", "accent", "logo", "careers_title", "careers_text"}


class PasswordRefused(DomainError):
    """The password is too easy to guess; `errors` names the field."""

    status = 400
    code = "password-refused"


def set_up(
    *,
    name: str,
    time_zone: str,
    language: str,
    first_name: str,
    last_name: str,
    email: str,
    password: str,
    at: datetime,
) -> User:
    """The company and its first administrator, who may do everything that an administrator may.

    Closed for ever once anybody is there: raises Stale, also for whoever comes second in a race.
    """
    with transaction.atomic(), acting(None, "Set up"):
        one_at_a_time("company.set_up")
        if queries.is_set_up():
            raise Stale(
                _("This installation has been set up already. Sign in, or ask its administrator for an invitation.")
            )
        first_day.prepare(at=at)
        person = User(
            email=email.lower(),
            first_name=first_name,
            last_name=last_name,
            time_zone=time_zone,
            language=language,
            is_staff=True,
            created_at=at,
        )
        good_password(password, person)
        person.set_password(password)
        person.save()
        RoleAssignment.objects.create(user=person, role=Role.objects.get(key="admin"), scope=Scope.ALL)
        company, _is_new = Company.objects.update_or_create(
            only=True, defaults={"name": name, "time_zone": time_zone, "language": language, "set_up_at": at}
        )
        tell(CompanySetUp(subject_id=company.pk, occurred_at=at, administrator_id=person.pk), company, by=person)
    queries.forget()
    return person


def edit(*, by: Any, at: datetime, **changes: Any) -> Company:
    """Change its name, looks or usual zone; names outside EDITABLE are a programming error.

    Raises AccentRefused for a colour on which nobody could read.
    """
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"Not editable: {', '.join(sorted(unknown))}")
    access.require(by, KernelPermission.ADMIN_CONFIGURE)
    if changes.get("accent"):
        branding.check(changes["accent"])
    with transaction.atomic(), acting(by, "Company changed"):
        one_at_a_time("company.set_up")
        row = _row(at)
        wanted = {name: value for name, value in changes.items() if getattr(row, name) != value}
        if wanted:
            change(row, **wanted)
            tell(CompanyChanged(subject_id=row.pk, occurred_at=at, actor_id=by.pk, fields=sorted(wanted)), row, by=by)
    queries.forget()
    return row


def good_password(password: str, person: User) -> None:
    """Raises PasswordRefused with the sentences of whatever rule refuses it."""
    try:
        validate_password(password, person)
    except ValidationError as problem:
        raise PasswordRefused(" ".join(problem.messages), errors={"password": problem.messages}) from problem


def _row(at: datetime) -> Company:
    """The one row, locked; where the installation was never set up by the page, it is written now."""
    found = Company.objects.first()
    if found is not None:
        return locked(found)
    told = queries.identity()
    return Company.objects.create(name=told.name, time_zone=told.time_zone, set_up_at=at, created_at=at)

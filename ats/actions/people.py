"""People: their profile, their password, a look through their eyes, and how they leave."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from ats import extension_points
from ats.actions import handover
from ats.actions.persistence import change, locked
from ats.actions.recording import record, tell
from ats.events import PasswordResetAsked, PersonChanged, PersonLeft
from ats.kernel import access
from ats.kernel.access import last_administrator
from ats.kernel.api.models import ApiKey
from ats.kernel.errors import DomainError, NotAllowed, Stale
from ats.kernel.history import acting
from ats.kernel.languages import small
from ats.kernel.outbox import emit
from ats.models import User
from ats.permissions import CorePermission
from ats.policies.people import may_view_as
from ats.queries import leaving

PROFILE = {"first_name", "last_name", "title", "time_zone", "language", "theme"}


class WorkLeftOver(DomainError):
    """Something would be left without an owner; `missing` names the kinds of work that nobody was named for."""

    code = "work-left-over"


def edit_profile(*, person: User, by: Any, at: datetime, **changes: Any) -> User:
    """What people say about themselves; names outside PROFILE are a programming error."""
    if unknown := changes.keys() - PROFILE:
        raise TypeError(f"Not editable: {', '.join(sorted(unknown))}")
    if person.pk != by.pk:
        raise NotAllowed(_("Only they themselves change this."))
    with transaction.atomic(), acting(by, "Profile changed"):
        row = locked(person)
        wanted = {name: value for name, value in changes.items() if getattr(row, name) != value}
        if wanted:
            change(row, **wanted)
            facts = {"subject_id": row.pk, "occurred_at": at, "actor_id": by.pk}
            tell(PersonChanged(**facts, fields=sorted(wanted)), row, by=by)
    return row


def ask_for_password(*, email: str, at: datetime) -> None:
    """Somebody says that they forgot it. One event is written whether anybody has the address or not, so that the answer
    takes as long; the letter is written by whoever handles it."""
    person = User.objects.filter(email=email.strip().lower(), is_active=True, is_service=False)
    person = person.exclude(invitation__isnull=False, invitation__accepted_at=None).first()
    with transaction.atomic():
        emit(PasswordResetAsked(subject_id=person.pk if person else uuid.uuid4(), occurred_at=at))


def look_as(*, person: User, by: Any, at: datetime) -> None:
    """An administrator begins to look at the product as `person` sees it. Raises NotAllowed."""
    may_view_as(by, person)
    with transaction.atomic():
        record("person.viewed_as", person, by=by, at=at)


def look_away(*, person: User, by: Any, at: datetime) -> None:
    with transaction.atomic():
        record("person.viewed_as_ended", person, by=by, at=at)


def leave(*, person: User, by: Any, at: datetime, successors: Mapping[str, User], reason: str = "") -> User:
    """They work here no longer: whatever was theirs goes to `successors` (by kind of work, see queries.leaving.KINDS), and
    no session or key of theirs works from this moment on. All of it, or nothing.

    Raises WorkLeftOver where work remains for which nobody was named, LastAdministrator where nobody could change the
    set-up afterwards.
    """
    access.require(by, CorePermission.PEOPLE_MANAGE)
    if person.pk == by.pk:
        raise NotAllowed(_("You can't take yourself out. Ask another administrator."))
    with last_administrator.kept(), acting(by, f"Left: {reason}" if reason else "Left"):
        row = locked(person)
        if not row.is_active:
            raise Stale(_("{person} has left already.").format(person=row.name), current="inactive")
        _check(row, successors, at)
        handover.hand_over(person=row, successors=successors, by=by, at=at)
        extension_points.person_leaves(person=row, successors=successors, by=by, at=at)
        change(row, is_active=False)
        _shut_out(row, at)
        ids = sorted({successor.pk for successor in successors.values()})
        facts = {"subject_id": row.pk, "occurred_at": at, "actor_id": by.pk}
        tell(PersonLeft(**facts, successor_ids=ids), row, by=by)
    return row


def end_sessions(*, person: User, by: Any, at: datetime, but: str = "") -> int:
    """Sign them out everywhere, but for the session with the key `but`; how many there were."""
    if person.pk != by.pk:
        access.require(by, CorePermission.PEOPLE_MANAGE)
    with transaction.atomic():
        ended = _end(person, but=but)
        record("person.sessions_ended", person, by=by, at=at)
    return ended


def end_session(*, person: User, session_id: int, by: Any, at: datetime) -> None:
    """Sign one browser of theirs out."""
    if person.pk != by.pk:
        raise NotAllowed(_("This is somebody else's."))
    with transaction.atomic():
        _end(person, only=session_id)
        record("person.session_ended", person, by=by, at=at)


def _check(person: User, successors: Mapping[str, User], at: datetime) -> None:
    counts = leaving.work_of(person, at)
    missing = [kind for kind, count in counts.items() if count and kind not in successors]
    if missing:
        names = ", ".join(small(leaving.KINDS[kind]) for kind in missing)
        raise WorkLeftOver(
            _("Nobody is named for: {names}. Choose a colleague for each.").format(names=names),
            missing=missing,
            errors={kind: [_("Choose a colleague.")] for kind in missing},
        )
    for successor in successors.values():
        if successor.pk == person.pk or not successor.is_active or successor.is_service:
            raise WorkLeftOver(_("{person} can't take this over. Choose somebody else.").format(person=successor.name))


def _shut_out(person: User, at: datetime) -> None:
    _end(person)
    for key in ApiKey.objects.filter(user=person, revoked_at=None):
        change(key, revoked_at=at)


def _end(person: User, *, but: str = "", only: int | None = None) -> int:
    """The rows that say where somebody is signed in go, and the sessions themselves with them."""
    rows = person.usersession_set.exclude(session_key=but)
    if only is not None:
        rows = rows.filter(pk=only)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)

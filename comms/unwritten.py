"""Messages that do not exist because they could not be written: deliveries to comms that fail or were given up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from ats.kernel.leases import State
from ats.kernel.outbox import Delivery
from ats.models import Application, Job, Offer
from comms.needs import WRITES
from comms.permissions import CommsPermission

NEWEST = 50
HICCUPS = 3
"""Failures that a moment's trouble may cause; whoever looks is not bothered with those."""


@dataclass(frozen=True)
class Unwritten:
    """`about` is the application or the job; `problem` a kind of error and its place, never what was to be written."""

    event_id: UUID
    what: str
    about: Application | Job
    since: datetime
    problem: str
    is_given_up: bool

    @property
    def application(self) -> Application | None:
        return self.about if isinstance(self.about, Application) else None


def of(user: Any) -> list[Unwritten]:
    """The newest ones about applications and jobs whose messages `user` manages; a handful of queries for all."""
    failing = Q(state=State.DEAD) | Q(state=State.WAITING, failures__gte=HICCUPS)
    rows = Delivery.objects.filter(failing, handler__in=list(WRITES)).select_related("event").order_by("-sequence")
    found = list(rows[:NEWEST])
    if not found:
        return []
    abouts = _abouts({row.pk: _named(row.event) for row in found}, user)
    return [_told(row, abouts[row.pk]) for row in found if row.pk in abouts]


def _told(row: Delivery, about: Application | Job) -> Unwritten:
    given_up = row.state == State.DEAD
    return Unwritten(row.event_id, str(WRITES[row.handler]), about, row.event.occurred_at, row.reason, given_up)


def _named(event: Any) -> tuple[str, str]:
    """What an event is about, as kind and id."""
    if "about_type" in event.data:
        return event.data["about_type"], event.data["about_id"]
    return "application", event.data.get("application_id") or str(event.subject_id)


def _abouts(named: dict[int, tuple[str, str]], user: Any) -> dict[int, Application | Job]:
    """The rows behind what is named, as far as `user` manages their messages."""
    behind = dict(Offer.objects.filter(pk__in=_ids(named, "offer")).values_list("pk", "application_id"))
    wanted = {*_ids(named, "application"), *behind.values()}
    applications = _managed(Application, user).select_related("candidate", "job").in_bulk(wanted)
    jobs = _managed(Job, user).in_bulk(_ids(named, "job"))
    found = {
        pk: jobs.get(UUID(id)) if kind == "job" else applications.get(behind.get(UUID(id), UUID(id)))
        for pk, (kind, id) in named.items()
    }
    return {pk: row for pk, row in found.items() if row is not None}


def _managed(model: type[Application] | type[Job], user: Any) -> Any:
    return model.objects.permitted(user, CommsPermission.MANAGE_MESSAGES)


def _ids(named: dict[int, tuple[str, str]], kind: str) -> Iterable[UUID]:
    return {UUID(id) for found, id in named.values() if found == kind}

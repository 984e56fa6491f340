"""Completing what stands between an application and the next milestone."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ats.kernel.history import acting
from ats.kernel.outbox import emit
from ats.models import Application
from milestones import policies
from milestones.actions.settling import locked, record, settle
from milestones.actions.telling import about
from milestones.engine import events
from milestones.events import GateItemCompleted
from milestones.permissions import MilestonePermission
from milestones.queries.standing import standing_of


def complete(*, application: Application, key: str, by: Any, at: datetime, note: str = "") -> Application:
    """Mark the gate item `key` of the current milestone as done; doing it twice changes nothing.

    Raises MoveRefused for an unknown item, an empty required note, or one that only scorecards can complete.
    """
    place = policies.permit(by, MilestonePermission.COMPLETE_GATES, application)
    with transaction.atomic(), acting(by, "Gate item completed"):
        row = locked(application)
        standing = standing_of(row, at)
        policies.still_in(place, standing.visit)
        settled = settle(row, standing, events.CompleteGateItem(key=key, note=note), by=by, at=at)
        if settled.done and place is not None:
            emit(GateItemCompleted(**about(row, at, by), milestone=place.key, gate_item=key))
        record(str(MilestonePermission.COMPLETE_GATES), row, by=by, at=at)
    return row

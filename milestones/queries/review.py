"""The queue of applications to review: who stands in a milestone, the longest waiting first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from ats.models import Application, ApplicationStatus, Job, Stage
from ats.queries.candidate_views import IN_WORK
from milestones import engine
from milestones.models import Visit
from milestones.queries.plans import plan_for
from milestones.queries.standing import Standing
from milestones.queries.waiting import following

MOST = 500


@dataclass(frozen=True)
class Queue:
    """Ids in order, and where the reader is in it: `index` None when the queue is empty."""

    ids: list[UUID]
    index: int | None

    @property
    def previous(self) -> UUID | None:
        return self.ids[self.index - 1] if self.index else None

    @property
    def next(self) -> UUID | None:
        has_next = self.index is not None and self.index + 1 < len(self.ids)
        return self.ids[self.index + 1] if has_next else None  # type: ignore[operator]


def queue(user: Any, *, job: Job | None, milestone: str = "", mine: bool = False, at: UUID | None = None) -> Queue:
    """Active applications that `user` may see: in `milestone` of `job` (the first without a name), without a job all that
    were just received. Starts at the application `at`, else with the first."""
    rows = Application.objects.visible_to(user).filter(IN_WORK, status=ApplicationStatus.ACTIVE)
    if mine:
        rows = rows.filter(owner=user)
    visits = Visit.objects.filter(_place(job, milestone), exited_at=None, application__in=rows.values("pk"))
    ids = list(visits.order_by("entered_at", "pk").values_list("application_id", flat=True)[:MOST])
    index = ids.index(at) if at in ids else (0 if ids else None)
    return Queue(ids, index)


def _place(job: Job | None, milestone: str) -> Q:
    if job is None:
        return Q(milestone__definition__stage=Stage.APPLIED)
    steps = plan_for(job).steps
    key = milestone or (steps[0].key if steps else "")
    return Q(application__job=job, milestone__definition__key=key)


@dataclass(frozen=True)
class Onward:
    """Where the next move leads, or in words why there is none yet."""

    to: str = ""
    name: str = ""
    blocked: str = ""


def onward(standing: Standing, at: datetime) -> Onward:
    state = standing.state
    if not state.is_open or state.step is None:
        return Onward()
    further, missing = following(state), engine.missing(state)
    if further is None or further.follows_hire != state.step.follows_hire:
        return Onward()
    if missing:
        names = ", ".join(item["name"] for item in missing)
        return Onward(blocked=_("Can't move on yet. Missing: {names}.").format(names=names))
    return Onward(to=further.key, name=further.name)

"""Referrals: the jobs that one may refer for, one's own with their state, and those on an application."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from ats import extension_points
from ats.kernel.looks import Look
from ats.models import Application, ApplicationStatus, Job, JobPost, JobStatus, Referral, ReferralState, Stage
from ats.models.referral import REFERRAL_LOOKS

NOT_BEGUN = {Stage.LEAD, Stage.APPLIED}


@dataclass(frozen=True)
class Mine:
    """One line of the referrer's list."""

    referral: Referral
    state: ReferralState

    @property
    def look(self) -> Look:
        return REFERRAL_LOOKS[self.state]


def jobs_for(user: Any) -> QuerySet[Job]:
    """Open jobs that everybody can read of on the careers site, and those that `user` may see inside."""
    public = Exists(JobPost.objects.filter(job=OuterRef("pk"), is_live=True))
    seen = Job.objects.visible_to(user).values("pk")
    found: QuerySet[Job] = Job.objects.filter(Q(public) | Q(pk__in=seen), status=JobStatus.OPEN).order_by("name", "pk")
    return found


def by_person(user: Any) -> QuerySet[Referral]:
    """What `user` referred, the latest first."""
    rows: QuerySet[Referral] = Referral.objects.filter(referred_by=user).select_related("job", "application")
    return rows


def with_states(rows: Iterable[Referral]) -> list[Mine]:
    found = list(rows)
    known = states(found)
    return [Mine(row, known[row.pk]) for row in found]


def states(rows: Iterable[Referral]) -> dict[UUID, ReferralState]:
    """By the referral's id; one question more for all. The application must be loaded with each row.

    Nobody learns here that somebody was turned down before the person themselves had our message; nor, from a state that
    comes at once, that the person was in the process before.
    """
    found = list(rows)
    rejected = {row.application_id for row in found if row.application.status == ApplicationStatus.REJECTED}
    untold: set[UUID] = set()
    if rejected:
        untold = untold.union(*extension_points.ends_untold(application_ids=rejected))
    return {row.pk: _state(row, row.application, row.application_id in untold) for row in found}


def _state(row: Referral, application: Application, is_untold: bool) -> ReferralState:
    if application.status == ApplicationStatus.HIRED:
        return ReferralState.HIRED
    if application.status != ApplicationStatus.ACTIVE and not is_untold:
        return ReferralState.CLOSED
    if row.joined or application.stage in NOT_BEGUN:
        return ReferralState.RECEIVED
    return ReferralState.IN_PROCESS


def on(application: Application, user: Any) -> list[Referral]:
    """Those on an application, as its readers see them, the first first."""
    rows = Referral.objects.visible_to(user).filter(application=application)
    return list(rows.select_related("referred_by").order_by("created_at", "pk"))


def who_brought(application: Application) -> Referral | None:
    """The referral by which the application began; None when the person came in another way."""
    rows = Referral.objects.filter(application=application, joined=False)
    return rows.select_related("referred_by").order_by("created_at", "pk").first()

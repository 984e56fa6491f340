"""Lists of jobs with their figures."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext_lazy

from ats.kernel.prepared import Prepared
from ats.models import (
    Application,
    ApplicationStatus,
    HiringTeamMember,
    Job,
    JobStatus,
    Offer,
    OfferStatus,
    Opening,
    Stage,
    TeamRole,
)
from ats.models.user import name_of

ENDED = [JobStatus.FILLED, JobStatus.CLOSED, JobStatus.CANCELLED]
# The job that holds an imported history stands open for ever, and nobody applies to it.
TAKES_APPLICATIONS = Q(status=JobStatus.OPEN, is_imported=False)
# key, label, which jobs; the first one is shown when nothing is asked for
VIEWS: list[tuple[str, Any, Q]] = [
    ("open", pgettext_lazy("jobs in this state", "Open"), TAKES_APPLICATIONS),
    (
        "pending",
        pgettext_lazy("jobs in this state", "Waiting for approval"),
        Q(status__in=[JobStatus.PENDING_APPROVAL, JobStatus.APPROVED]),
    ),
    ("draft", pgettext_lazy("jobs in this state", "Drafts"), Q(status=JobStatus.DRAFT)),
    ("on_hold", pgettext_lazy("jobs in this state", "On hold"), Q(status=JobStatus.ON_HOLD)),
    ("ended", pgettext_lazy("jobs in this state", "Ended"), Q(status__in=ENDED) | Q(is_imported=True)),
    ("all", pgettext_lazy("jobs in this state", "All"), Q()),
]


def counts_by_view(jobs: QuerySet[Job]) -> dict[str, int]:
    """How many of `jobs` each view holds, in one query."""
    return jobs.aggregate(**{key: Count("pk", filter=which or None) for key, _, which in VIEWS})


def filtered(jobs: QuerySet[Job], *, view: str, words: str = "", department: Any = None) -> QuerySet[Job]:
    which = {key: q for key, _, q in VIEWS}.get(view, VIEWS[0][2])
    jobs = jobs.filter(which)
    for word in words.split()[:8]:
        jobs = jobs.filter(Q(name__icontains=word) | Q(requisition_id__icontains=word))
    return jobs.filter(department=department) if department else jobs


def with_figures(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """`jobs` as rows of a list, with no more of each than it shows."""
    return (
        jobs.annotate(
            active_count=_count(Application.objects.filter(status=ApplicationStatus.ACTIVE)),
            opening_count=_count(Opening.objects.all()),
            filled_count=_count(Opening.objects.filter(application__isnull=False)),
        )
        .select_related("department")
        .only("name", "requisition_id", "status", "created_at", "department__name")
    )


def places(jobs: Sequence[Job]) -> dict[UUID, list[str]]:
    """The names of the locations of each job, by its id."""
    return _by_job(PLACES([job.pk for job in jobs]))


def teams(jobs: Sequence[Job]) -> dict[UUID, list[str]]:
    """The names of recruiters and hiring managers of each job, by its id."""
    return _by_job((pk, name_of(*name)) for pk, *name in TEAMS([job.pk for job in jobs]))


def _by_job(pairs: Iterable[tuple[UUID, str]]) -> dict[UUID, list[str]]:
    by_job: dict[UUID, list[str]] = defaultdict(list)
    for pk, name in pairs:
        by_job[pk].append(name)
    return by_job


PLACES = Prepared(
    lambda ids: (
        Job.locations.through.objects.filter(job__any_of=ids)
        .order_by("location__name")
        .values_list("job_id", "location__name")
    ),
    list,
)
TEAMS = Prepared(
    lambda ids: (
        HiringTeamMember.objects.filter(job__any_of=ids, role__in=[TeamRole.RECRUITER, TeamRole.HIRING_MANAGER])
        .order_by("role")
        .values_list("job_id", "user__first_name", "user__last_name", "user__email")
    ),
    list,
)


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many of `rows` belong to the job, as a subquery: joins would multiply each other. Stars are counted, not ids, so
    that an index without them is enough."""
    each = rows.filter(job=OuterRef("pk")).order_by().values("job").annotate(n=Count("*")).values("n")
    return Coalesce(Subquery(each, output_field=IntegerField()), 0)


@dataclass(frozen=True)
class Step:
    """One bar of the small funnel; `width` is 0 to 100 on a square-root scale, so that small numbers stay visible."""

    label: str
    count: int
    width: float


def funnel(job: Job) -> list[Step]:
    """Active applications and hires by the company-wide stage."""
    alive = job.applications.filter(status__in=[ApplicationStatus.ACTIVE, ApplicationStatus.HIRED])
    found = dict(alive.order_by().values_list("stage").annotate(n=Count("pk")))
    shown = [stage for stage in Stage if stage != Stage.LEAD]
    most = max((found.get(stage, 0) for stage in shown), default=0)
    return [_step(stage, found.get(stage, 0), most) for stage in shown]


def _step(stage: Stage, count: int, most: int) -> Step:
    return Step(stage.label, count, round(100 * (count / most) ** 0.5, 1) if most else 0.0)


def figures(job: Job) -> dict[str, int]:
    """The numbers of the strip: applications by status, live offers."""
    numbers = job.applications.aggregate(
        applied=Count("pk"),
        active=Count("pk", filter=Q(status=ApplicationStatus.ACTIVE)),
        hired=Count("pk", filter=Q(status=ApplicationStatus.HIRED)),
    )
    sent = Offer.objects.filter(application__job=job, status=OfferStatus.SENT).count()
    return {**numbers, "offers": sent}


def next_requisition_id() -> str:
    """A free label after the highest of its kind, such as REQ-2418."""
    taken = Job.objects.filter(requisition_id__regex=r"^REQ-[0-9]{1,9}$").values_list("requisition_id", flat=True)
    return f"REQ-{max((int(label[4:]) for label in taken), default=1000) + 1}"

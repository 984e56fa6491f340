"""Hiring by department, in numbers without names, for those who read along."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from ats.models import Application, ApplicationStatus, Job, JobStatus
from ats.queries.candidate_views import IN_WORK

HIRED_WITHIN = timedelta(days=90)


@dataclass(frozen=True)
class DepartmentRow:
    """One department: jobs that take applications, those of them past their target date, active applications, hires."""

    id: Any
    name: str
    open_jobs: int
    late_jobs: int
    active: int
    hired: int


def by_department(user: Any, at: datetime, today: date) -> list[DepartmentRow]:
    """Departments with anything going on among what `user` may see; three queries, however many there are."""
    open_jobs = Job.objects.visible_to(user).filter(status=JobStatus.OPEN, is_imported=False)
    jobs = {
        row["department"]: row
        for row in open_jobs.order_by()
        .values("department", "department__name")
        .annotate(open=Count("pk", distinct=True), late=Count("pk", filter=Q(target_date__lt=today), distinct=True))
    }
    applications = Application.objects.visible_to(user).order_by().values("job__department", "job__department__name")
    active = _by_department(applications.filter(IN_WORK))
    lately = Q(status=ApplicationStatus.HIRED, hired_at__gte=at - HIRED_WITHIN, is_imported=False)
    hired = _by_department(applications.filter(lately))
    names = {pk: row["department__name"] for pk, row in jobs.items()} | {
        pk: row[0] for pk, row in (active | hired).items()
    }
    return [
        DepartmentRow(
            id=pk,
            name=name,
            open_jobs=jobs.get(pk, {}).get("open", 0),
            late_jobs=jobs.get(pk, {}).get("late", 0),
            active=active.get(pk, ("", 0))[1],
            hired=hired.get(pk, ("", 0))[1],
        )
        for pk, name in sorted(names.items(), key=lambda each: each[1])
    ]


def _by_department(rows: Any) -> dict[Any, tuple[str, int]]:
    counted = rows.annotate(number=Count("pk", distinct=True))
    return {row["job__department"]: (row["job__department__name"], row["number"]) for row in counted}

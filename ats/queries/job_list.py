"""The list of jobs as its address narrows it: the page shows it, an export takes it out, both by the same meaning."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from ats.kernel.conditions.forms import Builder
from ats.kernel.pages import ids
from ats.models import Department, Job
from ats.queries import jobs, list_filters


@dataclass(frozen=True)
class Narrowed:
    """`everything` that words, department and filters let through, in whichever view."""

    words: str
    department: Department | None
    builder: Builder
    everything: QuerySet[Job]


def narrowed(query: QueryDict, user: Any) -> Narrowed:
    words, builder = query.get("q", "").strip(), list_filters.for_jobs(query, user)
    department = Department.objects.filter(pk__in=ids([query.get("department", "")])).first()
    visible = list_filters.jobs(Job.objects.visible_to(user), builder, user)
    everything = jobs.filtered(visible, view="all", words=words, department=department)
    return Narrowed(words, department, builder, everything)


def chosen(query: QueryDict, user: Any) -> QuerySet[Job]:
    """Those that the address shows, its view included; without a view, all of them."""
    return jobs.filtered(narrowed(query, user).everything, view=query.get("view") or "all")

"""The filters that readers build on the lists of candidates and jobs, row by row."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from ats.kernel import catalogue
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.conditions.forms import Builder
from ats.models import Application, Candidate, Job
from ats.queries.filtering import narrowed, usable


def for_candidates(data: QueryDict, user: Any) -> Builder:
    """By fields of the person, and of their applications and the jobs of these."""
    with catalogue.read_once():
        near = [field for field in usable("application", user) if _is_of_application(field)]
        fields = [*usable("candidate", user), *near]
        return Builder(data, fields, "candidate", entity_of={"application": "application", "job": "application"})


def for_jobs(data: QueryDict, user: Any) -> Builder:
    with catalogue.read_once():
        return Builder(data, [field for field in usable("job", user) if field.entity == "job"], "job")


def jobs(rows: QuerySet[Job], builder: Builder, user: Any) -> QuerySet[Job]:
    return narrowed(rows, builder.tree, "job", user) if builder.tree else rows


def candidates(rows: QuerySet[Candidate], builder: Builder, user: Any) -> QuerySet[Candidate]:
    """What is asked of applications is asked of one and the same, of those that the reader may see."""
    if not builder.leaves:
        return rows
    with catalogue.read_once():
        own = [leaf for leaf in builder.leaves if catalogue.get(leaf["field"]).entity == "candidate"]
        of_applications = [leaf for leaf in builder.leaves if leaf not in own]
        fits = [narrowed(rows, {builder.match: own}, "candidate", user)] if own else []
        parts = [Q(pk__in=found.values("pk")) for found in fits]
        if of_applications:
            applications = Application.objects.visible_to(user).filter(candidate=OuterRef("pk"))
            tree = {builder.match: of_applications}
            parts.append(Q(Exists(narrowed(applications, tree, "application", user))))
    fitting = parts[0]
    for part in parts[1:]:
        fitting = fitting & part if builder.match == "all" else fitting | part
    return rows.filter(fitting)


def _is_of_application(field: catalogue.Field) -> bool:
    return field.entity == "application" or (field.entity == "job" and field.sensitivity == Sensitivity.PUBLIC)

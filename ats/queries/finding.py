"""People and jobs for the command menu and the search page."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.kernel.pages import Hit
from ats.models import ApplicationStatus, Candidate, Job
from ats.queries import candidates, searching


def people(user: Any, words: str, most: int) -> list[Hit]:
    """Candidates that `user` may see, the newest first, with what they applied for and how long is left."""
    found = searching.matching(Candidate.objects.visible_to(user), words, user).order_by("-created_at", "-pk")
    shown = list(found[:most])
    told = searching.snippets(shown, words, user)
    return [_person(row, told.get(row.candidate.pk, [])) for row in candidates.rows(shown, user)]


def _person(row: candidates.Row, told: list[tuple[str, bool]]) -> Hit:
    person, application = row.candidate, row.application
    work = ", ".join(filter(None, [person.title, person.company]))
    active = application is not None and application.status == ApplicationStatus.ACTIVE
    return Hit(
        label=person.name,
        line="; ".join(filter(None, [application.job.name if application else _("No application"), work])),
        told=told,
        href=reverse("application", args=[application.pk]) if application else reverse("candidate", args=[person.pk]),
        person=person,
        due=row.standing if active and row.standing and row.standing.due_at else None,
    )


def jobs(user: Any, words: str, most: int) -> list[Hit]:
    """Jobs that `user` may see, by name or requisition."""
    found = Job.objects.visible_to(user)
    for word in words.split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(requisition_id__icontains=word))
    return [
        Hit(label=job.name, line=f"{job.requisition_id}, {job.get_status_display()}", href=address, icon="briefcase")
        for job in found.order_by("-created_at", "-pk")[:most]
        for address in [reverse("job", args=[job.pk])]
    ]

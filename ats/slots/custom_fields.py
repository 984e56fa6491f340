"""Custom fields on the records' pages."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ats.kernel import access
from ats.kernel.pages import Panel, slot
from ats.models import Application, Candidate, Job
from ats.permissions import CorePermission
from ats.queries.custom_fields import Readable, definitions

PANEL = "ats/custom_field/_panel.html"


def register() -> None:
    slot("application.rail").register(application_fields)
    slot("candidate.rail").register(candidate_fields)
    slot("job.rail").register(job_fields)


def application_fields(request: HttpRequest, *, application: Application, **context: Any) -> Panel | None:
    """Of the application and of its candidate together: who works on the one looks for both."""
    known = definitions("application", "candidate")
    own = Readable("application", [application], request.user, known)
    theirs = Readable("candidate", [application.candidate], request.user, known)
    may_edit = access.allows(request.user, CorePermission.APPLICATIONS_EDIT, application)
    if not own.of(application) and not theirs.of(application.candidate):
        return None
    rows = [*own.lines(application), *theirs.lines(application.candidate)]
    edit = reverse("application_fields", args=[application.pk])
    return Panel(PANEL, {"rows": rows, "may_edit": may_edit, "edit": edit}, order=60)


def candidate_fields(request: HttpRequest, *, candidate: Candidate, **context: Any) -> Panel | None:
    rows = Readable("candidate", [candidate], request.user).lines(candidate)
    may_edit = access.allows(request.user, CorePermission.CANDIDATES_EDIT, candidate)
    context = {"rows": rows, "may_edit": may_edit, "edit": reverse("candidate_edit", args=[candidate.pk])}
    return Panel(PANEL, context, order=60) if rows else None


def job_fields(request: HttpRequest, *, job: Job, **context: Any) -> Panel | None:
    rows = Readable("job", [job], request.user).lines(job)
    return Panel(PANEL, {"rows": rows}, order=60) if rows else None

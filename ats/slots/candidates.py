"""Candidates on pages."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ats.kernel import access
from ats.kernel.access import KernelPermission
from ats.kernel.pages import Group, Panel, command, finder, help_topic, nav, slot
from ats.kernel.pages.saved_lists import saved_list
from ats.models import Application, Attachment, Candidate
from ats.permissions import CorePermission
from ats.queries import finding, viewer


def register() -> None:
    nav(
        "candidates", _("Candidates"), "users", "candidates", CorePermission.CANDIDATES_VIEW, Group.RECRUITING, order=30
    )
    command(_("Add a candidate"), "candidate_new", "user-plus", CorePermission.CANDIDATES_CREATE)
    command(_("Find duplicates"), "duplicates", "git-merge", CorePermission.CANDIDATES_MERGE)
    help_topic(
        "candidates",
        _("Candidates"),
        "ats/help/candidates.html",
        order=22,
        permission=CorePermission.CANDIDATES_VIEW,
    )
    saved_list("candidates", _("Candidates"), "candidates")
    imports = KernelPermission.IMPORTS_RUN
    help_topic("imports", _("Import candidates"), "ats/help/imports.html", order=25, permission=imports)
    command(_("Import candidates from a file"), "candidate_imports", "file-up", imports)
    finder(_("Candidates"), order=10, find=finding.people)
    slot("candidate.main").register(candidate_resume)
    slot("application.main").register(application_resume)


def candidate_resume(
    request: HttpRequest, *, candidate: Candidate, files: list[Attachment], **context: Any
) -> Panel | None:
    return _resume(candidate, files, None)


def application_resume(
    request: HttpRequest, *, application: Application, files: list[Attachment], **context: Any
) -> Panel | None:
    """The CV that came with the application, the job's keywords marked."""
    if not access.allows(request.user, CorePermission.CANDIDATES_VIEW):
        return None
    return _resume(application.candidate, files, application)


def _resume(candidate: Candidate, files: list[Attachment], application: Application | None) -> Panel | None:
    attachment = viewer.resume_of(files, application)
    if attachment is None:
        return None
    job = application.job if application else None
    keep = [("job", str(job.pk))] if job else []
    look = viewer.look_from({}, keywords=job.keywords if job else (), keep=keep)
    own = reverse("candidate_file_view", args=[candidate.pk, attachment.pk])
    values = {
        "viewer": viewer.viewer(attachment, look),
        "title": attachment.get_kind_display(),
        "open_url": f"{own}?job={job.pk}" if job else own,
    }
    return Panel("ats/candidate/_cv.html", values, order=60)

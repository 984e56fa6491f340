"""A candidate's files: read in place, page by page, or taken home."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ats.kernel import access, files, pages
from ats.models import Attachment, Job
from ats.permissions import CorePermission
from ats.queries import viewer


@access.view(CorePermission.CANDIDATES_VIEW)
def download(request: HttpRequest, pk: UUID, attachment_pk: UUID) -> HttpResponse:
    return files.response(_attachment(request, pk, attachment_pk).file)


@access.view(CorePermission.CANDIDATES_VIEW)
def show(request: HttpRequest, pk: UUID, attachment_pk: UUID) -> HttpResponse:
    """The file in place; for htmx the viewer alone. `job` marks that job's keywords, `find` other words."""
    attachment = _attachment(request, pk, attachment_pk)
    job = _job(request)
    keep = [("job", str(job.pk))] if job else []
    look = viewer.look_from(request.GET, keywords=job.keywords if job else (), keep=keep)
    context = {
        "viewer": viewer.viewer(attachment, look),
        "attachment": attachment,
        "candidate": attachment.candidate,
        "find": request.GET.get("find", ""),
        "job": job,
    }
    return pages.respond(request, "ats/candidate/file.html", "viewer", context)


@access.view(CorePermission.CANDIDATES_VIEW)
def page(request: HttpRequest, pk: UUID, attachment_pk: UUID, number: int) -> HttpResponse:
    """The picture of one page."""
    attachment = _attachment(request, pk, attachment_pk)
    shown = get_object_or_404(attachment.file.pages, number=number)
    try:
        return files.picture(shown)
    except FileNotFoundError as gone:
        raise Http404 from gone


def _attachment(request: HttpRequest, pk: UUID, attachment_pk: UUID) -> Attachment:
    seen = Attachment.objects.visible_to(request.user).select_related("file", "candidate")
    return get_object_or_404(seen, pk=attachment_pk, candidate_id=pk)


def _job(request: HttpRequest) -> Any:
    ids = pages.ids([request.GET.get("job", "")])
    return Job.objects.visible_to(request.user).filter(pk__in=ids).first() if ids else None

"""Pages of candidates: the list, one person, adding one, notes and files."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from ats.actions import applications, uploads
from ats.actions import candidates as actions
from ats.forms.candidates import CandidateForm, FileForm, NoteForm
from ats.kernel import access, asking, clock, pages
from ats.kernel.access import KernelPermission
from ats.kernel.counting import Ready
from ats.kernel.pages import saved_lists
from ats.models import Application, AttachmentKind, Candidate
from ats.permissions import CorePermission
from ats.queries import (
    candidate_filters,
    candidate_lines,
    candidate_list,
    candidate_page,
    candidate_views,
    candidates,
    custom_fields,
    exporting,
    mentions,
    searching,
    viewer,
)
from ats.queries.paging import Page, page
from ats.timeline import KINDS

EARLIER = 30


@access.view(CorePermission.CANDIDATES_VIEW)
def index(request: HttpRequest) -> HttpResponse:
    if default := saved_lists.opening(request, "candidates"):
        return default
    at, asked = clock.now(), candidate_list.narrowed(request.GET, request.user)
    words = asked.words
    tabs = saved_lists.tabs(request, "candidates")
    view = request.GET.get("view") or "active"
    found = _page(asked, view, request, at)
    counted = _counted(asked, request.user, at) if asked.countable else {}
    beside = asking.later(request, {**counted, **candidate_filters.offered(request.user)})
    rows = candidates.with_told(
        candidates.rows(found.rows, request.user), searching.snippets(found.rows, words, request.user)
    )
    context = {
        "rows": rows,
        "lines": candidate_lines.lines(rows, at),
        "next_url": pages.with_query(request, after=found.after) if found.after else "",
        "views": [
            {
                "label": label,
                "href": pages.with_query(request, view=key, saved=""),
                "current": key == view and not tabs["is_saved"],
                "count": partial(_count, beside, key) if counted else "",
            }
            for key, label in candidate_views.VIEWS
        ],
        "tabs": tabs,
        "builder": asked.builder,
        "view": view,
        "words": words,
        "filters": asked.filters,
        "choices": SimpleLazyObject(lambda: candidate_filters.choices(beside)),
        "may_merge": access.allows(request.user, CorePermission.CANDIDATES_MERGE),
        "may_add": access.allows(request.user, CorePermission.CANDIDATES_CREATE),
        "may_import": access.allows(request.user, KernelPermission.IMPORTS_RUN),
        "export_url": exporting.address(request, "candidates", view=view),
    }
    return pages.respond(request, "ats/candidate/index.html", "rows" if "after" in request.GET else "results", context)


def _page(asked: candidate_list.Narrowed, view: str, request: HttpRequest, at: datetime) -> Page:
    after = request.GET.get("after", "")
    if asked.is_nobody:
        return Page([], "")
    if asked.is_all and not after and view in candidate_views.FIRST:
        if not asked.words:
            return candidate_views.first_page(view, request.user, at)
        if asked.among is not None:
            return candidate_views.first_found(view, request.user, at, asked.among)
    chosen = candidate_views.filtered(asked.everybody, view=view, user=request.user, at=at, among=asked.among)
    return page(chosen, column="created_at", after=after)


def _counted(asked: candidate_list.Narrowed, user: Any, at: datetime) -> Mapping[str, asking.Asked]:
    """How many each view holds."""
    if asked.is_nobody:
        return dict.fromkeys(dict(candidate_views.VIEWS), Ready(None))
    if asked.is_all:
        return candidate_views.by_view_of_all(user, at, among=asked.among)
    return candidate_views.by_view(asked.everybody, user, at, among=asked.among)


def _count(numbers: Mapping[str, Any], view: str) -> str:
    return candidate_views.capped(numbers[view])


@access.view(CorePermission.CANDIDATES_VIEW)
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    candidate = candidate_page.seen(pk, request.user)
    if candidate is None:
        return _sent_on(request, pk)
    history = pages.timeline.section(request, kinds=KINDS, limit=EARLIER, step=EARLIER, candidate=candidate)
    if pages.timeline.is_part(request):
        return render(request, "_components/history.html", history)
    context = {
        **history,
        "candidate": candidate,
        "applications": candidates.applications_of(candidate, request.user),
        "attachments": viewer.files_of(candidate, request.user),
        "sees_contact": access.sees_contact(request.user, candidate),
        "may_note": access.allows(request.user, CorePermission.NOTES_WRITE, candidate),
        "may_edit": access.allows(request.user, CorePermission.CANDIDATES_EDIT, candidate),
        **candidate_page.beside(candidate, request.user, clock.now()),
    }
    if context["sees_contact"]:
        context |= {"emails": list(candidate.email_addresses.all()), "phones": list(candidate.phone_numbers.all())}
    return render(request, "ats/candidate/detail.html", context)


def _sent_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A record that was merged leads to the one that was kept, for whoever may see that."""
    kept = Candidate.objects.kept_for(pk)
    if kept is None or not Candidate.objects.visible_to(request.user).filter(pk=kept.pk).exists():
        raise Http404
    words = _("This record was merged: it is part of the one you see.")
    return pages.go(request, reverse("candidate", args=[kept.pk]), toast=words)


@access.view(CorePermission.CANDIDATES_CREATE, "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    custom = custom_fields.for_form("candidate", request.user)
    form = CandidateForm(request.POST or None, user=request.user, custom=custom)
    if request.method == "POST" and form.is_valid():
        candidate = _add(request, form.facts())
        return pages.go(
            request,
            reverse("candidate", args=[candidate.pk]),
            toast=_("{person} is added.").format(person=candidate.name),
        )
    return render(request, "ats/candidate/new.html", {"form": form}, status=422 if request.method == "POST" else 200)


def _add(request: HttpRequest, cleaned: dict[str, Any]) -> Candidate:
    """The person, and at once the application when a job was chosen."""
    facts = {**cleaned, "owner": request.user, "by": request.user, "at": clock.now()}
    job, source = facts.pop("job"), facts.pop("source")
    if job is None:
        return actions.add(**facts)
    access.require(request.user, CorePermission.APPLICATIONS_CREATE, job)
    return applications.add_new(job=job, source=source, **facts).candidate


@access.view(CorePermission.NOTES_WRITE, "POST")
def add_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    candidate = _candidate(request, pk, CorePermission.NOTES_WRITE)
    theirs = Application.objects.visible_to(request.user).filter(candidate=candidate)
    form = NoteForm(request.POST, applications=theirs)
    if not form.is_valid():
        raise actions.NoteRefused(" ".join(sentence for errors in form.errors.values() for sentence in errors))
    note = form.cleaned_data
    actions.write_note(
        candidate=candidate, body=note["text"], application=note["application"], by=request.user, at=clock.now()
    )
    unseeing = mentions.mentioned(note["text"], candidate, note["application"])[1]
    told = [_("{person} was not told: they may not read this note.").format(person=user.name) for user in unseeing]
    return pages.go(request, reverse("candidate", args=[pk]), toast=" ".join([_("Note added."), *told]))


@access.view(CorePermission.NOTES_WRITE)
def mentionable(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Colleagues whom a note may call, as one types; names only."""
    candidate = _candidate(request, pk, CorePermission.NOTES_WRITE)
    found = mentions.mentionable(candidate, request.GET.get("q", "")[:60])
    return JsonResponse({"names": [user.name for user in found]})


@access.view(CorePermission.CANDIDATES_EDIT, "POST")
def add_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    candidate = _candidate(request, pk, CorePermission.CANDIDATES_EDIT)
    form, at, address = FileForm(request.POST, request.FILES), clock.now(), reverse("candidate", args=[pk])
    if not form.is_valid():
        return pages.go(request, address, toast=_("Choose a file first."), tone="bad")
    with uploads.taken(upload=form.cleaned_data["file"], by=request.user, at=at) as upload:
        actions.attach(
            candidate=candidate,
            file=upload.file,
            by=request.user,
            at=at,
            kind=AttachmentKind.OTHER,
            text=upload.text,
            parse_problem=upload.problem,
        )
    return pages.go(request, address, toast=_("File added."))


def _candidate(request: HttpRequest, pk: UUID, permission: CorePermission) -> Candidate:
    """The candidate, 404 when not visible; then the permission on them, 403."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user), pk=pk)
    access.require(request.user, permission, candidate)
    return candidate

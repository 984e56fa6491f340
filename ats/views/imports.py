"""Import from a file: the file, the dry run's report with its mapping, the commit, and the way back."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.forms.imports import ImportFileForm, MappingForm
from ats.kernel import access, clock, pages
from ats.kernel.access import KernelPermission
from ats.kernel.errors import DomainError
from ats.kernel.models import ImportMapping, ImportRun
from ats.kernel.transfers import importers, runs, tables

NOUN = "candidates"
SHOWN = 200
FIGURES = [
    ("rows", _l("Rows")),
    ("new", _l("New")),
    ("updated", _l("Updated")),
    ("skipped", _l("Known, left alone")),
    ("refused", _l("Refused")),
]


@access.view(KernelPermission.IMPORTS_RUN, "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """The form and the imports so far; POST the file for a dry run."""
    form = ImportFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        access.require(request.user, importers.importer(NOUN).permission)
        try:
            run = runs.upload(
                noun=NOUN,
                file=form.cleaned_data["file"],
                duplicates=form.cleaned_data["duplicates"],
                options=form.options(),
                by=request.user,
                at=clock.now(),
            )
        except DomainError as refused:
            form.add_error("file", refused.message)
        else:
            return pages.go(request, _address(run))
    past = ImportRun.objects.visible_to(request.user).filter(noun=NOUN).select_related("file", "created_by")
    kept = ImportMapping.objects.visible_to(request.user).filter(noun=NOUN)
    context = {"form": form, "runs": past[:20], "mappings": kept[:50]}
    return render(request, "ats/import/new.html", context, status=422 if form.is_bound else 200)


@access.view(KernelPermission.IMPORTS_RUN, "GET", "POST")
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The report of the run as it is now; POST another mapping for another dry run."""
    run = _run(request, pk)
    mine = importers.importer(run.noun)
    form = MappingForm(request.POST if request.method == "POST" else None, run=run, importer=mine)
    if request.method == "POST" and form.is_valid():
        try:
            runs.remap(
                run=run,
                mapping=form.mapping(),
                duplicates=form.cleaned_data["duplicates"],
                keep_as=form.cleaned_data["keep_as"],
                by=request.user,
                at=clock.now(),
            )
        except runs.MappingRefused as refused:
            form.add_error(None, refused.message)
        else:
            return pages.go(request, _address(run), toast=_("Tried again with these columns."))
    status = 422 if form.is_bound else 200
    return pages.respond(request, "ats/import/show.html", "report", _report(run, form, request.user), status=status)


def _report(run: ImportRun, form: MappingForm, by: Any) -> dict[str, Any]:
    found = runs.problems(run)
    coming = run.count("new") + run.count("updated")
    return {
        "run": run,
        "earlier": run.earlier(by),
        "form": form,
        "figures": [(label, run.count(key)) for key, label in FIGURES],
        "problems": found[:SHOWN],
        "more": max(0, len(found) - SHOWN),
        "can_commit": run.is_dry_run and coming > 0,
        "coming": coming,
    }


@access.view(KernelPermission.IMPORTS_RUN, "POST")
def commit(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = _run(request, pk)
    access.require(request.user, importers.importer(run.noun).permission)
    runs.commit(run=run, by=request.user, at=clock.now())
    return pages.go(request, _address(run), toast=_("The import has begun."))


@access.view(KernelPermission.IMPORTS_RUN, "POST")
def roll_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = _run(request, pk)
    access.require(request.user, importers.importer(run.noun).permission)
    try:
        runs.roll_back(run=run, by=request.user, at=clock.now())
    except runs.ImportRefused as refused:
        return pages.go(request, _address(run), toast=refused.message, tone="bad")
    return pages.go(request, _address(run), toast=_("Rolled back; everything it brought is gone."))


@access.view(KernelPermission.IMPORTS_RUN)
def refused(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The refused rows as CSV, each with the reason, to be mended and imported anew."""
    run = _run(request, pk)
    rows = list(_refused_rows(run))  # worded here: what is streamed is made when the reader's language is gone
    answer = StreamingHttpResponse(tables.written(iter(rows)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="refused-rows.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _refused_rows(run: ImportRun) -> Iterator[Sequence[str]]:
    why: dict[int, list[str]] = {}
    for problem in runs.problems(run):
        why.setdefault(problem.line, []).append(f"{problem.column}: {problem.said}" if problem.column else problem.said)
    yield ["Row", "Why it was refused", *run.columns]
    for line, cells in runs.refused_rows(run):
        yield [str(line), " ".join(why[line]), *cells]


def _run(request: HttpRequest, pk: UUID) -> ImportRun:
    rows = (
        ImportRun.objects.visible_to(request.user)
        .filter(noun=NOUN)
        .select_related("file", "created_by", "saved_mapping")
    )
    run: ImportRun = get_object_or_404(rows, pk=pk)
    return run


def _address(run: ImportRun) -> str:
    return reverse("candidate_import", args=[run.pk])

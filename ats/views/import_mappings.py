"""Mappings that are kept for files with the same columns: changed and removed here, made where a file is tried."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.forms.imports import KeptMappingForm
from ats.kernel import access, clock, pages
from ats.kernel.access import KernelPermission
from ats.kernel.errors import DomainError
from ats.kernel.models import ImportMapping
from ats.kernel.transfers import importers, mappings


@access.view(KernelPermission.IMPORTS_RUN, "GET", "POST")
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its name and which column holds what; POST to change them."""
    row = _row(request, pk)
    data = request.POST if request.method == "POST" else None
    form = KeptMappingForm(data, row=row, importer=importers.importer(row.noun))
    if request.method == "POST" and form.is_valid():
        try:
            mappings.change(
                row=row, name=form.cleaned_data["name"], mapping=form.mapping(), by=request.user, at=clock.now()
            )
        except DomainError as refused:
            form.add_error(None, refused.message)
        else:
            return pages.go(request, reverse("candidate_imports"), toast=_("Kept."))
    context = {"row": row, "form": form}
    return render(request, "ats/import/mapping.html", context, status=422 if form.is_bound else 200)


@access.view(KernelPermission.IMPORTS_RUN, "POST")
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    mappings.remove(row=_row(request, pk), by=request.user, at=clock.now())
    return pages.go(
        request, reverse("candidate_imports"), toast=_("Removed. Files with these columns are guessed again.")
    )


def _row(request: HttpRequest, pk: UUID) -> ImportMapping:
    row: ImportMapping = get_object_or_404(ImportMapping.objects.visible_to(request.user), pk=pk)
    return row

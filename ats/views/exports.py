"""Exports on pages: those so far, asking for one out of a list, and one with its file."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.forms.exports import ExportForm
from ats.kernel import access, clock, files, pages
from ats.kernel.access import KernelPermission
from ats.kernel.errors import DomainError, NotAllowed
from ats.kernel.languages import number
from ats.kernel.models import ExportRun
from ats.kernel.pages.saved_lists import kept
from ats.kernel.transfers.exports import asking, ending, handing_out, policy
from ats.kernel.transfers.exports.registry import Exporter, exporter
from ats.policies.fresh_sign_in import is_fresh
from ats.queries import export_page
from ats.queries.paging import page
from ats.views import step_up

RUN = KernelPermission.EXPORTS_RUN


@access.view(access.SIGNED_IN)
def index(request: HttpRequest) -> HttpResponse:
    """One's own; for whoever oversees exports, everybody's."""
    if not export_page.may_see(request.user):
        access.require(request.user, RUN)
    rows = ExportRun.objects.visible_to(request.user).select_related("requested_by")
    found = page(rows, column="created_at", after=request.GET.get("after", ""))
    context = {
        "rows": [export_page.line(run) for run in found.rows],
        "next_url": pages.with_query(request, after=found.after) if found.after else "",
        "oversees": access.allows(request.user, KernelPermission.EXPORTS_OVERSEE),
        "starts": export_page.starts(request.user),
    }
    return render(request, "ats/export/index.html", context)


@access.view(RUN, "GET", "HEAD", "POST")
def new(request: HttpRequest, noun: str) -> HttpResponse:
    """The filters stand in the address, as on the list; POST asks."""
    mine = _exporter(noun)
    policy.require(request.user, mine)
    query = kept(request.GET.urlencode())
    columns = policy.offered(mine, request.user)
    form = ExportForm(request.POST if request.method == "POST" else None, columns=columns)
    if request.method == "POST" and form.is_valid():
        try:
            run = asking.ask(noun=noun, query=query, by=request.user, at=clock.now(), **form.facts())
        except NotAllowed:
            raise
        except DomainError as refused:
            form.add_error(None, refused.message)
        else:
            return pages.go(request, reverse("export", args=[run.pk]), toast=export_page.asked(run))
    count = mine.rows(request.user, QueryDict(query), clock.now()).order_by().count()
    context = {
        "form": form,
        "noun": mine.label,
        "count": count,
        "rows": number(count),
        "narrowed": query,
        "limits": export_page.limits(request.user, count, clock.now()),
        "back": f"{reverse(mine.url_name)}?{query}" if mine.url_name else reverse("exports"),
    }
    return render(request, "ats/export/new.html", context, status=422 if form.is_bound else 200)


@access.view(access.SIGNED_IN)
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = _run(request, pk)
    return pages.respond(request, "ats/export/show.html", "state", export_page.context(run, request.user))


@access.view(RUN, "POST")
def download(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file, after a fresh sign-in. A POST, since it is counted: nothing that merely follows links gets one."""
    run = _run(request, pk)
    if run.is_ready and run.requested_by_id == request.user.pk and not is_fresh(request):
        return step_up.ask(request, reverse("export", args=[pk]))
    return files.response(handing_out.hand_out(run=run, by=request.user, at=clock.now()))


@access.view(access.SIGNED_IN, "POST")
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = _run(request, pk)
    policy.require_withdrawal(run, request.user)
    ending.withdraw(run=run, by=request.user, at=clock.now())
    return pages.go(request, reverse("export", args=[pk]), toast=_("The export is withdrawn."))


def _exporter(noun: str) -> Exporter:
    try:
        return exporter(noun)
    except KeyError as unknown:
        raise Http404 from unknown


def _run(request: HttpRequest, pk: UUID) -> ExportRun:
    rows: Any = ExportRun.objects.visible_to(request.user).select_related("requested_by", "file", "approval")
    found: ExportRun = get_object_or_404(rows, pk=pk)
    return found

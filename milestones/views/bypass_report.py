"""The report of bypasses: how many, of which milestone, by whom, for which kind of reason."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ats.kernel import access, pages
from ats.queries.candidate_views import capped_count
from ats.queries.paging import page
from milestones.forms.reports import BypassReportForm
from milestones.models import BypassReason
from milestones.permissions import MilestonePermission as M
from milestones.queries import bypasses


@access.view(M.BYPASSES_VIEW)
def show(request: HttpRequest) -> HttpResponse:
    user = request.user
    form = BypassReportForm(
        request.GET or None, jobs=bypasses.jobs_with_bypasses(user), people=bypasses.people_who_bypassed(user)
    )
    rows = bypasses.bypassed(user, form.filters())
    related = rows.select_related("application__candidate", "application__job", "milestone__definition", "exited_by")
    found = page(related, column="exited_at", after=request.GET.get("after", ""))
    context = {
        "form": form,
        "rows": [_row(visit) for visit in found.rows],
        "total": capped_count(rows),
        "by_milestone": bypasses.counts(rows, "milestone__definition__name"),
        "by_reason": [(_kind(code), n) for code, n in bypasses.counts(rows, "exit_detail__code")],
        "next_url": pages.with_query(request, after=found.after) if found.after else "",
    }
    return render(request, "milestones/reports/bypasses.html", context, status=422 if form.errors else 200)


def _row(visit: Any) -> dict[str, Any]:
    return {"visit": visit, "kind": _kind(visit.exit_detail.get("code"))}


def _kind(code: Any) -> str:
    return str(BypassReason(code).label) if code in BypassReason.values else _("None given")

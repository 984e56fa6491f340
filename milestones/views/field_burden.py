"""The report on required fields."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ats.kernel import access, clock
from milestones.permissions import MilestonePermission
from milestones.queries.field_burden import burden


@access.view(MilestonePermission.WORKFLOWS_VIEW)
def show(request: HttpRequest) -> HttpResponse:
    """Over the moves of applications that the reader may see."""
    may_edit = access.allows(request.user, access.KernelPermission.ADMIN_CONFIGURE)
    context = {"burdens": burden(request.user, clock.now()), "may_edit": may_edit}
    return render(request, "milestones/field_burden/show.html", context)

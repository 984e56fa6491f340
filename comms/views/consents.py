"""What a candidate agreed to, each change with its proof; and taking it back, recorded by a colleague or by the person."""

from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ats import links
from ats.extension_points import ConsentChoice, Submission
from ats.kernel import access, clock, pages
from ats.kernel.errors import DomainError
from ats.models import Application, Candidate
from ats.queries.careers import region_of
from comms.actions import consents
from comms.models import Consent
from comms.permissions import CommsPermission

SHOWN = 200


@access.view(CommsPermission.VIEW_CONSENTS)
def index(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every change, the last first. The address that a form came from is for those who see contact points."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user), pk=pk)
    access.require(request.user, CommsPermission.VIEW_CONSENTS, candidate)
    rows = Consent.objects.visible_to(request.user).filter(candidate=candidate)
    context = {
        "candidate": candidate,
        "rows": list(rows.select_related("text", "recorded_by", "application__job")[:SHOWN]),
        "sees_contact": access.sees_contact(request.user, candidate),
    }
    return render(request, "comms/consent/index.html", context)


@access.view(CommsPermission.WITHDRAW_CONSENTS, "POST")
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user), pk=pk)
    access.require(request.user, CommsPermission.WITHDRAW_CONSENTS, candidate)
    purpose, back = request.POST.get("purpose", ""), reverse("candidate", args=[pk])
    try:
        consents.withdraw(candidate=candidate, purpose=purpose, by=request.user, at=clock.now())
    except DomainError as refusal:
        return pages.go(request, back, refusal.message, tone="bad")
    return pages.go(request, back, _("The withdrawal is recorded."))


@access.view(access.PUBLIC, "POST")
def agree_own(request: HttpRequest, own_link: str) -> HttpResponse:
    """By the candidate's own link: somebody whom a colleague recommended agrees. Done twice, the first time counts."""
    said = links.read("status", own_link)
    application = get_object_or_404(Application.objects.select_related("candidate", "job"), pk=UUID(said["id"]))
    done = "agreed"
    try:
        consents.agree(application=application, submission=_said(request, application), at=clock.now())
    except consents.ConsentMissing:
        done = "not-agreed"
    except consents.NothingAsked:
        done = "over"
    except consents.AlreadyAnswered:
        pass
    answer = HttpResponseRedirect(f"{reverse('application_status', args=[own_link])}?done={done}")
    answer.status_code = 303
    return answer


def _said(request: HttpRequest, application: Application) -> Submission:
    """The ticked boxes, each with the wording that was shown, and where the form came from."""
    region, ticked = region_of(application.job), set(request.POST.getlist("consent"))
    boxes = consents.boxes_for_referred(region=region)
    return Submission(
        first_name=application.candidate.first_name,
        last_name=application.candidate.last_name,
        email="",
        consents={box.purpose: ConsentChoice(box.purpose in ticked, box.text_id) for box in boxes},
        ip=request.META.get("REMOTE_ADDR", ""),
        user_agent=request.headers.get("User-Agent", ""),
        locale=get_language() or "",
        region=region,
        form_url=links.url(reverse("careers_privacy")),
    )


@access.view(access.PUBLIC, "POST")
def withdraw_own(request: HttpRequest, own_link: str) -> HttpResponse:
    """By the candidate's own link. Done twice, the first time counts."""
    said = links.read("status", own_link)
    application = get_object_or_404(Application.objects.select_related("candidate"), pk=UUID(said["id"]))
    with suppress(consents.NothingToWithdraw):
        consents.withdraw(
            candidate=application.candidate, purpose=request.POST.get("purpose", ""), by=None, at=clock.now()
        )
    answer = HttpResponseRedirect(f"{reverse('application_status', args=[own_link])}?done=consent")
    answer.status_code = 303
    return answer

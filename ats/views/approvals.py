"""Approvals: the list, and the page of one subject where its approvers decide. GET never decides."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.forms.approvals import DecisionForm, DelegationForm, OverrideForm
from ats.kernel import access, approvals, clock, pages
from ats.kernel.access import KernelPermission
from ats.kernel.approvals import lists
from ats.kernel.approvals.chain import chain
from ats.kernel.approvals.decisions import can_decide
from ats.kernel.approvals.models import ApprovalRequest, Decision, RequestStatus, StepStatus
from ats.kernel.approvals.registry import Subject
from ats.kernel.errors import Stale
from ats.kernel.languages import small
from ats.models import Job, Offer, User
from ats.queries import approvals as queries
from ats.queries import job_terms
from ats.queries.evidence import evidence

TOASTS = {
    Decision.APPROVE: _l("Approved."),
    Decision.REJECT: _l("Rejected."),
    Decision.REQUEST_CHANGES: _l("Sent back with your comment."),
}


@access.view(access.SIGNED_IN)
def index(request: HttpRequest) -> HttpResponse:
    """Four lists, each paged on its own: `?waiting=…` is where the next page of the first one begins."""
    user, at, after = request.user, clock.now(), request.GET
    found = {
        "waiting": queries.waiting(user, at, after.get("waiting", "")),
        "coming": queries.coming(user, at, after.get("coming", "")),
        "asked": queries.asked(user, after.get("asked", "")),
        "decided": queries.decided_this_week(user, at, after.get("decided", "")),
    }
    more = {
        f"{name}_more": pages.with_query(request, **{name: page.after}) if page.after else ""
        for name, page in found.items()
    }
    context = {**{name: page.rows for name, page in found.items()}, **more, "count": lists.count_waiting(user, at)}
    return render(request, "ats/approval/list.html", context)


@access.view(access.SIGNED_IN, "GET", "HEAD", "POST")
def offer(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = Offer.objects.select_related("application__candidate", "application__job__department")
    row = get_object_or_404(rows.prefetch_related("versions"), pk=pk)
    asked = _visible(request, "offer", row)
    if request.method == "POST":
        return _decide(request, asked, lambda form: _offer_page(request, row, asked, form))
    return _offer_page(request, row, asked)


@access.view(access.SIGNED_IN, "GET", "HEAD", "POST")
def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Job.objects.select_related("department"), pk=pk)
    asked = _visible(request, "job", row)
    if request.method == "POST":
        return _decide(request, asked, lambda form: _job_page(request, row, asked, form))
    return _job_page(request, row, asked)


@access.view(access.SIGNED_IN, "GET", "HEAD", "POST")
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Any request, by its own id: for subjects of upper apps, which have no page of their own here."""
    found = get_object_or_404(ApprovalRequest.objects.visible_to(request.user), pk=pk)
    subject = approvals.get_subject(found.subject_type)
    row, asked = subject.load(found.subject_id), queries.request_with_chain(found.pk)
    if request.method == "POST":
        return _decide(request, asked, lambda form: _subject_page(request, subject, row, asked, form))
    return _subject_page(request, subject, row, asked)


@access.view(KernelPermission.APPROVALS_OVERRIDE, "POST")
def override(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(ApprovalRequest.objects.visible_to(request.user), pk=pk)
    access.require(request.user, KernelPermission.APPROVALS_OVERRIDE, asked)
    form = OverrideForm(request.POST)
    if not form.is_valid():
        return pages.go(request, _url(asked), _("Choose a decision and say why."), "bad")
    approvals.override(request=asked, by=request.user, at=clock.now(), **form.cleaned_data)
    return pages.go(request, _url(asked), _("Decided in the approvers' place."))


@access.view(access.SIGNED_IN, "POST")
def delegate(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(ApprovalRequest.objects.visible_to(request.user), pk=pk)
    form = DelegationForm(request.POST, people=_colleagues(request.user))
    if not form.is_valid():
        return pages.go(request, _url(asked), _("Choose who decides, and say why."), "bad")
    given = form.cleaned_data
    approvals.delegate(request=asked, by=request.user, at=clock.now(), **given)
    return pages.go(request, _url(asked), _("{person} can decide now.").format(person=given["to"].name))


def _visible(request: HttpRequest, subject_type: str, row: Any) -> ApprovalRequest:
    """The subject's latest request, or 404 for whoever may not know of it."""
    asked = queries.latest_request(subject_type, row.pk)
    if asked is None or not ApprovalRequest.objects.visible_to(request.user).filter(pk=asked.pk).exists():
        raise Http404
    return asked


def _decide(request: HttpRequest, asked: ApprovalRequest, again: Any) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return again(form)
    given = dict(form.cleaned_data)
    seen = given.pop("version")
    if seen is not None and seen != asked.version:
        raise Stale(
            _("It was changed and submitted anew while you were reading. Look at it again."), current=asked.version
        )
    approvals.decide(request=asked, by=request.user, at=clock.now(), **given)
    return pages.go(request, request.path, str(TOASTS[given["decision"]]))


def _offer_page(
    request: HttpRequest, row: Offer, asked: ApprovalRequest, form: DecisionForm | None = None
) -> HttpResponse:
    hiring = row.application.job
    sees_pay = access.sees_pay(request.user, hiring)
    context = {
        "offer": row,
        "candidate": row.application.candidate,
        "job": hiring,
        "terms": row.terms if sees_pay else None,
        "band": queries.offer_band(row.terms, hiring) if sees_pay else None,
        "changes": queries.changes_since_approved(row) if sees_pay else [],
        "evidence": evidence(row.application, request.user),
        "thing": _("offer"),
    }
    return _page(request, "ats/approval/offer.html", asked, context, form)


def _job_page(request: HttpRequest, row: Job, asked: ApprovalRequest, form: DecisionForm | None = None) -> HttpResponse:
    sees_pay, version = access.sees_pay(request.user, row), job_terms.version_of(row, asked.version)
    context = {
        "job": row,
        "sees_pay": sees_pay,
        "openings": version.openings if version else row.openings.count(),
        "locations": row.locations.all(),
        "asked_terms": version or row,
        "changes": job_terms.changes(row, version, sees_pay=sees_pay),
        "thing": _("job"),
    }
    return _page(request, "ats/approval/job.html", asked, context, form)


def _subject_page(
    request: HttpRequest, subject: Subject, row: Any, asked: ApprovalRequest, form: DecisionForm | None = None
) -> HttpResponse:
    context = {
        "subject_title": subject.title(row),
        "fact": subject.facts(row, request.user),
        "proof": subject.proof(row, request.user),
        "icon": queries.ICONS.get(subject.key, subject.icon),
        "thing": small(queries.KINDS.get(subject.key, subject.label)),
    }
    return _page(request, "ats/approval/subject.html", asked, context, form)


def _page(
    request: HttpRequest, template: str, asked: ApprovalRequest, context: dict[str, Any], form: DecisionForm | None
) -> HttpResponse:
    at = clock.now()
    step = next((step for step in asked.steps.all() if step.status == StepStatus.PENDING), None)
    seat = can_decide(asked, request.user, at)
    may_override = asked.status == RequestStatus.PENDING and asked.requested_by != request.user
    context |= {
        "asked": asked,
        "step": step,
        "seat": seat,
        "chain": chain(asked, request.user),
        "said": queries.said(asked, _own_decision(asked, request.user), step, seat, request.user),
        "form": form or DecisionForm(initial={"expected_step": step.order if step else None, "version": asked.version}),
        "delegation": DelegationForm(people=_colleagues(request.user)) if seat else None,
        "override": OverrideForm()
        if may_override and access.allows(request.user, KernelPermission.APPROVALS_OVERRIDE, asked)
        else None,
    }
    return render(request, template, context, status=422 if form else 200)


def _own_decision(asked: ApprovalRequest, user: Any) -> Any:
    seats = [seat for step in asked.steps.all() for seat in step.approvers.all()]
    return next((seat for seat in seats if seat.decided_by == user), None)


def _colleagues(user: Any) -> Any:
    return User.objects.filter(is_active=True, is_service=False).exclude(pk=user.pk)


def _url(asked: ApprovalRequest) -> str:
    subject = approvals.get_subject(asked.subject_type)
    return subject.url(subject.load(asked.subject_id))

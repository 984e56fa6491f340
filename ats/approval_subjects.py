"""What approvals need to know of jobs and offers: what to show, whom a flow can ask, what follows from a decision."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from ats.actions import jobs, offers
from ats.actions.offers.guards import lock
from ats.kernel import access, approvals, catalogue
from ats.models import Job, Offer, TeamRole, User
from ats.policies.approvals import deciders
from ats.queries.job_terms import as_asked, version_of


def register() -> None:
    approvals.subject(
        key="job",
        model=Job,
        title=lambda job: job.name,
        facts=job_facts,
        url=lambda job: reverse("job_approval", args=[job.pk]),
        on_decided=jobs.decided,
        values=lambda job: catalogue.values("job", as_asked(job)),
        visible_to=lambda user: Job.objects.visible_to(user),
        decidable_by=lambda user: Job.objects.permitted(user, access.KernelPermission.APPROVALS_VIEW),
        listed=listed_jobs,
    )
    approvals.subject(
        key="offer",
        model=Offer,
        title=lambda offer: _("Offer for {candidate}").format(candidate=offer.application.candidate.name),
        facts=offer_facts,
        url=lambda offer: reverse("offer_approval", args=[offer.pk]),
        on_decided=offers.decided,
        values=lambda offer: catalogue.values("offer", offer.terms),
        visible_to=lambda user: Offer.objects.visible_to(user),
        decidable_by=decidable_offers,
        listed=listed_offers,
        lock=lock,
    )
    resolver("hrbp", _l("HR business partner of the job"), business_partners)
    resolver("hiring_manager", _l("Hiring manager of the job"), lambda job: team_members(job, TeamRole.HIRING_MANAGER))
    resolver("recruiter", _l("Recruiter of the job"), lambda job: team_members(job, TeamRole.RECRUITER))
    resolver("finance", _l("Finance"), lambda job: role_holders("finance"))
    resolver("executive", _l("Executive"), lambda job: role_holders("executive"))


def resolver(key: str, label: Any, people: Callable[[Job], QuerySet[User]]) -> None:
    """Ask those of `people` whose role lets them decide on the subject: a seat on the team alone gives no say."""

    def may_decide(subject: Any) -> list[User]:
        job = job_of(subject)
        return deciders(people(job), job, sees_pay=isinstance(subject, Offer))

    approvals.resolver(key, label, may_decide)


def job_of(subject: Any) -> Job:
    """The job that a subject of an approval is about: itself, or the one behind its application."""
    return subject if isinstance(subject, Job) else subject.application.job


def job_facts(job: Job, user: Any) -> str:
    """Headcount, and the pay range for those who may see it, as asked."""
    return _job_facts(job, access.sees_pay(user, job))


def listed_jobs(ids: Collection[UUID], user: Any) -> dict[UUID, tuple[Job, str]]:
    jobs_ = Job.objects.filter(pk__in=ids).prefetch_related("openings", "versions__department")
    paid = seen_pay(user, ids)
    return {job.pk: (job, _job_facts(job, job.pk in paid)) for job in jobs_}


def _job_facts(job: Job, sees_pay: bool) -> str:
    version = version_of(job, job.version)
    count = version.openings if version else len(job.openings.all())
    headcount = ngettext("{n} opening", "{n} openings", count).format(n=count)
    pay = (version or job).pay_range if sees_pay else ""
    return _("{openings}, {pay}").format(openings=headcount, pay=pay) if pay else headcount


def offer_facts(offer: Offer, user: Any) -> str:
    """The offered pay, for those who may see it."""
    return offer.terms.pay if access.sees_pay(user, offer.application.job) else ""


def decidable_offers(user: Any) -> QuerySet[Offer]:
    """Whoever decides on an offer sees what it pays."""
    asked = (access.KernelPermission.APPROVALS_VIEW, access.KernelPermission.PAY_VIEW)
    jobs_ = [Job.objects.permitted(user, permission).values("pk") for permission in asked]
    return Offer.objects.filter(application__job__in=jobs_[0]).filter(application__job__in=jobs_[1])


def listed_offers(ids: Collection[UUID], user: Any) -> dict[UUID, tuple[Offer, str]]:
    rows = Offer.objects.filter(pk__in=ids).select_related("application__candidate").prefetch_related("versions")
    paid = seen_pay(user, {offer.application.job_id for offer in rows})
    return {offer.pk: (offer, offer.terms.pay if offer.application.job_id in paid else "") for offer in rows}


def seen_pay(user: Any, job_ids: Collection[UUID]) -> set[UUID]:
    """Those of the jobs whose pay `user` sees, in one query."""
    rows = Job.objects.permitted(user, access.KernelPermission.PAY_VIEW).filter(pk__in=job_ids)
    return set(rows.values_list("pk", flat=True))


def team_members(job: Job, role: TeamRole) -> QuerySet[User]:
    return User.objects.filter(hiring_teams__job=job, hiring_teams__role=role, is_active=True).distinct()


def role_holders(key: str) -> QuerySet[User]:
    """Everybody in the role, service users of API keys included: an integration may decide where a role may."""
    return User.objects.filter(role_assignments__role__key=key, is_active=True).distinct()


def business_partners(job: Job) -> QuerySet[User]:
    """The HR business partner on the job's team, who is one by their role too; where there is none, all of the company."""
    own = team_members(job, TeamRole.HRBP).filter(role_assignments__role__key="hrbp")
    return own if own.exists() else role_holders("hrbp")

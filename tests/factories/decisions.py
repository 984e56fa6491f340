"""Interviews, scorecards, offers and their approvals for tests."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from ats.actions import first_day
from ats.kernel.access import seed_roles
from ats.kernel.approvals.models import ApprovalFlow, ApprovalFlowStep
from ats.models import Interview, Offer, OfferVersion, Scorecard, TeamRole
from tests.factories.ats import (
    AT,
    ApplicationFactory,
    CandidateEmailFactory,
    HiringTeamMemberFactory,
    JobFactory,
    OpeningFactory,
    UserFactory,
    user_in_role,
)

EXPIRY = datetime(2026, 12, 4, 17, 0, tzinfo=UTC)


class InterviewFactory(DjangoModelFactory):
    """An interview with a panel of `interviewers` (one new colleague by default)."""

    class Meta:
        model = Interview
        skip_postgeneration_save = True

    application = factory.SubFactory(ApplicationFactory)
    name = "Technical interview"
    starts_at = AT + timedelta(days=3)
    ends_at = AT + timedelta(days=3, hours=1)
    time_zone = "Europe/Lisbon"
    organizer = factory.SubFactory(UserFactory)
    attributes = factory.LazyFunction(lambda: ["System design", "Coding"])

    @factory.post_generation
    def interviewers(interview, create, extracted, **kwargs):
        interview.interviewers.set(extracted if extracted is not None else [UserFactory()])


class ScorecardFactory(DjangoModelFactory):
    """A submitted scorecard."""

    class Meta:
        model = Scorecard

    interview = factory.SubFactory(InterviewFactory)
    interviewer = factory.LazyAttribute(lambda card: card.interview.interviewers.first())
    overall_recommendation = "yes"
    attributes = factory.LazyFunction(
        lambda: [
            {"name": "System design", "rating": 4, "note": "Led a ledger migration with no downtime."},
            {"name": "Coding", "rating": 3, "note": ""},
        ]
    )
    submitted_at = AT


class OfferFactory(DjangoModelFactory):
    """A draft as `offers.draft` leaves it; `terms__salary_amount=…` sets its first version."""

    class Meta:
        model = Offer
        skip_postgeneration_save = True

    application = factory.SubFactory(ApplicationFactory)
    expires_at = EXPIRY

    @factory.post_generation
    def terms(offer, create, extracted, **kwargs):
        OfferVersionFactory(offer=offer, number=offer.version, **kwargs)


class OfferVersionFactory(DjangoModelFactory):
    class Meta:
        model = OfferVersion

    number = 1
    salary_amount = Decimal("92000")
    salary_currency = "EUR"
    bonus = "10 %"
    equity = "1,200 over 4 years"
    start_date = factory.LazyFunction(lambda: datetime(2027, 2, 1, tzinfo=UTC).date())
    created_at = AT


class Desk:
    """A job with its band and opening, an application, and the people who decide; roles and the offer's flow are seeded."""

    def __init__(self, *, band=("78000", "98000"), openings=1):
        seed_roles()
        first_day.offer_flow()
        self.recruiter = user_in_role("recruiter", first_name="Maya", last_name="Lindqvist")
        self.manager = user_in_role("manager", first_name="Rebecca", last_name="Osei")
        self.finance = user_in_role("finance", first_name="Miguel", last_name="Duarte")
        self.admin = user_in_role("admin", first_name="Anna", last_name="Wolff")
        low, high = band
        self.job = JobFactory(pay_min=low, pay_max=high, pay_currency="EUR", name="Senior Backend Engineer", level="6")
        HiringTeamMemberFactory(job=self.job, user=self.recruiter, role=TeamRole.RECRUITER)
        HiringTeamMemberFactory(job=self.job, user=self.manager, role=TeamRole.HIRING_MANAGER)
        self.openings = [OpeningFactory(job=self.job) for _ in range(openings)]
        self.application = self.applicant("Aiko", "Sørensen")

    def applicant(self, first_name, last_name):
        application = ApplicationFactory(
            job=self.job,
            owner=self.recruiter,
            candidate__first_name=first_name,
            candidate__last_name=last_name,
        )
        CandidateEmailFactory(candidate=application.candidate)
        return application

    def offer(self, salary="92000", application=None, opening=None):
        """A draft offer of `salary` on the first opening."""
        return OfferFactory(
            application=application or self.application,
            opening=opening or self.openings[0],
            terms__salary_amount=Decimal(salary),
        )


def flow(key="thing", *steps):
    """A flow with `steps` given as dictionaries, in order."""
    made = ApprovalFlow.objects.create(key=key, name=key.capitalize(), subject_type=key)
    for order, step in enumerate(steps, start=1):
        ApprovalFlowStep.objects.create(flow=made, **{"order": order, "name": f"Step {order}", **step})
    return made

"""The story of the README once more, through the typed client that is generated from the schema: each call takes and answers
objects, and what the schema doesn't say can't be sent or read."""

import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from ats.kernel import clock, pump
from tests.factories.ats import DepartmentFactory, LocationFactory, user_in_role
from tests.functional.api.client import NAME, Person, generate
from tests.functional.story import START, link_in, start_at
from tests.functional.test_story_api import PEOPLE, apply

Cast = dict[str, Person]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The generated package's models, importable while these tests run."""
    folder = tmp_path_factory.mktemp("client")
    generate(folder)
    sys.path.insert(0, str(folder))
    try:
        yield __import__(f"{NAME}.models", fromlist=["*"])
    finally:
        sys.path.remove(str(folder))


@pytest.fixture
def cast(transactional_db: None, models: Any) -> Cast:
    start_at(START)
    call_command("seed")
    people = {role: user_in_role(role, first_name=role.capitalize(), last_name="Person") for role in PEOPLE}
    people["second_interviewer"] = user_in_role("interviewer", first_name="Second", last_name="Interviewer")
    return {role: Person(user) for role, user in people.items()}


def approve(cast: Cast, models: Any, subject: UUID, *, by: str) -> None:
    waiting = cast[by].do("approvals.approvals_list", models.ApprovalPage, status=models.ApprovalsListStatus.PENDING)
    asked = next(one for one in waiting.results if one.subject.id == subject)
    step = next(step for step in asked.steps if step.status == models.StepStatus.PENDING)
    body = models.DecisionBody(decision=models.Decision.APPROVE, expected_step=step.order, note="Fine.")
    cast[by].do("approvals.approvals_decision", models.Approval, asked.id, body=body)


def open_job(cast: Cast, models: Any) -> Any:
    team = {"recruiter": "recruiter", "hiring_manager": "manager", "hrbp": "hrbp"}
    seats = [models.NewTeamMember(user=cast[who].user.pk, role=models.TeamRole(role)) for role, who in team.items()]
    body = models.JobBody(
        name="Senior Backend Engineer, Payments",
        requisition_id="REQ-2417",
        department=DepartmentFactory(name="Payments").pk,
        locations=[LocationFactory(name="Lisbon office", country="PT").pk],
        pay_range=models.PayRange(min_="78000", max_="98000", currency="EUR", unit=models.PayUnit.YEAR),
        openings=[models.NewOpening(opening_id="REQ-2417-1")],
        hiring_team=seats,
    )
    draft = cast["recruiter"].do("jobs.jobs_create", models.Job, body=body, idempotency_key="the-story")
    again = cast["recruiter"].do("jobs.jobs_create", models.Job, body=body, idempotency_key="the-story")
    assert draft.id == again.id and draft.status == models.JobStatus.DRAFT
    cast["recruiter"].do("jobs.jobs_submission", models.Job, draft.id, body=models.Submission(note="In the plan."))
    approve(cast, models, draft.id, by="hrbp")
    opened = cast["recruiter"].do("jobs.jobs_retrieve", models.Job, draft.id)
    assert opened.status == models.JobStatus.OPEN and opened.workflow_version
    return opened


def move(cast: Cast, models: Any, pk: UUID, to: str, answer: str = "Application", **more: Any) -> Any:
    body = models.Advancement(to=to, **more)
    return cast["recruiter"].do("applications.applications_advancement", getattr(models, answer), pk, body=body)


@pytest.mark.slow
@pytest.mark.requirement("MS-1.1", "MS-2.4", "MS-4.2", "SR-5.1", "SR-5.3")
def test_from_a_job_to_a_hire(cast: Cast, models: Any) -> None:
    recruiter, job = cast["recruiter"], open_job(cast, models)
    apply({"id": str(job.id)})
    page = recruiter.do("applications.applications_list", models.ApplicationPage, job=job.id)
    (application,) = page.results
    assert application.milestone.key == "applied" and application.status == models.ApplicationStatus.ACTIVE

    closed = move(cast, models, application.id, "screen", "RefusedByRule")
    assert [(item.key, item.kind) for item in closed.missing] == [("cv-read", "checklist_item")]
    tick = "applications.applications_completion"
    recruiter.do(tick, models.Application, application.id, "cv-read", body=models.CompletionBody())
    cast["interviewer"].do("applications.applications_retrieve", models.NotFound, application.id)
    assert move(cast, models, application.id, "screen", expected="applied").milestone.key == "screen"
    assert move(cast, models, application.id, "interviews", "Conflict", expected="applied").current
    move(cast, models, application.id, "interviews", note="Knows ledgers; wants Lisbon.")

    changed_their_mind(cast, models, application.id)
    interview(cast, models, application.id)
    hire(cast, models, job, application.id)


def changed_their_mind(cast: Cast, models: Any, pk: UUID) -> None:
    recruiter = cast["recruiter"]
    reasons = recruiter.do("rejection_reasons.rejection_reasons_list", models.RejectionReasonPage).results
    reason = next(one for one in reasons if one.type_ == models.ReasonType.WE_DECLINED)
    message = models.RejectionMessage(template="rejection", send_at=clock.now() + timedelta(hours=20))
    body = models.RejectionBody(rejection_reason=reason.id, note="Others have done more of it.", message=message)
    rejected = recruiter.do("applications.applications_rejection", models.Application, pk, body=body)
    assert rejected.status == models.ApplicationStatus.REJECTED and rejected.rejection_reason == reason.id
    back = models.ReopeningBody(to="interviews", note="The panel asked to go on.")
    assert recruiter.do("applications.applications_reopening", models.Application, pk, body=back).status == "active"


def interview(cast: Cast, models: Any, pk: UUID) -> None:
    panel = [cast["interviewer"], cast["second_interviewer"]]
    starts = clock.now().replace(hour=14, minute=0) + timedelta(days=1)
    body = models.InterviewBody(
        application=pk,
        interviewers=[member.user.pk for member in panel],
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        time_zone="Europe/Lisbon",
        location="Room Tejo",
    )
    booked = cast["recruiter"].do("interviews.interviews_create", models.Interview, body=body)
    pump.drain()
    for member in panel:
        assert move(cast, models, pk, "offer", "RefusedByRule").missing[0].kind == "scorecards"
        line = models.Line(name="System design", rating=models.Rating.VALUE_4, note="Led a migration.")
        said = models.ScorecardBody(
            interview=booked.id, overall_recommendation=models.Recommendation.STRONG_YES, attributes=[line]
        )
        member.do("scorecards.scorecards_create", models.Scorecard, body=said)
        pump.drain()
    assert move(cast, models, pk, "offer").milestone.key == "offer"


def hire(cast: Cast, models: Any, job: Any, pk: UUID) -> None:
    recruiter = cast["recruiter"]
    terms = models.OfferBody(
        application=pk,
        opening=job.openings[0].id,
        salary=models.Salary(amount="104000", currency="EUR", unit=models.PayUnit.YEAR),
        expires_at=clock.now() + timedelta(days=7),
    )
    offer = recruiter.do("offers.offers_create", models.Offer, body=terms)
    assert offer.salary.amount == "104000.00"
    asked = models.SubmissionNote(note="Competing offer.")
    recruiter.do("offers.offers_submission", models.Offer, offer.id, body=asked)
    recruiter.do("offers.offers_sending", models.RefusedByRule, offer.id, body=models.Sending())
    approve(cast, models, offer.id, by="manager")
    approve(cast, models, offer.id, by="finance")
    recruiter.do("offers.offers_sending", models.Offer, offer.id, body=models.Sending())
    pump.drain()

    letter = next(m for m in reversed(mail.outbox) if m.to == ["aiko.sorensen@example.org"])
    path = link_in(letter.body, r"https?://[^/\s]+(/o/\S+)")
    Client().post(path, {"answer": "accept", "signed_name": "Aiko Sørensen", "agree": "on"})
    pump.drain()

    done = recruiter.do("applications.applications_retrieve", models.Application, pk)
    assert (done.status, done.milestone.key) == (models.ApplicationStatus.HIRED, "pre_boarding")
    assert recruiter.do("jobs.jobs_retrieve", models.Job, job.id).status == models.JobStatus.FILLED
    visits = recruiter.do("applications.applications_visits", models.VisitPage, pk).results
    assert [visit.milestone for visit in visits][-2:] == ["offer", "pre_boarding"]
    events = cast["integrator"].do("events.events_list", models.EventPage, page_size=200).results
    assert "offer.accepted" in {event.type_ for event in events}

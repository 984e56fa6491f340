"""More of everything: of each noun, and of whatever hangs on the job, the person and the application of `own`."""

from typing import Any
from uuid import uuid4

from ats.actions import applications
from ats.kernel.approvals.models import ApprovalRequest, Approver
from ats.kernel.notices.models import Notice
from ats.models import Application, Department, Interview, Job, Offer, Referral, TeamRole
from milestones.actions import applications as moves
from milestones.models import WorkflowVersion
from tests.factories.ats import (
    AT,
    AttachmentFactory,
    CandidateEmailFactory,
    CandidatePhoneFactory,
    HiringTeamMemberFactory,
    JobPostFactory,
    JobQuestionFactory,
    NoteFactory,
    OpeningFactory,
    UserFactory,
)
from tests.factories.comms import ConsentFactory, MessageFactory
from tests.factories.decisions import InterviewFactory, OfferVersionFactory, ScorecardFactory
from tests.functional.matrix import rows, spares
from tests.functional.matrix.world import World


def grow(world: World, *, since: int, to: int) -> None:
    """Rows number `since` to `to` of each kind."""
    department = Department.objects.get(name="Payments")
    shared = {"workflow_draft": _draft(world), "user": world.users["integrator"]}
    for number in range(since, to):
        apart = rows.nouns(world.users, "own", department)
        spares.more_of_company(world.users["admin"], shared, number)
        _on_the_job(world, number)
        _on_the_application(world, apart["job"])
        _more_terms(world, number)
        _move_about(world)


def _draft(world: World) -> Any:
    return WorkflowVersion.objects.get(pk=world.id_of("workflow_draft", "own"))


def _on_the_job(world: World, number: int) -> None:
    job = Job.objects.get(pk=world.id_of("job", "own"))
    OpeningFactory(job=job)
    JobPostFactory(job=job)
    JobQuestionFactory(job=job, text=f"Question {number}?")
    HiringTeamMemberFactory(job=job, user=UserFactory(), role=TeamRole.INTERVIEWER)
    rows.add_application(job, world.users["recruiter"])
    _in_the_inbox(world, rows.add_referral(job, world.users["admin"]))
    step = ApprovalRequest.objects.get(pk=world.id_of("approval", "own")).steps.first()
    Approver.objects.create(step=step, user=UserFactory())


def _in_the_inbox(world: World, referral: Referral) -> None:
    """Two kinds of news for whoever looks at the pages."""
    for kind, subject in (("application.referred", referral.application_id), ("task.assigned", uuid4())):
        Notice.objects.create(
            user=world.users["admin"],
            kind=kind,
            subject_type="application",
            subject_id=subject,
            event_id=uuid4(),
            actor_id=world.users["recruiter"].pk,
        )


def _on_the_application(world: World, other_job: str) -> None:
    application = Application.objects.select_related("candidate").get(pk=world.id_of("application", "own"))
    candidate, recruiter = application.candidate, world.users["recruiter"]
    NoteFactory(candidate=candidate, application=application, author=recruiter)
    AttachmentFactory(candidate=candidate, application=application)
    CandidateEmailFactory(candidate=candidate)
    CandidatePhoneFactory(candidate=candidate)
    ConsentFactory(application=application)
    MessageFactory(application=application)
    applications.add(candidate=candidate, job=Job.objects.get(pk=other_job), source=None, by=recruiter, at=AT)
    meeting = InterviewFactory(application=application, interviewers=[UserFactory(), UserFactory()])
    for person in meeting.interviewers.all():
        ScorecardFactory(interview=meeting, interviewer=person)
    Interview.objects.get(pk=world.id_of("interview", "own")).interviewers.add(UserFactory())


def _more_terms(world: World, number: int) -> None:
    for state in ("offer", "offer_pending"):
        row = Offer.objects.get(pk=world.id_of(state, "own"))
        OfferVersionFactory(offer=row, number=row.version + number + 1)


def _move_about(world: World) -> None:
    """Visits: there and back again."""
    application = Application.objects.get(pk=world.id_of("application", "own"))
    recruiter = world.users["recruiter"]
    moves.bypass(application=application, to="screen", reason="Known to us.", by=recruiter, at=AT)
    moves.regress(application=application, to="applied", note="One more conversation.", by=recruiter, at=AT)

"""The deeds of the core, each with what it needs and what it tells; test_deeds walks them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ats.actions import (
    application_fields,
    applications,
    bookings,
    candidates,
    company,
    first_day,
    interviews,
    invitations,
    jobs,
    kits,
    merges,
    offers,
    ownership,
    people,
    referrals,
    scorecards,
    tasks,
)
from ats.extension_points import Submission
from ats.kernel import approvals, clock
from ats.kernel.access import Role
from ats.kernel.approvals.models import ApprovalRequest, RequestStatus
from ats.models import (
    Application,
    Booking,
    Candidate,
    Company,
    CustomField,
    Interview,
    InterviewKit,
    Invitation,
    Job,
    JobStatus,
    Note,
    Offer,
    Opening,
    OwnershipRequest,
    Referral,
    Scorecard,
    Task,
    User,
)
from tests.factories.ats import (
    CandidateFactory,
    DepartmentFactory,
    JobFactory,
    JobPostFactory,
    SourceFactory,
    StoredFileFactory,
    user_in_role,
)
from tests.factories.decisions import Desk, InterviewFactory


class Stage:
    """What the deeds need to happen, made on demand."""

    def __init__(self) -> None:
        first_day.job_flow()
        self.desk, self.at = Desk(openings=2), clock.now()
        self.by = self.desk.recruiter
        self.hrbp, self.interviewer = user_in_role("hrbp"), user_in_role("interviewer")

    def draft(self) -> Job:
        return jobs.create(
            by=self.by, at=self.at, requisition_id="REQ-D", name="Planner", department=DepartmentFactory()
        )

    def pending(self) -> Job:
        return jobs.submit(job=self.draft(), by=self.by, at=self.at)

    def approved_offer(self) -> Offer:
        offer = offers.submit(offer=self.desk.offer(), by=self.by, at=self.at)
        request = ApprovalRequest.objects.get(subject_id=offer.pk)
        request.status, request.resolved_at = RequestStatus.APPROVED, self.at
        request.save()
        offers.decided(offer, request=request, by=self.desk.manager, at=self.at)
        return offer

    def sent_offer(self) -> Offer:
        return offers.send(offer=self.approved_offer(), by=self.by, at=self.at)

    def locked(self) -> Candidate:
        """A candidate of somebody else's."""
        return CandidateFactory(owner=self.hrbp, owner_since=self.at)

    def asked(self, by: Any = None) -> OwnershipRequest:
        return ownership.ask(candidate=self.locked(), reason="She wrote to me", by=by or self.by, at=self.at)

    def refused(self) -> OwnershipRequest:
        return ownership.answer(request=self.asked(), granted=False, by=self.hrbp, at=self.at)

    def asked_of_me(self) -> OwnershipRequest:
        mine = CandidateFactory(owner=self.by, owner_since=self.at)
        return ownership.ask(candidate=mine, reason="She wrote to me", by=self.hrbp, at=self.at)

    def merged(self) -> Candidate:
        gone = CandidateFactory()
        merges.merge(candidate=gone, into=CandidateFactory(), by=self.by, at=self.at)
        return gone

    def administrator(self) -> User:
        """From now on the deeds are the administrator's."""
        self.by = self.desk.admin
        return self.by

    def invitation(self) -> Invitation:
        roles = [Role.objects.get(key="recruiter")]
        return invitations.invite(email="ines@work.example", roles=roles, by=self.administrator(), at=self.at)

    def task(self) -> Task:
        return tasks.add(title="Call", by=self.by, at=self.at)

    def done_task(self) -> Task:
        return tasks.complete(task=self.task(), by=self.by, at=self.at)

    @property
    def offered(self) -> datetime:
        """Ten o'clock on Monday."""
        return self.at.replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=3)

    def booking(self) -> Booking:
        windows = [(self.offered, self.offered + timedelta(hours=2))]
        return bookings.offer(
            application=self.desk.application, windows=windows, interviewers=[self.interviewer], **who(self)
        )

    def interview(self) -> Interview:
        return InterviewFactory(application=self.desk.application, interviewers=[self.interviewer], attributes=[])


@dataclass(frozen=True)
class Deed:
    """`run(stage, set_up)` does it; `event` is told; a history row of `rows` says why. `by` False: candidate or clock."""

    run: Callable[[Stage, Any], Any]
    event: str
    rows: Any
    set_up: Callable[[Stage], Any] = lambda stage: None
    by: bool = True
    is_told: bool = True


def form(stage: Stage) -> Submission:
    return Submission(first_name="Ana", last_name="Sousa", email="ana@mail.example", phone="", consents={}, answers={})


def with_a_field(offer: Offer) -> Offer:
    CustomField.objects.create(entity="offer", key="relocation", label="Relocation", type="boolean")
    return offer


def who(stage: Stage) -> dict[str, Any]:
    return {"by": stage.by, "at": stage.at}


LATER = timedelta(days=20)
DEEDS: dict[str, Deed] = {
    "jobs.create": Deed(lambda s, _: s.draft(), "job.created", Job),
    "jobs.edit": Deed(lambda s, j: jobs.edit(job=j, name="Other", **who(s)), "job.updated", Job, Stage.draft),
    "jobs.add_opening": Deed(lambda s, j: jobs.add_opening(job=j, **who(s)), "job.opening_added", Opening, Stage.draft),
    "jobs.change_opening": Deed(
        lambda s, o: jobs.change_opening(opening=o, target_start_date=date(2027, 3, 1), **who(s)),
        "job.opening_changed",
        Opening,
        lambda s: jobs.add_opening(job=s.draft(), **who(s)),
    ),
    "jobs.add_to_team": Deed(
        lambda s, j: jobs.add_to_team(job=j, user=s.interviewer, role="interviewer", **who(s)),
        "job.team_changed",
        Job,
        Stage.draft,
    ),
    "jobs.remove_from_team": Deed(
        lambda s, m: jobs.remove_from_team(member=m, **who(s)),
        "job.team_changed",
        Job,
        lambda s: jobs.add_to_team(job=s.draft(), user=s.interviewer, role="interviewer", **who(s)),
    ),
    "jobs.submit": Deed(lambda s, j: jobs.submit(job=j, **who(s)), "job.submitted", Job, Stage.draft),
    "jobs.amend": Deed(lambda s, _: jobs.amend(job=s.desk.job, level="7", **who(s)), "job.submitted", Job),
    "jobs.withdraw_submission": Deed(
        lambda s, j: jobs.withdraw_submission(job=j, **who(s)), "job.submission_withdrawn", Job, Stage.pending
    ),
    "jobs.approved": Deed(lambda s, j: jobs.approved(job=j, **who(s)), "job.approved", Job, Stage.pending),
    "jobs.sent_back": Deed(lambda s, j: jobs.sent_back(job=j, **who(s)), "job.returned", Job, Stage.pending),
    "jobs.decided": Deed(
        lambda s, j: jobs.decided(j, request=ApprovalRequest.objects.get(subject_id=j.pk), **who(s)),
        "job.returned",
        Job,
        Stage.pending,
    ),
    "jobs.open_job": Deed(
        lambda s, j: jobs.open_job(job=j, **who(s)), "job.opened", Job, lambda s: JobFactory(status=JobStatus.APPROVED)
    ),
    "jobs.hold": Deed(lambda s, _: jobs.hold(job=s.desk.job, on=True, reason="Budget", **who(s)), "job.held", Job),
    "jobs.close": Deed(
        lambda s, _: jobs.close(job=s.desk.job, outcome="closed", reason="Enough", **who(s)), "job.closed", Job
    ),
    "candidates.add": Deed(
        lambda s, _: candidates.add(first_name="Ana", last_name="Sousa", **who(s)), "candidate.added", Candidate
    ),
    "candidates.edit": Deed(
        lambda s, c: candidates.edit(candidate=c, title="Planner", **who(s)),
        "candidate.updated",
        Candidate,
        lambda s: CandidateFactory(),
    ),
    "candidates.replace_contacts": Deed(
        lambda s, c: candidates.replace_contacts(candidate=c, emails=[{"value": "new@mail.example"}], **who(s)),
        "candidate.contacts_changed",
        Candidate,
        lambda s: CandidateFactory(),
    ),
    "candidates.erase_contacts": Deed(
        lambda s, c: candidates.erase_contacts(candidate=c, **who(s)),
        "candidate.contacts_changed",
        Candidate,
        lambda s: CandidateFactory(),
    ),
    "candidates.write_note": Deed(
        lambda s, c: candidates.write_note(candidate=c, body="Called.", **who(s)),
        "note.written",
        Note,
        lambda s: CandidateFactory(),
    ),
    "candidates.bar_contact": Deed(
        lambda s, c: candidates.bar_contact(candidate=c, reason="Asked us", **who(s)),
        "candidate.contact_barred",
        Candidate,
        lambda s: CandidateFactory(),
    ),
    "candidates.allow_contact": Deed(
        lambda s, c: candidates.allow_contact(candidate=c, reason="Wrote to us", **who(s)),
        "candidate.contact_allowed",
        Candidate,
        lambda s: CandidateFactory(do_not_contact=True),
    ),
    "candidates.note_source": Deed(
        lambda s, c: candidates.note_source(candidate=c, source=SourceFactory(), **who(s)),
        "source.touched",
        Candidate,
        lambda s: CandidateFactory(),
    ),
    "merges.merge": Deed(
        lambda s, two: merges.merge(candidate=two[0], into=two[1], **who(s)),
        "candidate.merged",
        Candidate,
        lambda s: (CandidateFactory(), CandidateFactory()),
    ),
    "merges.unmerge": Deed(
        lambda s, c: merges.unmerge(candidate=c, **who(s)), "candidate.unmerged", Candidate, Stage.merged
    ),
    "ownership.hand_over": Deed(
        lambda s, c: ownership.hand_over(candidate=c, to=s.hrbp, **who(s)),
        "candidate.handed_over",
        Candidate,
        lambda s: CandidateFactory(),
    ),
    "ownership.ask": Deed(
        lambda s, c: ownership.ask(candidate=c, reason="She wrote to me", **who(s)),
        "ownership.asked",
        OwnershipRequest,
        Stage.locked,
    ),
    "ownership.answer": Deed(
        lambda s, r: ownership.answer(request=r, granted=True, **who(s)),
        "ownership.answered",
        OwnershipRequest,
        Stage.asked_of_me,
    ),
    "ownership.dispute": Deed(
        lambda s, r: ownership.dispute(request=r, reason="Idle", **who(s)),
        "ownership.disputed",
        OwnershipRequest,
        Stage.refused,
    ),
    "ownership.withdraw": Deed(
        lambda s, r: ownership.withdraw(request=r, **who(s)), "ownership.withdrawn", OwnershipRequest, Stage.asked
    ),
    "candidates.attach": Deed(
        lambda s, c: candidates.attach(candidate=c, file=StoredFileFactory(), **who(s)),
        "attachment.added",
        Candidate,
        lambda s: CandidateFactory(),
    ),
    "applications.receive": Deed(
        lambda s, p: applications.receive(post=p, submission=form(s), at=s.at),
        "application.received",
        Application,
        lambda s: JobPostFactory(job=s.desk.job),
        by=False,
    ),
    "applications.add": Deed(
        lambda s, c: applications.add(candidate=c, job=s.desk.job, source=None, **who(s)),
        "application.received",
        Application,
        lambda s: CandidateFactory(),
    ),
    "applications.add_new": Deed(
        lambda s, _: applications.add_new(job=s.desk.job, source=None, first_name="A", last_name="B", **who(s)),
        "application.received",
        Candidate,
    ),
    "applications.hire": Deed(
        lambda s, _: applications.hire(application=s.desk.application, opening=None, start_date=None, **who(s)),
        "application.hired",
        Application,
    ),
    "applications.change_start_date": Deed(
        lambda s, a: applications.change_start_date(application=a, start_date=date(2027, 3, 1), **who(s)),
        "application.start_date_changed",
        Application,
        lambda s: applications.hire(application=s.desk.application, opening=None, start_date=None, **who(s)),
    ),
    "application_fields.edit": Deed(
        lambda s, _: application_fields.edit(application=s.desk.application, owner=s.hrbp, **who(s)),
        "application.fields_changed",
        Application,
    ),
    "interviews.schedule": Deed(
        lambda s, _: interviews.schedule(
            application=s.desk.application,
            starts_at=s.at,
            ends_at=s.at + timedelta(hours=1),
            interviewers=[s.interviewer],
            **who(s),
        ),
        "interview.scheduled",
        Interview,
    ),
    "interviews.reschedule": Deed(
        lambda s, i: interviews.reschedule(interview=i, location="Room 4", **who(s)),
        "interview.rescheduled",
        Interview,
        Stage.interview,
    ),
    "interviews.cancel": Deed(
        lambda s, i: interviews.cancel(interview=i, **who(s)), "interview.cancelled", Interview, Stage.interview
    ),
    "interviews.complete": Deed(
        lambda s, i: interviews.complete(interview=i, **who(s)), "interview.completed", Interview, Stage.interview
    ),
    "bookings.offer": Deed(lambda s, _: s.booking(), "booking.offered", Booking),
    "bookings.book": Deed(
        lambda s, b: bookings.book(booking=b, starts_at=s.offered, **who(s)), "booking.taken", Booking, Stage.booking
    ),
    "bookings.decline": Deed(
        lambda s, b: bookings.decline(booking=b, **who(s)), "booking.declined", Booking, Stage.booking
    ),
    "bookings.withdraw": Deed(
        lambda s, b: bookings.withdraw(booking=b, **who(s)), "booking.withdrawn", Booking, Stage.booking
    ),
    "kits.write": Deed(
        lambda s, _: kits.write(job=s.desk.job, name="Talk", **who(s)), "kit.written", InterviewKit, is_told=False
    ),
    "kits.change": Deed(
        lambda s, k: kits.change(kit=k, name="Chat", **who(s)),
        "kit.changed",
        InterviewKit,
        lambda s: kits.write(job=s.desk.job, name="Talk", **who(s)),
        is_told=False,  # configuration, nobody waits for it
    ),
    "scorecards.save_draft": Deed(
        lambda s, i: scorecards.save_draft(interview=i, by=s.interviewer, at=s.at),
        "scorecard.drafted",
        Scorecard,
        Stage.interview,
        is_told=False,  # nobody else knows of a draft
    ),
    "scorecards.submit": Deed(
        lambda s, i: scorecards.submit(
            interview=i, by=s.interviewer, at=s.at, attributes=[], overall_recommendation="yes"
        ),
        "scorecard.submitted",
        Scorecard,
        Stage.interview,
    ),
    "offers.draft": Deed(
        lambda s, _: offers.draft(application=s.desk.application, salary_amount=Decimal(90000), **who(s)),
        "offer.drafted",
        Offer,
    ),
    "offers.revise": Deed(
        lambda s, o: offers.revise(offer=o, bonus="12 %", **who(s)), "offer.revised", Offer, lambda s: s.desk.offer()
    ),
    "offers.submit": Deed(
        lambda s, o: offers.submit(offer=o, **who(s)), "offer.submitted", Offer, lambda s: s.desk.offer()
    ),
    "offers.decided": Deed(
        lambda s, o: approvals.decide(
            request=ApprovalRequest.objects.get(subject_id=o.pk),
            by=s.desk.manager,
            decision="reject",
            note="Too much",
            expected_step=1,
            at=s.at,
        ),
        "offer.returned",
        Offer,
        lambda s: offers.submit(offer=s.desk.offer(), by=s.by, at=s.at),
    ),
    "offers.edit": Deed(
        lambda s, o: offers.edit(offer=o, custom_fields={"relocation": True}, **who(s)),
        "offer.fields_changed",
        Offer,
        lambda s: with_a_field(s.desk.offer()),
    ),
    "offers.send": Deed(lambda s, o: offers.send(offer=o, **who(s)), "offer.sent", Offer, Stage.approved_offer),
    "offers.extend": Deed(
        lambda s, o: offers.extend(offer=o, expires_at=s.at + LATER, **who(s)),
        "offer.extended",
        Offer,
        Stage.sent_offer,
    ),
    "offers.accept": Deed(
        lambda s, o: offers.accept(offer=o, signed_name="Aiko", **who(s)), "offer.accepted", Offer, Stage.sent_offer
    ),
    "offers.decline": Deed(lambda s, o: offers.decline(offer=o, **who(s)), "offer.declined", Offer, Stage.sent_offer),
    "offers.withdraw": Deed(
        lambda s, o: offers.withdraw(offer=o, **who(s)), "offer.withdrawn", Offer, Stage.sent_offer
    ),
    "company.edit": Deed(
        lambda s, _: company.edit(name="Tidewell & Sons", by=s.administrator(), at=s.at), "company.updated", Company
    ),
    "invitations.invite": Deed(lambda s, _: s.invitation(), "person.invited", Invitation),
    "invitations.resend": Deed(
        lambda s, i: invitations.resend(invitation=i, **who(s)), "person.invited", Invitation, lambda s: s.invitation()
    ),
    "invitations.revoke": Deed(
        lambda s, i: invitations.revoke(invitation=i, **who(s)),
        "person.invitation_revoked",
        Invitation,
        lambda s: s.invitation(),
    ),
    "people.edit_profile": Deed(
        lambda s, _: people.edit_profile(person=s.by, title="Lead", **who(s)), "person.updated", User
    ),
    "people.leave": Deed(
        lambda s, _: people.leave(person=s.interviewer, by=s.administrator(), at=s.at, successors={}),
        "person.left",
        User,
    ),
    "referrals.refer": Deed(
        lambda s, o: referrals.refer(
            job=s.desk.job,
            first_name="Hannah",
            last_name="Okafor",
            email="hannah@mail.example",
            relation="worked_together",
            reason="She is good.",
            **who(s),
        ),
        "application.referred",
        Referral,
    ),
    "tasks.add": Deed(lambda s, o: tasks.add(title="Call", **who(s)), "task.created", Task),
    "tasks.edit": Deed(lambda s, o: tasks.edit(task=o, title="Call again", **who(s)), "task.updated", Task, Stage.task),
    "tasks.complete": Deed(lambda s, o: tasks.complete(task=o, **who(s)), "task.completed", Task, Stage.task),
    "tasks.reopen": Deed(lambda s, o: tasks.reopen(task=o, **who(s)), "task.reopened", Task, Stage.done_task),
    "offers.expire": Deed(
        lambda s, o: offers.expire(offer=o, at=s.at + LATER), "offer.expired", Offer, Stage.sent_offer, by=False
    ),
}

"""The rows of one relation: a job with its people, and everything that hangs on it, in each state that a deed asks for."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ats import links
from ats.actions import applications, bookings, jobs, kits, merges, offers, ownership, referrals, tasks
from ats.kernel import approvals, files
from ats.kernel.approvals.models import ApprovalRequest, Decision, RequestStatus
from ats.kernel.files import drawing
from ats.kernel.leases import State
from ats.kernel.models import ImportRun
from ats.kernel.outbox import Delivery
from ats.kernel.pages import saving
from ats.kernel.transfers import mappings, runs
from ats.kernel.transfers.exports import asking, running
from ats.models import (
    Application,
    Attachment,
    Candidate,
    CustomField,
    Department,
    DuplicatePair,
    Job,
    JobStatus,
    Offer,
    Referral,
    RejectionReason,
    TeamRole,
)
from comms.actions import suppressions
from comms.models import MessageStatus
from comms.needs import WRITES
from milestones.actions import applications as moves
from milestones.actions import bulk, gate_items
from milestones.models import BulkVerb, Visit, VisitSignal
from tests.factories.ats import (
    AT,
    CandidateEmailFactory,
    CandidateFactory,
    HiringTeamMemberFactory,
    JobFactory,
    JobPostFactory,
    NoteFactory,
    OpeningFactory,
    user_in_role,
)
from tests.factories.comms import ConsentFactory, MessageFactory
from tests.factories.decisions import InterviewFactory, OfferFactory, ScorecardFactory
from tests.functional.story import resume

TEAM = {
    "recruiter": TeamRole.RECRUITER,
    "coordinator": TeamRole.COORDINATOR,
    "sourcer": TeamRole.SOURCER,
    "manager": TeamRole.HIRING_MANAGER,
    "interviewer": TeamRole.INTERVIEWER,
    "hrbp": TeamRole.HRBP,
    "executive": TeamRole.EXECUTIVE,
}
AMOUNTS: dict[str, tuple[int, int, int]] = {}
"""Ends of the pay range and the salary offered, by relation; USUAL where nothing is said."""
USUAL = (70000, 90000, 80000)


def nouns(users: dict[str, Any], relation: str, department: Department) -> dict[str, str]:
    """Ids by noun; `offer_sent` is an offer that is out, `application_ready` one whose gate is open, and so on."""
    return Relation(users, relation, department).ids()


def add_application(job: Job, by: Any, **person: Any) -> Application:
    """Somebody new on `job`, in its first milestone."""
    candidate = CandidateFactory(**person)
    CandidateEmailFactory(candidate=candidate)
    return applications.add(candidate=candidate, job=job, source=None, by=by, at=AT)


def add_referral(job: Job, by: Any) -> Referral:
    """Somebody whom nobody knew before, referred by `by`."""
    person = {"first_name": "Ana", "last_name": "Sousa", "email": f"ana-{Candidate.objects.count()}@mail.example"}
    return referrals.refer(job=job, by=by, at=AT, relation="studied_together", reason="She is good.", **person)


class Relation:
    def __init__(self, users: dict[str, Any], relation: str, department: Department) -> None:
        self.users, self.name, self.department = users, relation, department
        self.low, self.high, self.salary = AMOUNTS.get(relation, USUAL)
        self.recruiter = users["recruiter"]
        self.manager = users["manager"] if relation == "own" else user_in_role("manager")
        self.hrbp = users["hrbp"] if relation == "own" else user_in_role("hrbp")
        self.panel = [users["interviewer"]] if relation == "own" else [user_in_role("interviewer")]
        self.job = self._job("open", JobStatus.OPEN)
        self.opening = OpeningFactory(job=self.job)
        self.post = JobPostFactory(job=self.job)

    def ids(self) -> dict[str, str]:
        made = {
            **self._jobs(),
            **self._people(),
            **self._interviews(),
            **self._offers(),
            **self._messages(),
            **self._own_links(),
        }
        made |= self._rest() | self._records()
        known = {noun: row if isinstance(row, str) else str(row.pk) for noun, row in made.items()}
        return known | {
            "slug": self.post.slug,
            "gate": "cv-read",
            "saved_list": "candidates",
            "export_noun": "candidates",
        }

    def _job(self, state: str, status: JobStatus) -> Job:
        job = JobFactory(
            department=self.department,
            name=f"Engineer {self.name} {state}",
            status=status,
            pay_min=self.low,
            pay_max=self.high,
        )
        for key, role in TEAM.items() if self.name == "own" else ():
            HiringTeamMemberFactory(job=job, user=self.users[key], role=role)
        if self.name != "own":
            HiringTeamMemberFactory(job=job, user=self.manager, role=TeamRole.HIRING_MANAGER)
            HiringTeamMemberFactory(job=job, user=self.hrbp, role=TeamRole.HRBP)
        return job

    def _jobs(self) -> dict[str, Any]:
        draft, approved, pending = (
            self._job("draft", JobStatus.DRAFT),
            self._job("approved", JobStatus.APPROVED),
            self._job("pending", JobStatus.DRAFT),
        )
        for job in (draft, approved, pending):
            OpeningFactory(job=job, opened_at=None)
        jobs.submit(job=pending, by=self.recruiter, at=AT)
        asked = ApprovalRequest.objects.get(subject_id=pending.pk)
        made = {
            "job_target": self._job("target", JobStatus.OPEN),
            "job": self.job,
            "opening": self.opening,
            "job_post": self.post,
            "approval": asked,
            "team_member": self.job.hiring_team.get(role=TeamRole.HIRING_MANAGER),
        }
        return {**made, "job_draft": draft, "job_approved": approved, "job_pending": pending}

    def application(self, **person: Any) -> Application:
        return add_application(self.job, self.recruiter, **person)

    def _people(self) -> dict[str, Any]:
        self.first = self.application(external_id=f"hris-{self.name}-{Candidate.objects.count()}")
        ready, screened, rejected, hireable = (self.application() for _ in range(4))
        gate_items.complete(application=ready, key="cv-read", by=self.recruiter, at=AT)
        moves.bypass(application=screened, to="screen", reason="Known to us.", by=self.recruiter, at=AT)
        moves.bypass(application=hireable, to="offer", reason="Known to us.", by=self.recruiter, at=AT)
        offered = Visit.objects.get(application=hireable, exited_at=None)
        VisitSignal.objects.create(visit=offered, code="offer.accepted", received_at=AT)
        reason = RejectionReason.objects.get(key="less-experience")
        moves.reject(application=rejected, reason=reason, note="", by=self.recruiter, at=AT)
        candidate = self.first.candidate
        NoteFactory(candidate=candidate, application=self.first, author=self.recruiter)
        return {
            "candidate": candidate,
            "candidate_free": CandidateFactory(),
            "external_id": candidate.external_id,
            "application": self.first,
            "application_ready": ready,
            "application_screen": screened,
            "application_rejected": rejected,
            "application_hireable": hireable,
            "attachment": self._file(),
            "page_number": "1",
            **self._imports(),
            **self._exports(),
            "consent": ConsentFactory(application=self.first),
        }

    def _records(self) -> dict[str, Any]:
        """Records that look alike, that were merged, that are somebody's, and what was asked about these."""
        kept, owned, other, lost = (self.application().candidate for _ in range(4))
        gone = CandidateFactory()
        merge = merges.merge(candidate=gone, into=kept, by=self.recruiter, at=AT)
        first, second = sorted([kept, other], key=lambda row: row.pk)
        pair = DuplicatePair.objects.create(first=first, second=second, score=91, signals=["email"])
        for each in (owned, lost):
            ownership.hand_over(candidate=each, to=self.recruiter, by=self.recruiter, at=AT)
        asked, refused = (
            ownership.ask(candidate=each, reason="She wrote.", by=self.users["sourcer"], at=AT)
            for each in (owned, lost)
        )
        ownership.answer(request=refused, granted=False, by=self.recruiter, at=AT)
        made = {"merge": merge, "candidate_merged": gone, "candidate_owned": owned, "duplicate_pair": pair}
        return {**made, "ownership_request": asked, "ownership_refused": refused}

    def _file(self) -> Attachment:
        candidate = self.first.candidate
        upload = SimpleUploadedFile("cv.pdf", resume(candidate.name, self.name), "application/pdf")
        stored = files.store(upload=upload, by=self.recruiter, at=AT)
        drawing.make(stored)
        return Attachment.objects.create(candidate=candidate, application=self.first, file=stored)

    def _imports(self) -> dict[str, Any]:
        """A dry run with a refused row, and one that came in."""
        tried, done = (self._import(f"{self.name}{number}") for number in range(2))
        runs.commit(run=done, by=self.recruiter, at=AT)
        runs.run_queued(AT)
        told = {"noun": "candidates", "name": f"System {self.name}", "columns": ["A", "B"], "mapping": {"name": "A"}}
        kept = mappings.keep(**told, by=self.recruiter, at=AT)
        return {"import_run": tried, "import_run_done": done, "import_mapping": kept}

    def _exports(self) -> dict[str, Any]:
        """One that is ready, and one that waits for a worker."""
        facts = {"noun": "jobs", "columns": ["name"], "reason": "For the audit.", "by": self.recruiter}
        facts["query"] = "q=Nowhere"  # or it would be refused, since jobs come to be between asking and making
        ready = asking.ask(**facts, at=AT)
        while running.run_queued(AT):  # others' may wait in front of it
            pass
        return {"export_ready": ready, "export_run": asking.ask(**facts, at=AT)}

    def _import(self, name: str) -> ImportRun:
        content = f"name,e-mail\nAna {name},{name}-{Candidate.objects.count()}@example.org\nBo,no address\n"
        upload = SimpleUploadedFile("people.csv", content.encode(), "text/csv")
        return runs.upload(noun="candidates", file=upload, by=self.recruiter, at=AT)

    def _interviews(self) -> dict[str, Any]:
        done = InterviewFactory(application=self.first, interviewers=self.panel)
        card = ScorecardFactory(interview=done, interviewer=self.panel[0])
        return {
            "interview": done,
            "scorecard": card,
            "interview_open": InterviewFactory(application=self.first, interviewers=self.panel),
            **self._bookings(),
        }

    def _bookings(self) -> dict[str, Any]:
        """A kit, and a booking link that waits for the candidate."""
        kit = kits.write(job=self.job, by=self.recruiter, at=AT, name="Coding", attributes=[{"name": "Coding"}])
        booking = bookings.offer(
            application=self.application(),
            windows=[(AT + timedelta(days=5, minutes=-2), AT + timedelta(days=5, hours=3))],
            interviewers=self.panel,
            kit=kit,
            by=self.recruiter,
            at=AT,
        )
        return {"kit": kit, "booking": booking, "booking_token": links.sign("booking", booking.pk)}

    def _offer(self) -> Offer:
        opening, application = OpeningFactory(job=self.job), self.application()
        moves.bypass(application=application, to="offer", reason="Known to us.", by=self.recruiter, at=AT)
        return OfferFactory(application=application, opening=opening, terms__salary_amount=self.salary)

    def _offers(self) -> dict[str, Any]:
        pending = offers.submit(offer=self._offer(), by=self.recruiter, at=AT)
        approved, sent = self._approved(), self._approved()
        sent = offers.send(offer=sent, by=self.recruiter, at=AT)
        made = {"offer": self._offer(), "offer_pending": pending, "offer_approved": approved, "offer_sent": sent}
        return {**made, "token": links.sign("offer", sent.pk, version=sent.version)}

    def _own_links(self) -> dict[str, str]:
        """What a candidate's mail holds."""
        applied = self.application()
        ConsentFactory(application=applied)
        return {
            "own_link": links.sign("status", applied.pk),
            "copy_link": links.sign("own-data", applied.candidate_id),
        }

    def _approved(self) -> Offer:
        offer = offers.submit(offer=self._offer(), by=self.recruiter, at=AT)
        asked = ApprovalRequest.objects.get(subject_id=offer.pk, status=RequestStatus.PENDING)
        approvals.decide(request=asked, by=self.manager, decision=Decision.APPROVE, at=AT, expected_step=1)
        offer.refresh_from_db()
        return offer

    def _messages(self) -> dict[str, Any]:
        failed = MessageFactory(application=self.first, status=MessageStatus.FAILED, status_reason="Mailbox full")
        return {"message": MessageFactory(application=self.first), "message_failed": failed}

    def _rest(self) -> dict[str, Any]:
        """A hire, to-dos, and a message that could not be written."""
        hired = self.application()
        moves.bypass(application=hired, to="offer", reason="Known to us.", by=self.recruiter, at=AT)
        VisitSignal.objects.create(
            visit=Visit.objects.get(application=hired, exited_at=None), code="offer.accepted", received_at=AT
        )
        opening = OpeningFactory(job=self.job)
        moves.hire(application=hired, opening=opening, start_date=None, by=self.recruiter, at=AT)
        task, done = (tasks.add(title="Call her.", application=self.first, by=self.recruiter, at=AT) for _ in range(2))
        tasks.complete(task=done, by=self.recruiter, at=AT)
        unwritten = Delivery.objects.filter(handler__in=list(WRITES), subject_id=self.first.pk).first()
        assert unwritten is not None
        unwritten.state = State.DEAD
        unwritten.save()
        run = bulk.start(
            verb=BulkVerb.REJECT,
            picked={self.application().pk: "applied"},
            by=self.recruiter,
            at=AT,
            rejection_reason=RejectionReason.objects.get(key="less-experience"),
        )
        name = f"{self.name}_{CustomField.objects.count()}"  # each time a new one: some worlds hold a relation often
        view = saving.save_view(page="candidates", name=name, query="", sharing="all", by=self.recruiter, at=AT)
        field = CustomField.objects.create(entity="offer", key=name, label=name, type="text")
        referral = add_referral(self.job, self.panel[0])
        return {
            "bulk_run": run,
            "saved_view": view,
            "custom_field": field,
            "application_hired": hired,
            "task": task,
            "referral": referral,
            "referred_link": links.sign("status", referral.application_id),
            "task_done": done,
            "unwritten": str(unwritten.event_id),
            "visit": Visit.objects.get(application=self.first),
            "note": NoteFactory(candidate=self.first.candidate, application=self.first),
            "suppression": suppressions.suppress(
                address=f"{self.name}@gone.example", by=None, at=AT, reason="unknown_address"
            ),
        }

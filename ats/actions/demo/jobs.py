"""Tidewell's jobs, each brought where it is by the real actions."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from ats.actions import jobs as actions
from ats.actions.demo.moments import told
from ats.kernel import approvals
from ats.kernel.approvals.models import ApprovalRequest, ApprovalStep, Decision, RequestStatus, StepStatus
from ats.models import (
    Department,
    EeoCategory,
    EmploymentType,
    FlsaStatus,
    HiringReason,
    Job,
    JobFamily,
    JobGroup,
    JobStatus,
    JobTemplate,
    Location,
    QuestionKind,
    RemotePolicy,
    TeamRole,
    User,
)

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Plan:
    """A job and the state that it reaches; `days` since it was submitted, `share` of all candidates."""

    requisition_id: str
    name: str
    department: str
    places: list[str]
    pay: tuple[int, int]
    manager: str
    recruiter: str
    status: JobStatus
    days: int
    share: int = 0
    openings: int = 1
    shows_pay: bool = True
    text: str = "other"
    kind: str = ""
    reason: str = HiringReason.NEW_HEADCOUNT
    questions: list[dict[str, Any]] = field(default_factory=list)


# By job family: EEO-1 category, whether the job is technical.
KINDS: dict[str, tuple[EeoCategory, bool]] = {
    "engineering": (EeoCategory.PROFESSIONALS, True),
    "product": (EeoCategory.PROFESSIONALS, False),
    "finance": (EeoCategory.PROFESSIONALS, False),
    "sales": (EeoCategory.SALES, False),
}
LANGUAGES = ["English", "Portuguese"]
KEYWORDS = {"engineer": ["Go", "PostgreSQL", "Kafka", "on call"], "data": ["Python", "PostgreSQL"]}
PERMIT = {"text": "May you work in the EU today?", "kind": QuestionKind.YES_NO, "is_required": True, "choices": []}
PROUD = {
    "text": "A system you are proud of, and why",
    "kind": QuestionKind.LONG_TEXT,
    "is_required": False,
    "choices": [],
}
PLANS = [
    Plan(
        "REQ-2411",
        "Android Engineer, Pilot App",
        "Engineering",
        ["Lisbon"],
        (58000, 74000),
        "manager",
        "recruiter",
        JobStatus.FILLED,
        75,
        6,
        text="engineer",
        kind="engineering",
    ),
    Plan(
        "REQ-2417",
        "Senior Backend Engineer, Berths",
        "Engineering",
        ["Lisbon", "Remote in the EU"],
        (78000, 98000),
        "manager",
        "recruiter",
        JobStatus.OPEN,
        31,
        40,
        openings=2,
        text="engineer",
        kind="engineering",
        questions=[PERMIT, PROUD],
    ),
    Plan(
        "REQ-2418",
        "Product Designer, Port Calls",
        "Product and design",
        ["Aarhus", "Boston"],
        (56000, 72000),
        "manager2",
        "recruiter2",
        JobStatus.OPEN,
        24,
        22,
        text="designer",
        kind="product",
        questions=[PERMIT],
    ),
    Plan(
        "REQ-2419",
        "Customer Success Manager, Baltic",
        "Sales",
        ["Berlin"],
        (52000, 66000),
        "manager2",
        "recruiter",
        JobStatus.OPEN,
        17,
        18,
        shows_pay=False,
        text="success",
        kind="sales",
    ),
    Plan(
        "REQ-2420",
        "Data Engineer, Vessel Tracking",
        "Engineering",
        ["Berlin", "Remote in the EU"],
        (66000, 84000),
        "manager",
        "recruiter2",
        JobStatus.OPEN,
        12,
        14,
        text="data",
        kind="engineering",
        questions=[PERMIT],
    ),
    Plan(
        "REQ-2421",
        "Site Reliability Engineer",
        "Engineering",
        ["Lisbon"],
        (70000, 88000),
        "manager",
        "recruiter",
        JobStatus.PENDING_APPROVAL,
        1,
        text="engineer",
        kind="engineering",
    ),
    Plan(
        "REQ-2422",
        "Finance Analyst",
        "Finance",
        ["Lisbon"],
        (38000, 46000),
        "manager2",
        "recruiter2",
        JobStatus.DRAFT,
        1,
        text="other",
        kind="finance",
        reason=HiringReason.BACKFILL,
    ),
    Plan(
        "REQ-2423",
        "Account Executive, Iberia",
        "Sales",
        ["Lisbon"],
        (48000, 60000),
        "manager2",
        "recruiter",
        JobStatus.ON_HOLD,
        40,
        text="other",
        kind="sales",
    ),
]


def open_all(people: dict[str, User], at: datetime) -> dict[str, Job]:
    """The jobs by requisition; the filled one is open still, since its hire fills it."""
    return {plan.requisition_id: _bring(plan, people, at) for plan in sorted(PLANS, key=lambda plan: -plan.days)}


def _bring(plan: Plan, people: dict[str, User], at: datetime) -> Job:
    started = at - timedelta(days=plan.days)
    by = people[plan.recruiter]
    job = _draft(plan, people, started - timedelta(hours=2))
    if plan.status == JobStatus.DRAFT:
        return job
    told(actions.submit, job=job, by=by, at=started, note="Headcount is in the plan.")
    if plan.status == JobStatus.PENDING_APPROVAL:
        return job
    approve("job", job.pk, started + timedelta(hours=20))
    job.refresh_from_db()
    if plan.status == JobStatus.ON_HOLD:
        held = at - timedelta(days=6)
        return told(actions.hold, job=job, on=True, reason="The sales plan for Iberia is being redone.", by=by, at=held)
    return job


def _draft(plan: Plan, people: dict[str, User], at: datetime) -> Job:
    return told(
        actions.create,
        by=people[plan.recruiter],
        at=at,
        requisition_id=plan.requisition_id,
        name=plan.name,
        department=Department.objects.get(name=plan.department),
        locations=list(Location.objects.filter(name__in=plan.places)),
        openings=plan.openings,
        description=(TEXTS / f"{plan.text}.txt").read_text(encoding="utf-8").strip(),
        keywords=KEYWORDS.get(plan.text, LANGUAGES),
        pay_min=Decimal(plan.pay[0]),
        pay_max=Decimal(plan.pay[1]),
        shows_pay=plan.shows_pay,
        target_date=(at + timedelta(days=60)).date(),
        hiring_reason=plan.reason,
        custom_fields={"cost_centre": f"CC-{400 + len(plan.department)}"},
        **_kind(plan),
        questions=plan.questions,
        team={
            TeamRole.HIRING_MANAGER: [people[plan.manager]],
            TeamRole.RECRUITER: [people[plan.recruiter]],
            TeamRole.COORDINATOR: [people["coordinator"]],
            TeamRole.INTERVIEWER: [people["interviewer"]],
            TeamRole.HRBP: [people["hrbp"]],
        },
    )


def _kind(plan: Plan) -> dict[str, Any]:
    """What the demo says of the kind of work."""
    category, is_technical = KINDS[plan.kind]
    remote = any("Remote" in place for place in plan.places)
    return {
        "employment_type": EmploymentType.FULL_TIME,
        "remote_policy": RemotePolicy.REMOTE if remote else RemotePolicy.HYBRID,
        "job_family": JobFamily.objects.get(key=plan.kind),
        "flsa_status": FlsaStatus.EXEMPT,
        "eeo_category": category,
        "job_group": JobGroup.objects.filter(eeo_category=category).first(),
        "is_technical": is_technical,
    }


def templates() -> None:
    """Two templates to start a job from."""
    for name, title, family, text in (
        ("Engineer", "Software Engineer", "engineering", "engineer"),
        ("Customer success", "Customer Success Manager", "sales", "success"),
    ):
        category, is_technical = KINDS[family]
        JobTemplate.objects.create(
            name=name,
            title=title,
            description=(TEXTS / f"{text}.txt").read_text(encoding="utf-8").strip(),
            job_family=JobFamily.objects.get(key=family),
            employment_type=EmploymentType.FULL_TIME,
            flsa_status=FlsaStatus.EXEMPT,
            eeo_category=category,
            is_technical=is_technical,
            questions=[PERMIT],
        )


def approve(subject_type: str, subject_id: Any, at: datetime) -> None:
    """Let everybody who is asked say yes, step by step."""
    request = ApprovalRequest.objects.get(
        subject_type=subject_type, subject_id=subject_id, status=RequestStatus.PENDING
    )
    while step := _step_to_decide(request):
        approver = step.approvers.filter(decision="").select_related("user").first()
        if approver is None:
            return
        facts = {"request": request, "by": approver.user, "decision": Decision.APPROVE, "expected_step": step.order}
        told(approvals.decide, at=at, **facts)
        at += timedelta(hours=3)
        request.refresh_from_db()


def _step_to_decide(request: ApprovalRequest) -> ApprovalStep | None:
    pending = request.steps.filter(status=StepStatus.PENDING, request__status=RequestStatus.PENDING)
    return pending.order_by("order").first()

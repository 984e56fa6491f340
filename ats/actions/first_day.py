"""What the product needs before anybody signs in: roles, choice lists, the default calendar, the approval flows.

Rows that exist stay as administrators left them. Upper apps add theirs through the extension point `seed`.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from ats import extension_points
from ats.actions import classification_first_day, duplicates, self_identification_first_day
from ats.kernel import access
from ats.kernel.approvals.models import ApprovalFlow, ApprovalFlowStep
from ats.kernel.history import acting, add_missing
from ats.kernel.models import Calendar
from ats.models import OfferLetterTemplate, OwnershipPolicy, ReasonType, RejectionReason, Source

FIRST_DAY = "First day"
WE, THEY = ReasonType.WE_DECLINED, ReasonType.THEY_WITHDREW

# key, name, kind
SOURCES = [
    ("career-site", "Careers site", "Own"),
    ("employee-referral", "Employee referral", "Referral"),
    ("internal", "Internal", "Own"),
    ("rehire", "Former colleague", "Own"),
    ("indeed", "Indeed", "Job board"),
    ("linkedin-jobs", "LinkedIn Jobs", "Job board"),
    ("stepstone", "StepStone", "Job board"),
    ("glassdoor", "Glassdoor", "Job board"),
    ("niche-board", "Niche board", "Job board"),
    ("partner", "Diversity or veteran partner", "Partner"),
    ("workforce-agency", "State workforce agency", "Partner"),
    ("linkedin-recruiter", "LinkedIn, sourced", "Sourced"),
    ("github", "GitHub, sourced", "Sourced"),
    ("talent-pool", "Own talent pool", "Sourced"),
    ("agency", "Agency", "Agency"),
    ("campus", "Campus", "Event"),
    ("event", "Event", "Event"),
    ("social", "Social media", "Social"),
    ("search-engine", "Search engine", "Search"),
    ("walk-in", "Walk-in", "Other"),
    ("import", "Imported", "Other"),
    ("other", "Other or unknown", "Other"),
]

# key, name, who decided; job-related reasons only, so that every rejection can be explained
REASONS = [
    ("position-filled", "Position filled before review", WE),
    ("duplicate", "Duplicate application", WE),
    ("applied-late", "Applied after the deadline", WE),
    ("procedure", "Did not follow the stated procedure", WE),
    ("incomplete", "Incomplete application", WE),
    ("lacks-education", "Lacks required education", WE),
    ("lacks-experience", "Lacks required experience", WE),
    ("lacks-licence", "Lacks required licence", WE),
    ("lacks-skill", "Lacks a required skill", WE),
    ("work-authorisation", "No work authorisation, sponsorship not offered", WE),
    ("location", "Can't meet the stated place of work", WE),
    ("shift", "Can't meet the stated working hours", WE),
    ("less-experience", "Less experience than those selected", WE),
    ("less-skill", "Less skill than those selected", WE),
    ("interview-technical", "Interview: technical criteria", WE),
    ("interview-behavioural", "Interview: behavioural criteria", WE),
    ("interview-communication", "Interview: communication criteria", WE),
    ("assessment", "Did not pass the assessment", WE),
    ("reference", "Unsatisfactory reference", WE),
    ("background-check", "Background check", WE),
    ("offer-rescinded", "Offer withdrawn by us", WE),
    ("misstatement", "Material misstatement", WE),
    ("not-rehirable", "Not eligible for rehire", WE),
    ("job-cancelled", "Job cancelled", WE),
    ("redirected", "Moved to another job", WE),
    ("no-response", "No response to contact", THEY),
    ("withdrew-pay", "Withdrew: pay", THEY),
    ("withdrew-other-job", "Withdrew: took another job", THEY),
    ("withdrew-personal", "Withdrew: personal reasons", THEY),
    ("withdrew-location", "Withdrew: place of work", THEY),
    ("no-show", "Did not come to interview or assessment", THEY),
    ("asked-to-be-removed", "Asked to be removed", THEY),
    ("offer-declined-pay", "Declined the offer: pay", THEY),
    ("offer-declined-other", "Declined the offer: other reasons", THEY),
    ("offer-expired", "Offer expired", THEY),
]

ABOVE_THE_BAND: dict[str, Any] = {
    "any": [
        {"field": "offer.salary", "op": "gt", "other_field": "job.pay_max"},
        {"field": "job.pay_max", "op": "is_empty"},
        {"field": "offer.currency", "op": "ne", "other_field": "job.pay_currency"},
        {"field": "offer.unit", "op": "ne", "other_field": "job.pay_unit"},
    ]
}
LETTER = Path(__file__).with_name("offer_letter.txt")
DECIDE_WITHIN = 540  # business minutes: one working day of the default calendar


def prepare(*, at: datetime) -> None:
    """Write what is missing (idempotent)."""
    with transaction.atomic(), acting(None, FIRST_DAY):
        access.seed_roles()
        _calendar()
        _choices(at)
        self_identification_first_day.prepare()
        classification_first_day.prepare(at=at)
        job_flow()
        offer_flow()
        export_flow()
        duplicates.first_rules(at)
        OwnershipPolicy.objects.get_or_create()
        _letter(at)
        extension_points.seed(at=at)


def _choices(at: datetime) -> None:
    """The lists of sources and of reasons, without what is there already."""
    sources = [Source(key=key, name=name, kind=kind, created_at=at) for key, name, kind in SOURCES]
    reasons = [RejectionReason(key=key, name=name, type=type, created_at=at) for key, name, type in REASONS]
    for rows in (sources, reasons):
        add_missing(rows, key="key", by=None, reason=FIRST_DAY, at=at)


def _calendar() -> None:
    if not Calendar.objects.filter(is_default=True).exists():
        Calendar.objects.get_or_create(
            key="default",
            defaults={
                "name": "Weekdays nine to six, Lisbon",
                "time_zone": "Europe/Lisbon",
                "holiday_country": "PT",
                "is_default": True,
            },
        )


def _letter(at: datetime) -> None:
    """The offer letter's wording, where nobody has written one."""
    if not OfferLetterTemplate.objects.exists():
        OfferLetterTemplate.objects.create(name="Offer letter", body=LETTER.read_text(), created_at=at)


def job_flow() -> None:
    """One step: the HR business partner of the job's team, or of the company."""
    flow, is_new = ApprovalFlow.objects.get_or_create(
        key="job", defaults={"name": "Opening a job", "subject_type": "job"}
    )
    if is_new:
        ApprovalFlowStep.objects.create(flow=flow, order=1, name="HR business partner", resolver="hrbp")


def export_flow() -> None:
    """One step: anybody whose role lets them decide on exports, which compliance and administrators do."""
    flow, is_new = ApprovalFlow.objects.get_or_create(
        key="export", defaults={"name": "Exporting many or sensitive records", "subject_type": "export"}
    )
    if is_new:
        ApprovalFlowStep.objects.create(
            flow=flow, order=1, name="Compliance", resolver="export_approver", due_minutes=DECIDE_WITHIN
        )


def offer_flow() -> None:
    """The hiring manager, and finance for what is above the band."""
    flow, is_new = ApprovalFlow.objects.get_or_create(
        key="offer", defaults={"name": "Making an offer", "subject_type": "offer"}
    )
    if is_new:
        ApprovalFlowStep.objects.create(
            flow=flow, order=1, name="Hiring manager", resolver="hiring_manager", due_minutes=DECIDE_WITHIN
        )
        ApprovalFlowStep.objects.create(
            flow=flow,
            order=2,
            name="Finance",
            resolver="finance",
            condition=ABOVE_THE_BAND,
            due_minutes=DECIDE_WITHIN,
        )

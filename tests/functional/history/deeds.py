"""For each tracked model a deed that somebody does at a door of the product, and by which a row of it changes.

The bodies are those of the authorisation matrix; `more` is said besides. Where the system or somebody without an account
acts, `by` is empty and the history names nobody, but a reason all the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command

from ats.kernel import clock, pump
from ats.models import Offer
from tests.functional.matrix.bodies import Row


@dataclass(frozen=True)
class Deed:
    """`door` is "METHOD /path/" as the resolver has it."""

    by: str
    door: str
    more: Callable[[Row], dict[str, Any]] = lambda row: {}


def _team(row: Row) -> dict[str, Any]:
    return {"hiring_team": [{"user": row("user"), "role": "coordinator"}]}


def _question(row: Row) -> dict[str, Any]:
    asked = {"questions-TOTAL_FORMS": "1", "questions-0-text": "Why ports?", "questions-0-kind": "text"}
    return {**asked, "opens_when_approved": ""}


def _changed(label: str, **more: str) -> Deed:
    return Deed("admin", f"POST /admin/{label}/{{object_id}}/change/", lambda row: more)


def _step(row: Row) -> dict[str, Any]:
    return {"steps-0-name": "Whoever leads the hiring"}


def _policy(row: Row) -> dict[str, Any]:
    return {"bypass_policy-TOTAL_FORMS": "1", "bypass_policy-0-is_allowed": "on", "bypass_policy-0-condition": "{}"}


DRAFTED = Deed("admin", "POST /admin/milestones/workflowversion/{pk}/draft/")
DEEDS: dict[str, Deed] = {
    "Absence": Deed("recruiter", "POST /account/absence/"),
    "ApiKey": Deed("admin", "POST /admin/kernel/apikey/{pk}/rotation/"),
    "Application": Deed("recruiter", "POST /applications/{pk}/rejection/"),
    "ApprovalFlow": _changed("kernel/approvalflow", name="Offers"),
    "ApprovalFlowStep": Deed("admin", "POST /admin/kernel/approvalflow/{object_id}/change/", _step),
    "ApprovalRequest": Deed("recruiter", "POST /api/v1/offers/{pk}/submission/"),
    "Approver": Deed("hrbp", "POST /api/v1/approvals/{pk}/decision/"),
    "Booking": Deed("recruiter", "POST /bookings/{pk}/withdrawal/"),
    "InterviewKit": Deed("recruiter", "POST /interview-kits/{pk}/"),
    "OfferLetterTemplate": _changed("ats/offerlettertemplate", body="New words"),
    "BypassPolicy": Deed("admin", "POST /admin/milestones/milestone/{object_id}/change/", _policy),
    "Calendar": _changed("kernel/calendar", name="Lisbon"),
    "Candidate": Deed("coordinator", "PATCH /api/v1/candidates/{pk}/"),
    "Company": Deed("admin", "POST /company/", lambda row: {"name": "Tidewell & Sons"}),
    "ConsentText": Deed("comms", "POST /admin/comms/consenttext/add/"),
    "ClassificationRule": _changed("ats/classificationrule", name="Planners"),
    "CustomField": _changed("ats/customfield", help="As they say"),
    "Department": _changed("ats/department", name="Ports"),
    "DuplicateRule": _changed("ats/duplicaterule", threshold="85"),
    "EscalationLevel": DRAFTED,
    "ExportRun": Deed("recruiter", "POST /exports/{pk}/withdrawal/"),
    "Freeze": _changed("kernel/freeze", name="Year's end"),
    "GateItem": DRAFTED,
    "HiringTeamMember": Deed("recruiter", "PATCH /api/v1/jobs/{pk}/", _team),
    "HistoryImport": Deed("admin", "POST /admin/milestones/historyimport/upload/"),
    "ImportMapping": Deed("recruiter", "POST /candidates/import/mappings/{pk}/"),
    "ImportRun": Deed("recruiter", "POST /candidates/import/{pk}/"),
    "Interview": Deed("coordinator", "POST /interviews/{pk}/change/"),
    "Invitation": Deed("admin", "POST /people/invite/"),
    "Job": Deed("recruiter", "POST /jobs/{pk}/hold/"),
    "JobFamily": _changed("ats/jobfamily", name="Berths"),
    "JobGroup": _changed("ats/jobgroup", name="Planners"),
    "JobTemplate": _changed("ats/jobtemplate", title="Dock Planner"),
    "JobPost": Deed("recruiter", "POST /jobs/{pk}/closure/"),
    "JobQuestion": Deed("manager", "POST /jobs/{pk}/edit/", _question),
    "JobWorkflow": Deed("recruiter", "POST /jobs/{pk}/opening/"),
    "Location": _changed("ats/location", name="Porto"),
    "Milestone": DRAFTED,
    "MilestoneDefinition": _changed("milestones/milestonedefinition", name="Trial day"),
    "Note": Deed("interviewer", "POST /candidates/{pk}/notes/"),
    "NotePolicy": _changed("milestones/notepolicy", name="Notes"),
    "NoticePreference": Deed("recruiter", "POST /account/notifications/"),
    "Offer": Deed("recruiter", "POST /offers/{pk}/sending/"),
    "Opening": Deed("manager", "POST /api/v1/jobs/{pk}/openings/"),
    "OwnershipPolicy": _changed("ats/ownershippolicy", lock_days="14"),
    "OwnershipRequest": Deed("recruiter", "POST /candidates/ownership/{pk}/answer/"),
    "Region": _changed("ats/region", name="Iberia"),
    "RejectionReason": _changed("ats/rejectionreason", name="Other"),
    "RequiredFieldRule": _changed("ats/requiredfieldrule", name="Before the offer"),
    "Role": _changed("kernel/role", name="Guest"),
    "RoleAssignment": Deed("admin", "POST /admin/kernel/roleassignment/add/"),
    "SavedView": Deed("recruiter", "POST /views/{page}/new/"),
    "Scorecard": Deed("interviewer", "POST /api/v1/scorecards/"),
    "SelfIdentificationQuestion": _changed("ats/selfidentificationquestion", text="Really?"),
    "Source": _changed("ats/source", name="Fair"),
    "Suppression": Deed("comms", "POST /admin/comms/suppression/{object_id}/delete/"),
    "Referral": Deed("interviewer", "POST /referrals/new/"),
    "Task": Deed("recruiter", "POST /tasks/{pk}/completion/"),
    "Template": Deed("comms", "POST /admin/comms/template/{object_id}/change/", lambda row: {"subject": "New words"}),
    "User": _changed("ats/user", title="Engineer"),
    "WebhookEndpoint": _changed("kernel/webhookendpoint", description="HR system"),
    "Workflow": _changed("milestones/workflow", name="Short way"),
    "WorkflowSelectionRule": _changed("milestones/workflowselectionrule", name="Interns"),
    "WorkflowVersion": Deed("admin", "POST /api/v1/workflow-versions/{pk}/activation/"),
}


def _time_passes() -> None:
    """A worker finds the sent offer past its time."""
    last = Offer.objects.exclude(sent_at=None).order_by("expires_at").last()
    clock.move(clock.offset() + (last.expires_at - clock.now()) + (last.expires_at - last.sent_at) / 100)
    pump.drain()


# Deeds that no signed-in person does: a command, somebody without an account, and, last, a worker.
NOBODYS: dict[str, Callable[[], Any] | Deed] = {
    "ApiKey": lambda: call_command("apikey", "create", "--name", "n", "--role", "integrator"),
    "Candidate": Deed("", "POST /careers/{slug}/apply/"),
    "Application": Deed("", "POST /careers/{slug}/apply/"),
    "Offer": _time_passes,
}

"""What a well-meant request says, by address: with it, being let in means that the deed is done.

An address that is about a row takes that row's relatives from the same job (`row("opening")`). BODIES names the noun first
where the deed needs a row in a certain state.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ats.kernel.notices import kinds
from ats.models import CustomField
from tests.factories.ats import AT
from tests.factories.resumes import pdf

Row = Callable[[str], str]
Body = Callable[[Row], dict[str, Any]]
LATER, LATER_STILL = AT + timedelta(days=7), AT + timedelta(days=7, hours=1)
WHY = {"reason": "The plan changed."}
NOTE = {"note": "Read with care."}
NO_QUESTIONS = {"questions-TOTAL_FORMS": "0", "questions-INITIAL_FORMS": "0"}
NO_POINTS = {f"{kind}-{count}_FORMS": "0" for kind in ("emails", "phones") for count in ("TOTAL", "INITIAL")}
TERMS = {"salary_amount": "80000", "salary_currency": "EUR", "salary_unit": "year", "expires_at": "2026-11-30 12:00"}


def nothing(row: Row) -> dict[str, Any]:
    return {}


def always(body: dict[str, Any]) -> Body:
    return lambda row: dict(body)


def client_credentials(row: Row) -> dict[str, Any]:
    name, secret = row("oauth_client").split(".")
    return {"grant_type": "client_credentials", "client_id": name, "client_secret": secret}


def own_field(row: Row) -> str:
    """The key of the relation's custom field on offers."""
    return CustomField.objects.get(pk=row("custom_field")).key


def people(row: Row) -> dict[str, Any]:
    content = b"name,e-mail\nAna Sousa,ana.sousa@example.org\n"
    return {"file": SimpleUploadedFile("people.csv", content, "text/csv"), "duplicates": "skip"}


def decision(row: Row) -> dict[str, Any]:
    return {"decision": "approve", "expected_step": 1}


def delegation(row: Row) -> dict[str, Any]:
    return {"to": row("user"), "reason": "On leave."}


def job(row: Row) -> dict[str, Any]:
    return {
        "name": "Engineer",
        "requisition_id": "REQ-9000",
        "department": row("department"),
        "openings": 1,
        "pay_min": "70000",
        "pay_max": "90000",
        "pay_currency": "EUR",
        "pay_unit": "year",
        "override_reason": "Another team.",
        **NO_QUESTIONS,
    }


def job_without_pay(row: Row) -> dict[str, Any]:
    """Whoever won't be on its team sets no pay of it."""
    return {name: value for name, value in job(row).items() if name not in ("pay_min", "pay_max")}


def engineer(row: Row) -> dict[str, Any]:
    return {"name": "Engineer", "department": row("department"), "override_reason": "Another team."}


def bulk(body: Body) -> Body:
    """One row of a bulk, with an id of its own."""
    return lambda row: {"rows": [{**body(row), "external_id": "fresh"}]}


def meeting(row: Row) -> dict[str, Any]:
    return {
        "name": "Talk",
        "starts_at": "2026-11-27 10:00",
        "ends_at": "2026-11-27 11:00",
        "time_zone": "Europe/Lisbon",
        "interviewers": [row("panelist")],
    }


def meeting_over_api(row: Row) -> dict[str, Any]:
    times = {"starts_at": LATER.isoformat(), "ends_at": LATER_STILL.isoformat()}
    return {"application": row("application"), "interviewers": [row("panelist")], **times}


def times_over_api(row: Row) -> dict[str, Any]:
    windows = [["2026-11-26T10:00:00Z", "2026-11-26T12:00:00Z"]]
    return {"application": row("application"), "interviewers": [row("panelist")], "windows": windows}


def terms(row: Row) -> dict[str, Any]:
    pay = {"pay_min": "70000", "pay_max": "90000", "pay_currency": "EUR", "pay_unit": "year"}
    return {"openings": "2", "department": row("department"), "level": "6", **pay}


def referral(row: Row) -> dict[str, Any]:
    person = {"first_name": "Ana", "last_name": "Sousa", "email": "ana.sousa@mail.example"}
    return {**person, "job": row("job"), "relation": "studied_together", "reason": "She is good."}


def application_form(row: Row) -> dict[str, Any]:
    person = {"first_name": "Ana", "last_name": "Sousa", "email": "ana.sousa@mail.example"}
    return {**person, "consent": "on", "resume": pdf()}


def file(row: Row) -> dict[str, Any]:
    return {"file": pdf()}


def history(row: Row, case: str = "uploaded") -> dict[str, Any]:
    files = {
        "applications": f"case_id\n{case}\n",
        "stages": f"case_id,stage,entered_at\n{case},Applied,2015-01-05\n",
        "map": "legacy_stage,milestone,outcome\nApplied,applied,\n",
    }
    return {name: SimpleUploadedFile(f"{name}.csv", content.encode()) for name, content in files.items()}


KIT = {"name": "Portfolio review", "minutes": "45", "attributes": "Craft: sees the detail", "is_active": "on"}


def picked(row: Row) -> dict[str, Any]:
    return {"ids": f"{row('application_ready')}:applied", "confirm": "1"}


COMPANY = {"name": "Tidewell", "time_zone": "Europe/Lisbon", "language": "en"}
AWAY = {"first_day": "2026-12-21", "last_day": "2026-12-23"}
PROFILE = {"first_name": "Ana", "last_name": "Sousa", "title": "", "time_zone": "Europe/Lisbon", "language": "en"}
JOINING = {
    "first_name": "Ana",
    "last_name": "Sousa",
    "time_zone": "Europe/Lisbon",
    "password": "a long enough sentence",
}


def notifications(row: Row) -> dict[str, Any]:
    return {kind.key: kind.default for kind in kinds.kinds()}


def invited(row: Row) -> dict[str, Any]:
    return {"email": "ana.sousa@work.example", "roles": [row("kernel.role")]}


PAGES: dict[str, tuple[str, Body]] = {
    "POST /bookings/{pk}/withdrawal/": ("booking", nothing),
    "POST /i/{token}/": ("booking_token", always({"deed": "book", "slot": "2026-11-25T09:58:00+00:00"})),
    "GET /i/{token}/": ("booking_token", nothing),
    "GET /o/{token}/letter/": ("token", nothing),
    "GET /offers/{pk}/letter/": ("offer_sent", nothing),
    "POST /interview-kits/{pk}/": ("kit", always(KIT)),
    "GET /interview-kits/{pk}/": ("kit", nothing),
    "POST /jobs/{pk}/kits/new/": ("job", always(KIT)),
    "POST /account/": ("", always(PROFILE)),
    "POST /account/absence/": ("", always(AWAY)),
    "POST /account/notifications/": ("", notifications),
    "POST /company/": ("", always({**COMPANY, "name": "Fresh"})),
    "POST /join/{token}/": ("invitation_token", always(JOINING)),
    "POST /notifications/{pk}/reading/": ("notice", nothing),
    "POST /people/away/": ("", lambda row: {**AWAY, "person": row("user")}),
    "POST /people/invite/": ("", invited),
    "POST /people/{pk}/leaving/": ("user", nothing),
    "POST /people/{pk}/view/": ("user", nothing),
    "POST /applications/{pk}/advancement/": ("application_ready", always({"to": "screen"})),
    "POST /applications/{pk}/bypass/": ("application", always({"to": "screen", **WHY})),
    "POST /applications/{pk}/fields/": ("application", lambda row: {"source": row("source")}),
    "POST /applications/{pk}/gate-items/{key}/completion/": ("application", always(NOTE)),
    "POST /applications/{pk}/hire/": ("application_hireable", lambda row: {"opening": row("opening")}),
    "POST /applications/{pk}/interviews/new/": ("application", meeting),
    "POST /applications/{pk}/offers/new/": ("application", lambda row: {**TERMS, "opening": row("opening")}),
    "POST /applications/{pk}/placement/": ("application_ready", always({"to": "screen", "version": "applied"})),
    "POST /applications/{pk}/regression/": ("application_screen", always({"to": "applied", **NOTE})),
    "POST /applications/{pk}/rejection/": (
        "application",
        lambda row: {"rejection_reason": row("rejection_reason"), **NOTE},
    ),
    "POST /applications/{pk}/reopening/": ("application_rejected", always({"to": "applied", **NOTE})),
    "POST /applications/{pk}/transfer/": ("application", lambda row: {"job": row("job_target")}),
    "POST /applications/{pk}/withdrawal/": ("application", always(NOTE)),
    "POST /approvals/{pk}/": ("approval", decision),
    "POST /approvals/{pk}/delegation/": ("approval", delegation),
    "POST /approvals/{pk}/override/": ("approval", always({"decision": "approve", **WHY})),
    "POST /bulk/mail/": (
        "application_ready",
        lambda row: {**picked(row), "subject": "News", "body": "A week more.", "send": "tomorrow"},
    ),
    "POST /bulk/moves/": ("application_ready", lambda row: {**picked(row), "to": "screen"}),
    "POST /bulk/rejection/": (
        "application_ready",
        lambda row: {**picked(row), "rejection_reason": row("rejection_reason")},
    ),
    "POST /bulk/{pk}/undo/": ("bulk_run", nothing),
    "POST /candidates/import/": ("", people),
    "POST /candidates/import/{pk}/": ("import_run", always({"to_first_name": "name", "duplicates": "skip"})),
    "POST /candidates/import/{pk}/commit/": ("import_run", nothing),
    "POST /candidates/import/{pk}/rollback/": ("import_run_done", nothing),
    "POST /exports/new/{noun}/": ("", always({"columns": ["first_name"], "format": "csv", "reason": "For the audit."})),
    "POST /exports/{pk}/file/": ("export_ready", nothing),
    "POST /exports/{pk}/withdrawal/": ("export_run", nothing),
    "POST /candidates/import/mappings/{pk}/": ("import_mapping", always({"name": "Renamed", "to_name": "A"})),
    "POST /candidates/import/mappings/{pk}/removal/": ("import_mapping", nothing),
    "POST /candidates/new/": ("", lambda row: {"first_name": "Ana", "last_name": "Sousa", "job": row("job")}),
    "POST /candidates/duplicates/search/": ("", nothing),
    "POST /candidates/duplicates/{pk}/dismissal/": ("duplicate_pair", nothing),
    "POST /candidates/merges/{pk}/undoing/": ("merge", nothing),
    "GET /candidates/merges/{pk}/undoing/": ("merge", nothing),
    "POST /candidates/ownership/{pk}/answer/": ("ownership_request", always({"granted": "1"})),
    "POST /candidates/ownership/{pk}/dispute/": ("ownership_refused", always(WHY)),
    "POST /candidates/ownership/{pk}/withdrawal/": ("ownership_request", nothing),
    "POST /candidates/{pk}/applications/new/": ("candidate_free", lambda row: {"job": row("job")}),
    "POST /candidates/{pk}/contact/": ("candidate", always(WHY)),
    "POST /candidates/{pk}/edit/": ("candidate", always({"first_name": "Ana", **NO_POINTS})),
    "POST /candidates/{pk}/following/": ("candidate", nothing),
    "POST /candidates/{pk}/merge/": ("candidate", lambda row: {"with": row("candidate_free")}),
    "POST /candidates/{pk}/owner/": ("candidate", lambda row: {"owner": row("sourcer"), **WHY}),
    "POST /candidates/{pk}/owner/requests/": ("candidate_owned", always(WHY)),
    "POST /candidates/{pk}/reminder/": ("candidate", always({"days": "3"})),
    "POST /candidates/{pk}/files/": ("candidate", file),
    "POST /candidates/{pk}/notes/": ("candidate", always({"text": "Called her."})),
    "POST /careers/{slug}/apply/": ("slug", application_form),
    "POST /interviews/{pk}/cancellation/": ("interview_open", always(WHY)),
    "POST /interviews/{pk}/change/": ("interview_open", meeting),
    "POST /interviews/{pk}/scorecard/": ("interview_open", always({"overall_recommendation": "yes", "save": "draft"})),
    "POST /jobs/new/": ("", job_without_pay),
    "POST /jobs/{pk}/approval/": ("job_pending", decision),
    "POST /jobs/{pk}/board/moves/": ("job", lambda row: {"to": "screen", "ids": f"{row('application_ready')}:applied"}),
    "POST /jobs/{pk}/closure/": ("job", always({"outcome": "closed", **WHY})),
    "POST /jobs/{pk}/edit/": ("job", job),
    "POST /jobs/{pk}/hold/": ("job", always(WHY)),
    "POST /jobs/{pk}/opening/": ("job_approved", nothing),
    "POST /jobs/{pk}/openings/{opening_pk}/": ("job", always({"target_start_date": "2027-02-01"})),
    "POST /jobs/{pk}/openings/": ("job_draft", always({"target_start_date": "2027-02-01"})),
    "POST /jobs/{pk}/submission/": ("job_draft", always(NOTE)),
    "POST /jobs/{pk}/submission/withdrawal/": ("job_pending", nothing),
    "POST /jobs/{pk}/terms/": ("job_approved", terms),
    "POST /messages/unwritten/{pk}/retry/": ("unwritten", nothing),
    "POST /referrals/new/": ("", referral),
    "POST /tasks/": ("", always({"title": "Call her."})),
    "POST /tasks/{pk}/completion/": ("task", nothing),
    "POST /applications/{pk}/start-date/": ("application_hired", always({"start_date": "2027-03-01"})),
    "POST /candidates/{pk}/consents/withdrawal/": ("candidate", always({"purpose": "application"})),
    "POST /messages/{pk}/cancellation/": ("message", always(WHY)),
    "POST /messages/{pk}/resending/": ("message_failed", nothing),
    "POST /status/{own_link}/about-you/": ("own_link", always({})),
    "POST /status/{own_link}/consents/": ("referred_link", always({"consent": "application"})),
    "POST /status/{own_link}/consents/withdrawal/": ("own_link", always({"purpose": "application"})),
    "POST /status/{own_link}/details/": ("own_link", always({"first_name": "Ana", "last_name": "Sousa"})),
    "POST /status/{own_link}/wish/": ("own_link", always({"wish": "erasure"})),
    "POST /o/{token}/": ("token", always({"answer": "accept", "signed_name": "Ana Sousa", "agree": "on"})),
    "POST /offers/{pk}/approval/": ("offer_pending", decision),
    "POST /offers/{pk}/extension/": ("offer_sent", always({"expires_at": "2026-12-10 12:00", **WHY})),
    "POST /offers/{pk}/fields/": ("offer", lambda row: {f"custom_offer_{own_field(row)}": "Fresh"}),
    "POST /offers/{pk}/revision/": ("offer", always(TERMS)),
    "POST /offers/{pk}/sending/": ("offer_approved", nothing),
    "POST /offers/{pk}/submission/": ("offer", always(NOTE)),
    "POST /offers/{pk}/withdrawal/": ("offer", always(WHY)),
    "POST /views/{page}/new/": ("", always({"name": "Mine"})),
    "POST /views/{pk}/": ("saved_view", always({"name": "Theirs"})),
    "POST /views/{pk}/default/": ("saved_view", nothing),
    "POST /views/{pk}/deletion/": ("saved_view", nothing),
    "POST /theme/": ("", always({"theme": "dark"})),
    "POST /language/": ("", always({"language": "en"})),
    # Pages to look at that need a row in a certain state.
    "GET /jobs/{pk}/approval/": ("job_pending", nothing),
    "GET /offers/{pk}/approval/": ("offer_pending", nothing),
    "GET /applications/{pk}/reopening/": ("application_rejected", nothing),
    "GET /interviews/{pk}/scorecard/": ("interview_open", nothing),
}
V1 = "/api/v1"
API: dict[str, tuple[str, Body]] = {
    f"POST {V1}/applications/": (
        "application",
        lambda row: {"candidate": row("candidate_free"), "job": row("job")},
    ),
    f"POST {V1}/applications/{{pk}}/advancement/": ("application_ready", always({"to": "screen"})),
    f"POST {V1}/applications/{{pk}}/bypass/": ("application", always({"to": "screen", **WHY})),
    f"POST {V1}/applications/{{pk}}/gate-items/{{key}}/completion/": ("application", always(NOTE)),
    f"POST {V1}/applications/{{pk}}/hire/": ("application_hireable", lambda row: {"opening": row("opening")}),
    f"POST {V1}/applications/{{pk}}/regression/": ("application_screen", always({"to": "applied", **NOTE})),
    f"POST {V1}/applications/{{pk}}/rejection/": (
        "application",
        lambda row: {"rejection_reason": row("rejection_reason"), **NOTE},
    ),
    f"POST {V1}/applications/{{pk}}/reopening/": ("application_rejected", always(NOTE)),
    f"POST {V1}/applications/{{pk}}/transfer/": ("application", lambda row: {"job": row("job_target")}),
    f"POST {V1}/applications/{{pk}}/withdrawal/": ("application", always(NOTE)),
    f"POST {V1}/approvals/{{pk}}/decision/": ("approval", decision),
    f"POST {V1}/approvals/{{pk}}/delegation/": ("approval", delegation),
    f"POST {V1}/approvals/{{pk}}/override/": ("approval", always({"decision": "approve", **WHY})),
    f"POST {V1}/candidates/": ("", always({"first_name": "Ana", "last_name": "Sousa"})),
    f"PUT {V1}/candidates/external/{{external_id}}/": (
        "candidate",
        always({"first_name": "Ana", "last_name": "Sousa"}),
    ),
    f"PUT {V1}/jobs/external/{{external_id}}/": ("job_draft", engineer),
    f"PUT {V1}/applications/external/{{external_id}}/": (
        "candidate_free",
        lambda row: {"candidate": row("candidate_free"), "job": row("job")},
    ),
    f"POST {V1}/candidates/bulk/": ("", bulk(always({"first_name": "Ana", "last_name": "Sousa"}))),
    f"POST {V1}/jobs/bulk/": ("", bulk(engineer)),
    f"POST {V1}/applications/bulk/": (
        "candidate_free",
        bulk(lambda row: {"candidate": row("candidate_free"), "job": row("job")}),
    ),
    f"POST {V1}/bulk-runs/": (
        "application_ready",
        lambda row: {"verb": "move", "to": "screen", "applications": [{"id": row("application_ready")}]},
    ),
    f"POST {V1}/bulk-runs/{{pk}}/undoing/": ("bulk_run", nothing),
    f"POST {V1}/suppressions/": ("", always({"address": "ana.sousa@mail.example", "reason": "unsubscribed"})),
    f"POST {V1}/messages/{{pk}}/resending/": ("message_failed", nothing),
    f"POST {V1}/workflow-versions/": ("", lambda row: {"based_on": row("workflow_version")}),
    f"PATCH {V1}/candidates/{{pk}}/": ("candidate", always({"title": "Engineer"})),
    f"POST {V1}/candidates/{{pk}}/merge/": ("candidate", lambda row: {"into": row("candidate_free")}),
    f"POST {V1}/candidates/{{pk}}/unmerge/": ("candidate_merged", nothing),
    f"POST {V1}/candidates/{{pk}}/follow/": ("candidate", nothing),
    f"DELETE {V1}/candidates/{{pk}}/follow/": ("candidate", nothing),
    f"POST {V1}/candidates/{{pk}}/attachments/": ("candidate", file),
    f"POST {V1}/candidates/{{pk}}/notes/": ("candidate", always({"body": "Called her."})),
    f"POST {V1}/bookings/": ("application", times_over_api),
    f"POST {V1}/bookings/{{pk}}/withdrawal/": ("booking", nothing),
    f"POST {V1}/exports/": ("", always({"noun": "jobs", "columns": ["name"], "reason": "For the audit."})),
    f"POST {V1}/exports/{{pk}}/withdrawal/": ("export_run", nothing),
    f"POST {V1}/imports/": ("", people),
    f"POST {V1}/imports/{{pk}}/commit/": ("import_run", nothing),
    f"POST {V1}/imports/{{pk}}/rollback/": ("import_run_done", nothing),
    f"POST {V1}/import-mappings/": (
        "",
        always({"name": "Another system", "columns": ["A", "B"], "mapping": {"name": "A"}}),
    ),
    f"PATCH {V1}/import-mappings/{{pk}}/": ("import_mapping", always({"mapping": {"name": "B"}})),
    f"DELETE {V1}/import-mappings/{{pk}}/": ("import_mapping", nothing),
    f"POST {V1}/interviews/": ("application", meeting_over_api),
    f"PATCH {V1}/interviews/{{pk}}/": ("interview_open", always({"location": "Room 2"})),
    f"POST {V1}/interviews/{{pk}}/cancellation/": ("interview_open", always(WHY)),
    f"POST {V1}/interviews/{{pk}}/completion/": ("interview_open", nothing),
    f"POST {V1}/jobs/": ("", engineer),
    f"PATCH {V1}/jobs/{{pk}}/": ("job", always({"description": "We plan berths."})),
    f"POST {V1}/jobs/{{pk}}/closure/": ("job", always({"outcome": "closed", **WHY})),
    f"POST {V1}/jobs/{{pk}}/hold/": ("job", always({"on": True, **WHY})),
    f"POST {V1}/jobs/{{pk}}/openings/": ("job_draft", nothing),
    f"PATCH {V1}/jobs/{{pk}}/openings/{{opening}}/": ("job", always({"target_start_date": "2027-02-01"})),
    f"POST {V1}/jobs/{{pk}}/hiring-team/": ("job", lambda row: {"user": row("user"), "role": "coordinator"}),
    f"DELETE {V1}/jobs/{{pk}}/submission/": ("job_pending", nothing),
    f"PATCH {V1}/applications/{{pk}}/": ("application_hired", always({"start_date": "2027-03-01"})),
    f"POST {V1}/candidates/{{pk}}/consents/": ("candidate", always({"purpose": "application", "status": "withdrawn"})),
    f"POST {V1}/referrals/": ("", referral),
    f"POST {V1}/tasks/": ("", always({"title": "Call her."})),
    f"PATCH {V1}/tasks/{{pk}}/": ("task", always({"title": "Call her again."})),
    f"POST {V1}/tasks/{{pk}}/completion/": ("task", nothing),
    f"POST {V1}/tasks/{{pk}}/reopening/": ("task_done", nothing),
    f"POST {V1}/jobs/{{pk}}/submission/": ("job_draft", always(NOTE)),
    f"POST {V1}/messages/{{pk}}/cancellation/": ("message", always(WHY)),
    f"POST {V1}/offers/": (
        "application",
        lambda row: {"application": row("application"), "salary": {"amount": "80000", "currency": "EUR"}},
    ),
    f"PATCH {V1}/offers/{{pk}}/": ("offer", lambda row: {"custom_fields": {own_field(row): "Fresh"}}),
    f"POST {V1}/offers/{{pk}}/acceptance/": ("offer_sent", always({"signed_name": "Ana Sousa"})),
    f"POST {V1}/offers/{{pk}}/decline/": ("offer_sent", always(WHY)),
    f"POST {V1}/offers/{{pk}}/extension/": ("offer_sent", always({"expires_at": "2026-12-10T12:00:00Z", **WHY})),
    f"POST {V1}/offers/{{pk}}/sending/": ("offer_approved", nothing),
    f"POST {V1}/offers/{{pk}}/submission/": ("offer", always(NOTE)),
    f"POST {V1}/offers/{{pk}}/versions/": ("offer", always({"bonus": "10 %"})),
    f"POST {V1}/offers/{{pk}}/withdrawal/": ("offer", always(WHY)),
    f"POST {V1}/scorecards/": (
        "interview_open",
        lambda row: {"interview": row("interview_open"), "overall_recommendation": "yes"},
    ),
    f"POST {V1}/webhook-endpoints/": ("", always({"url": "https://fresh.example/"})),
    f"PATCH {V1}/webhook-endpoints/{{pk}}/": ("kernel.webhookendpoint", always({"description": "Fresh"})),
    f"DELETE {V1}/webhook-endpoints/{{pk}}/": ("kernel.webhookendpoint", nothing),
    f"GET {V1}/webhook-endpoints/{{pk}}/": ("kernel.webhookendpoint", nothing),
    f"POST {V1}/webhook-endpoints/{{pk}}/test/": ("kernel.webhookendpoint", nothing),
    f"POST {V1}/webhook-endpoints/{{pk}}/rotation/": ("kernel.webhookendpoint", nothing),
    f"GET {V1}/webhook-deliveries/{{pk}}/": ("kernel.webhookdelivery", nothing),
    f"POST {V1}/webhook-deliveries/{{pk}}/replay/": ("kernel.webhookdelivery", nothing),
    f"POST {V1}/webhook-deliveries/replay/": ("", lambda row: {"deliveries": [row("kernel.webhookdelivery")]}),
    f"POST {V1}/workflow-versions/{{pk}}/activation/": ("workflow_draft", always(NOTE)),
}
ADMIN: dict[str, tuple[str, Body]] = {
    "POST /o/token/": ("nothing", client_credentials),
    "POST /admin/kernel/apikey/{pk}/rotation/": ("kernel.apikey", always({"overlap_days": "1"})),
    "POST /admin/kernel/apikey/{pk}/overlap-end/": ("kernel.apikey", nothing),
    "POST /admin/kernel/apikey/{pk}/revocation/": ("kernel.apikey", nothing),
    "POST /admin/kernel/webhookendpoint/{pk}/test/": ("kernel.webhookendpoint", nothing),
    "POST /admin/kernel/webhookendpoint/{pk}/rotation/": ("kernel.webhookendpoint", nothing),
    "POST /admin/milestones/historyimport/upload/": ("", history),
    "POST /admin/milestones/historyimport/{pk}/commit/": ("history_import", nothing),
    "POST /admin/milestones/historyimport/{pk}/rollback/": ("history_import_done", nothing),
    "GET /admin/milestones/historyimport/{pk}/report/": ("history_import", nothing),
    "POST /admin/milestones/workflowversion/{pk}/draft/": ("workflow_version", nothing),
    "POST /admin/milestones/workflowversion/{pk}/activate/": ("workflow_draft", always(WHY)),
}
BODIES = PAGES | API | ADMIN
UPLOADS = {key for key, (_, body) in BODIES.items() if body in (file, application_form, history, people)}

"""The story of the README over REST: from a job that needs approval to a candidate who accepts, with every refusal tried.

Only the candidate uses pages (the form and the offer's page are theirs); everybody else holds an API key.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from ats.kernel import clock, pump
from ats.kernel.api import keys
from tests.factories.ats import DepartmentFactory, LocationFactory, user_in_role
from tests.functional.story import START, link_in, resume, start_at

PEOPLE = ("recruiter", "manager", "hrbp", "finance", "interviewer", "integrator")


class Rest:
    """A client that speaks JSON with one person's key and expects the status that the caller names."""

    def __init__(self, user: Any) -> None:
        self.user = user
        _, token = keys.create(name=user.first_name, user=user)
        self.headers = {"authorization": f"Bearer {token}"}
        self.client = Client()

    def get(self, path: str, status: int = 200) -> Any:
        return self._checked(self.client.get(f"/api/v1/{path}", headers=self.headers), status)

    def post(self, path: str, body: dict[str, Any] | None = None, status: int = 200, **headers: str) -> Any:
        answer = self.client.post(
            f"/api/v1/{path}", body or {}, content_type="application/json", headers={**self.headers, **headers}
        )
        return self._checked(answer, status)

    @staticmethod
    def _checked(answer: Any, status: int) -> Any:
        assert answer.status_code == status, f"{answer.request['PATH_INFO']}: {answer.status_code} {answer.content!r}"
        return answer.json()


@pytest.fixture
def cast(transactional_db: None, move_clock: Any) -> dict[str, Rest]:
    """The installation on its first day, and the people with their keys."""
    start_at(START)
    call_command("seed")
    people = {role: user_in_role(role, first_name=role.capitalize(), last_name="Person") for role in PEOPLE}
    people["second_interviewer"] = user_in_role("interviewer", first_name="Second", last_name="Interviewer")
    return {role: Rest(user) for role, user in people.items()}


@pytest.fixture
def job(cast: dict[str, Rest]) -> dict[str, Any]:
    """An open job: drafted by the recruiter, refused to those who may not approve, approved by the HR business partner."""
    recruiter = cast["recruiter"]
    team = {"recruiter": "recruiter", "hiring_manager": "manager", "hrbp": "hrbp"}
    draft = recruiter.post(
        "jobs",
        {
            "name": "Senior Backend Engineer, Payments",
            "requisition_id": "REQ-2417",
            "department": str(DepartmentFactory(name="Payments").id),
            "locations": [str(LocationFactory(name="Lisbon office", country="PT").id)],
            "pay_range": {"min": "78000", "max": "98000", "currency": "EUR", "unit": "year"},
            "openings": [{"opening_id": "REQ-2417-1"}],
            "hiring_team": [{"user": str(cast[who].user.id), "role": role} for role, who in team.items()],
        },
        status=201,
    )
    assert draft["status"] == "draft"
    recruiter.post(f"jobs/{draft['id']}/submission", {"note": "Headcount is in the plan."})
    approve_once(cast, draft["id"], by="hrbp")
    opened = recruiter.get(f"jobs/{draft['id']}")
    assert opened["status"] == "open" and opened["workflow_version"]
    return opened


def approve_once(cast: dict[str, Rest], subject_id: str, *, by: str) -> dict[str, Any]:
    """`by` approves the pending request on a subject."""
    waiting = [a for a in cast[by].get("approvals?status=pending")["results"] if a["subject"]["id"] == subject_id]
    assert len(waiting) == 1, waiting
    step = next(step for step in waiting[0]["steps"] if step["status"] == "pending")
    body = {"decision": "approve", "expected_step": step["order"], "note": "Fine."}
    return cast[by].post(f"approvals/{waiting[0]['id']}/decision", body)


def apply(job: dict[str, Any]) -> None:
    """The candidate fills in the form on the careers site, with a real PDF."""
    browser = Client()
    page = browser.get("/careers/").content.decode()
    path = link_in(page, r'href="(/careers/[^"/]+/)"')
    answer = browser.post(
        f"{path}apply/",
        {
            "first_name": "Aiko",
            "last_name": "Sørensen",
            "email": "Aiko.Sorensen@Example.org",
            "phone": "+45 32 12 34 56",
            "consent": "application",
            "resume": SimpleUploadedFile("aiko.pdf", resume("Aiko Sørensen", "Ledger migration"), "application/pdf"),
        },
    )
    assert answer.status_code == 303, answer.content.decode()[:3000]
    pump.drain()


def the_application(cast: dict[str, Rest], job: dict[str, Any]) -> dict[str, Any]:
    found = cast["recruiter"].get(f"applications?job={job['id']}")["results"]
    assert len(found) == 1
    return found[0]


def wait(step: timedelta) -> None:
    """Let time pass and everything that falls due happen."""
    clock.move(clock.offset() + step)
    pump.drain()


def subjects() -> list[str]:
    return [message.subject for message in mail.outbox]


@pytest.mark.requirement("MS-1.1", "MS-2.4", "MS-4.2", "PF-2.2", "CM-2.4", "CM-4.1", "SR-5.1", "SR-5.3")
def test_from_a_job_to_a_hire(cast: dict[str, Rest], job: dict[str, Any]) -> None:
    recruiter = cast["recruiter"]
    apply(job)
    application = the_application(cast, job)
    here = f"applications/{application['id']}"
    assert application["milestone"]["key"] == "applied" and application["status"] == "active"
    assert mail.outbox and mail.outbox[-1].to == ["aiko.sorensen@example.org"]

    closed = recruiter.post(f"{here}/advancement", {"to": "screen"}, status=422)
    assert closed["missing"] == [{"key": "cv-read", "name": "CV read", "kind": "checklist_item"}]
    recruiter.post(f"{here}/gate-items/cv-read/completion")
    cast["interviewer"].get(here, status=404)
    moved = recruiter.post(f"{here}/advancement", {"to": "screen", "expected": "applied"})
    assert moved["milestone"]["key"] == "screen"
    stale = recruiter.post(f"{here}/advancement", {"to": "interviews", "expected": "applied"}, status=409)
    assert stale["current"]

    remind_then_tell(cast, here)
    recruiter.post(f"{here}/advancement", {"to": "interviews"}, status=422)
    recruiter.post(f"{here}/advancement", {"to": "interviews", "note": "Knows ledgers; wants Lisbon."})

    changed_their_mind(cast, here)
    interview(cast, application["id"], here)
    hire(cast, job, application["id"], here)


def without_digests(sent: list[Any]) -> list[Any]:
    """What was written for one reason, leaving out the daily mail of everything unread."""
    return [message for message in sent if not message.subject.startswith("Your day")]


def remind_then_tell(cast: dict[str, Rest], here: str) -> None:
    """Half the limit reminds the owner, the whole limit tells the manager; each once."""
    sent = len(mail.outbox)
    wait(timedelta(days=3))
    reminded = without_digests(mail.outbox[sent:])
    assert [message.to for message in reminded] == [[cast["recruiter"].user.email]]
    wait(timedelta(days=6))
    told = without_digests(mail.outbox[sent:])[1:]
    assert [message.to for message in told] == [[cast["manager"].user.email]]
    wait(timedelta(days=1))
    assert len(without_digests(mail.outbox[sent:])) == 2
    assert cast["recruiter"].get(here)["milestone"]["state"] == "overdue"


def changed_their_mind(cast: dict[str, Rest], here: str) -> None:
    """A rejection with a delayed message; the person is moved on after all, and nothing goes out."""
    recruiter = cast["recruiter"]
    reason = next(r for r in recruiter.get("rejection-reasons")["results"] if r["type"] == "we_declined")
    recruiter.post(f"{here}/rejection", {"rejection_reason": reason["id"]}, status=422)
    send_at = (clock.now() + timedelta(hours=20)).isoformat()
    body = {
        "rejection_reason": reason["id"],
        "note": "Other candidates showed more experience.",
        "message": {"template": "rejection", "send_at": send_at},
    }
    assert recruiter.post(f"{here}/rejection", body)["status"] == "rejected"
    assert recruiter.get("messages?status=queued")["results"]
    reopened = recruiter.post(f"{here}/reopening", {"to": "interviews", "note": "The panel asked to go on."})
    assert reopened["status"] == "active"
    sent = len(mail.outbox)
    wait(timedelta(days=1, hours=1))
    to_candidate = [m for m in mail.outbox[sent:] if "aiko.sorensen@example.org" in m.to]
    assert to_candidate == []


def interview(cast: dict[str, Rest], application_id: str, here: str) -> None:
    """Two interviewers, an invitation each, two scorecards; the gate opens with the second."""
    panel = [cast["interviewer"], cast["second_interviewer"]]
    starts = clock.now().replace(hour=14, minute=0) + timedelta(days=1)
    sent = len(mail.outbox)
    booked = cast["recruiter"].post(
        "interviews",
        {
            "application": application_id,
            "interviewers": [str(member.user.id) for member in panel],
            "starts_at": starts.isoformat(),
            "ends_at": (starts + timedelta(hours=1)).isoformat(),
            "time_zone": "Europe/Lisbon",
            "location": "Room Tejo",
        },
        status=201,
    )
    pump.drain()
    invited = {message.to[0] for message in mail.outbox[sent:]}
    assert invited == {"aiko.sorensen@example.org", *(member.user.email for member in panel)}
    for place, member in enumerate(panel):
        answer = cast["recruiter"].post(f"{here}/advancement", {"to": "offer"}, status=422)
        assert answer["missing"][0]["kind"] == "scorecards", place
        member.post(
            "scorecards",
            {
                "interview": booked["id"],
                "overall_recommendation": "strong_yes",
                "attributes": [{"name": "System design", "rating": 4, "note": "Led a migration."}],
                "submitted_at": clock.now().isoformat(),
            },
            status=201,
        )
        pump.drain()
    assert cast["recruiter"].post(f"{here}/advancement", {"to": "offer"})["milestone"]["key"] == "offer"


def hire(cast: dict[str, Rest], job: dict[str, Any], application_id: str, here: str) -> None:
    """An offer above the band needs finance too; the candidate accepts on the signed page."""
    recruiter = cast["recruiter"]
    offer = recruiter.post(
        "offers",
        {
            "application": application_id,
            "opening": job["openings"][0]["id"],
            "salary": {"amount": "104000", "currency": "EUR", "unit": "year"},
            "start_date": "2027-02-01",
            "expires_at": (clock.now() + timedelta(days=7)).isoformat(),
        },
        status=201,
    )
    there = f"offers/{offer['id']}"
    assert recruiter.post(f"{there}/submission", {"note": "Competing offer."})["status"] == "pending_approval"
    recruiter.post(f"{there}/sending", {}, status=422)
    approve_once(cast, offer["id"], by="manager")
    assert recruiter.get(there)["status"] == "pending_approval", "above the band: finance is asked too"
    approve_once(cast, offer["id"], by="finance")
    assert recruiter.get(there)["status"] == "approved"
    recruiter.post(f"{there}/sending", {})
    pump.drain()

    letter = next(m for m in reversed(mail.outbox) if m.to == ["aiko.sorensen@example.org"])
    path = link_in(letter.body, r"https?://[^/\s]+(/o/\S+)")
    candidate = Client()
    assert candidate.get(path).status_code == 200
    assert recruiter.get(there)["status"] == "sent", "looking decides nothing"
    answer = candidate.post(path, {"answer": "accept", "signed_name": "Aiko Sørensen", "agree": "on"})
    assert answer.status_code in (200, 303), answer.content.decode()[:2000]
    pump.drain()

    done = recruiter.get(here)
    assert (done["status"], done["milestone"]["key"], done["stage"]) == ("hired", "pre_boarding", "pre_boarding")
    assert recruiter.get(there)["status"] == "accepted"
    assert recruiter.get(f"jobs/{job['id']}")["status"] == "filled"
    keys_visited = [visit["milestone"] for visit in recruiter.get(f"{here}/visits")["results"]]
    assert keys_visited == ["applied", "screen", "interviews", "interviews", "offer", "pre_boarding"]
    assert "offer.accepted" in {event["type"] for event in cast["integrator"].get("events?page_size=200")["results"]}

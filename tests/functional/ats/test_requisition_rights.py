"""Who may read and who may change requisitions: every role that hires, at every door, on pages and over REST.

The table below is the whole of it. `read` answers with the job, `edit` does the deed, `403` sees it and may not, `404` doesn't
see it. Everybody but the executive and the sourcer sits on the team of the job `own`; `other` is a job of another team.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from ats.actions import first_day
from ats.kernel.access import Role, RoleAssignment, forget, last_administrator
from ats.kernel.audit.models import AuditEntry
from ats.models import Job, JobStatus, TeamRole
from ats.permissions import CorePermission as C
from tests.factories.ats import (
    AT,
    DepartmentFactory,
    HiringTeamMemberFactory,
    JobFactory,
    OpeningFactory,
    user_in_role,
)

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("PF-4.1")]
SEATS = {
    "recruiter": TeamRole.RECRUITER,
    "manager": TeamRole.HIRING_MANAGER,
    "interviewer": TeamRole.INTERVIEWER,
    "hrbp": TeamRole.HRBP,
}
ROLES = ("recruiter", "manager", "hrbp", "sourcer", "interviewer", "executive")
Body = dict[str, Any]
NO_QUESTIONS = {"questions-TOTAL_FORMS": "0", "questions-INITIAL_FORMS": "0"}


def _form(job: Job) -> Body:
    facts = {"name": "Other name", "requisition_id": job.requisition_id, "department": str(job.department_id)}
    return {**facts, "pay_currency": "EUR", "pay_unit": "year", **NO_QUESTIONS}


def _new(job: Job) -> Body:
    return {**_form(job), "requisition_id": "REQ-NEW", "openings": "1", "override_reason": "Another team."}


def _day(job: Job) -> Body:
    return {"target_start_date": "2027-02-01"}


def _nothing(job: Job) -> Body:
    return {}


# door: which job, method, address, body
DOORS: dict[str, tuple[str, str, str, Callable[[Job], Body]]] = {
    "page of a job": ("draft", "GET", "/jobs/{job}/", _nothing),
    "history": ("draft", "GET", "/jobs/{job}/history/", _nothing),
    "REST job": ("draft", "GET", "/api/v1/jobs/{job}/", _nothing),
    "REST openings": ("draft", "GET", "/api/v1/jobs/{job}/openings/", _nothing),
    "REST team": ("draft", "GET", "/api/v1/jobs/{job}/hiring-team/", _nothing),
    "form": ("draft", "GET", "/jobs/{job}/edit/", _nothing),
    "edit": ("draft", "POST", "/jobs/{job}/edit/", _form),
    "opening": ("draft", "POST", "/jobs/{job}/openings/", _day),
    "date of an opening": ("draft", "POST", "/jobs/{job}/openings/{opening}/", _day),
    "submission": ("draft", "POST", "/jobs/{job}/submission/", _nothing),
    "hold": ("open", "POST", "/jobs/{job}/hold/", lambda job: {"reason": "Budget"}),
    "closure": ("open", "POST", "/jobs/{job}/closure/", lambda job: {"reason": "Done", "outcome": "closed"}),
    "new": ("draft", "POST", "/jobs/new/", _new),
    "REST new": (
        "draft",
        "POST",
        "/api/v1/jobs/",
        lambda job: {"name": "X", "department": str(job.department_id)},
    ),
    "REST edit": ("draft", "PATCH", "/api/v1/jobs/{job}/", lambda job: {"description": "Words"}),
    "REST opening": ("draft", "POST", "/api/v1/jobs/{job}/openings/", _nothing),
    "REST date": ("draft", "PATCH", "/api/v1/jobs/{job}/openings/{opening}/", lambda job: {"target_start_date": None}),
    "REST member": (
        "draft",
        "POST",
        "/api/v1/jobs/{job}/hiring-team/",
        lambda job: {"user": str(job.hiring_team.first().user_id), "role": "coordinator"},
    ),
    "REST submission": ("draft", "POST", "/api/v1/jobs/{job}/submission/", _nothing),
    "REST hold": ("open", "POST", "/api/v1/jobs/{job}/hold/", lambda job: {"reason": "Budget", "on": True}),
    "REST closure": (
        "open",
        "POST",
        "/api/v1/jobs/{job}/closure/",
        lambda job: {"reason": "Done", "outcome": "closed"},
    ),
}
READS = ("page of a job", "history", "REST job", "REST openings", "REST team")
CREATES = ("new", "REST new")
SUBMITS = ("submission", "REST submission")
CLOSES = ("hold", "closure", "REST hold", "REST closure")
EDITS = tuple(door for door in DOORS if door not in {*READS, *CREATES, *SUBMITS, *CLOSES})
# role: what each kind of door answers, on the job of one's team and on another's: read, edit, create, submit, close
RIGHTS: dict[str, dict[str, tuple[str, str, str, str, str]]] = {
    "recruiter": {"own": ("in", "in", "in", "in", "in"), "other": ("in", "in", "in", "in", "in")},
    "manager": {"own": ("in", "in", "in", "in", "403"), "other": ("404", "404", "in", "404", "403/404")},
    "hrbp": {"own": ("in", "403", "403", "403", "403"), "other": ("in", "403", "403", "403", "403")},
    "sourcer": {"own": ("in", "403", "403", "403", "403"), "other": ("in", "403", "403", "403", "403")},
    "interviewer": {
        "own": ("in", "403", "403", "403", "403"),
        "other": ("404", "403/404", "403", "403/404", "403/404"),
    },
    "executive": {"own": ("in", "403", "403", "403", "403"), "other": ("in", "403", "403", "403", "403")},
}
KINDS = (READS, EDITS, CREATES, SUBMITS, CLOSES)


@pytest.fixture
def jobs_of():
    """The cast, and each relation's draft and open job."""
    first_day.prepare(at=AT)
    cast = {key: user_in_role(key) for key in ROLES}
    others = {key: user_in_role(key) for key in SEATS}
    made = {
        "own": {"draft": _job(cast, JobStatus.DRAFT), "open": _job(cast, JobStatus.OPEN)},
        "other": {"draft": _job(others, JobStatus.DRAFT), "open": _job(others, JobStatus.OPEN)},
    }
    return cast, made


def _job(people: dict[str, Any], status: JobStatus) -> Job:
    job = JobFactory(name=f"Planner {status} {len(people)}", status=status, opened_at=None)
    OpeningFactory(job=job, opened_at=None)
    for key, seat in SEATS.items():
        HiringTeamMemberFactory(job=job, user=people[key], role=seat)
    return job


def answer(user: Any, door: str, jobs: dict[str, Job]) -> str:
    """What the door answers to `user`: in, 403 or 404; nothing of it stays."""
    state, method, address, body = DOORS[door]
    job = jobs[state]
    url = address.format(job=job.pk, opening=job.openings.get().pk)
    client = Client()
    client.force_login(user, backend="ats.accounts.Colleagues")
    rest = {"content_type": "application/json"} if url.startswith("/api/") else {}
    with transaction.atomic():
        sent = {} if method == "GET" else {"data": body(job), **rest}
        status = getattr(client, method.lower())(url, **sent).status_code
        transaction.set_rollback(True)
    forget(user)
    return str(status) if status >= 400 else "in"


@pytest.mark.parametrize("relation", ["own", "other"])
@pytest.mark.parametrize("role", ROLES)
def test_the_table_of_rights_holds_at_every_door(jobs_of, role, relation):
    cast, jobs = jobs_of
    for doors, expected in zip(KINDS, RIGHTS[role][relation], strict=True):
        found = {door: answer(cast[role], door, jobs[relation]) for door in doors}
        wrong = {door: came for door, came in found.items() if came not in expected.split("/")}
        assert not wrong, f"{role}, {relation} job, expected {expected}"


BUTTONS = {
    "edit": "/jobs/{job}/edit/",
    "opening": "/jobs/{job}/openings/",
    "hold": "/jobs/{job}/hold/",
    "closure": "/jobs/{job}/closure/",
    "submission": "/jobs/{job}/submission/",
    "copy": "/jobs/new/?copy={job}",
}
SHOWN = {
    "recruiter": {"edit", "opening", "submission", "copy", "hold", "closure"},
    "manager": {"edit", "opening", "submission", "copy"},
    "hrbp": set(),
    "sourcer": set(),
    "interviewer": set(),
    "executive": set(),
}


@pytest.mark.parametrize("role", ROLES)
def test_no_button_is_shown_for_what_would_be_refused(client, jobs_of, role):
    cast, jobs = jobs_of
    client.force_login(cast[role])
    seen = set()
    for job in jobs["own"].values():
        page = client.get(reverse("job", args=[job.pk])).content.decode()
        seen |= {name for name, address in BUTTONS.items() if f'"{address.format(job=job.pk)}"' in page}
    assert seen == SHOWN[role]
    assert ('href="/jobs/new/"' in client.get(reverse("jobs")).content.decode()) is ("copy" in SHOWN[role])


def test_an_hr_business_partner_edits_in_the_departments_that_a_role_gives(jobs_of, client):
    """A role made in the administration, assigned for one department, opens the doors there and nowhere else."""
    cast, jobs = jobs_of
    hrbp, home = cast["hrbp"], DepartmentFactory(name="Home")
    for job in jobs["other"].values():
        job.department = home
        job.save()
    admin = user_in_role("admin", is_staff=True)
    client.force_login(admin)
    role = {"key": "requisition-editor", "name": "Requisition editor", "default_scope": "department"}
    made = client.post(
        reverse("admin:kernel_role_add"), {**role, "permissions": [str(C.JOBS_EDIT), str(C.JOBS_SUBMIT)]}
    )
    assert made.status_code == 302
    given = {"user": hrbp.pk, "role": Role.objects.get(key="requisition-editor").pk, "scope": "department"}
    assert (
        client.post(reverse("admin:kernel_roleassignment_add"), {**given, "unit_id": str(home.pk)}).status_code == 302
    )
    forget(hrbp)
    for door in (*EDITS, *SUBMITS):
        assert answer(hrbp, door, jobs["other"]) == "in", door
        assert answer(hrbp, door, jobs["own"]) == "403", door
    client.force_login(hrbp)
    assert "/edit/" in client.get(reverse("job", args=[jobs["other"]["draft"].pk])).content.decode()
    assert "/edit/" not in client.get(reverse("job", args=[jobs["own"]["draft"].pk])).content.decode()


def test_permissions_are_boxes_with_words_and_changes_are_audited(client, jobs_of):
    admin = user_in_role("admin", is_staff=True)
    client.force_login(admin)
    role = Role.objects.get(key="sourcer")
    address = reverse("admin:kernel_role_change", args=[role.pk])
    page = client.get(address).content.decode()
    assert "Change jobs, their openings, team, posts and questions" in page
    assert "Gate items" in page
    form = {"key": role.key, "name": role.name, "default_scope": "all", "change_reason": "Sourcers draft jobs now."}
    wanted = [*(each for each in role.permissions if each != str(C.NOTES_WRITE)), str(C.JOBS_CREATE)]
    assert client.post(address, {**form, "permissions": wanted}).status_code == 302
    entry = AuditEntry.objects.get(deed="role.changed")
    assert entry.codes == {"given": ["jobs.create"], "taken": ["notes.write"]}
    newest = role.history.first()
    assert (newest.history_user, newest.history_change_reason) == (admin, "Sourcers draft jobs now.")


@pytest.mark.parametrize("way", ["role", "assignment", "deletion", "person", "list"])
def test_the_last_administrator_stays(client, jobs_of, way):
    admin = user_in_role("admin", is_staff=True)
    client.force_login(admin)
    assert _take_away(client, admin, way).status_code == 422
    assert last_administrator.there_is_one()
    user_in_role("admin", is_staff=True)
    assert _take_away(client, admin, way).status_code == 302


def _take_away(client: Any, admin: Any, way: str) -> Any:
    role = Role.objects.get(key="admin")
    held = RoleAssignment.objects.get(user=admin)
    if way == "role":
        role, _ = Role.objects.get_or_create(key="other", defaults={"name": "Other", "permissions": role.permissions})
        held.role = role
        held.save()
    pages = {
        "role": ("admin:kernel_role_change", role.pk, {"key": role.key, "name": role.name, "default_scope": "all"}),
        "assignment": (
            "admin:kernel_roleassignment_change",
            held.pk,
            {"user": admin.pk, "role": Role.objects.get(key="dei").pk, "scope": "all"},
        ),
        "deletion": ("admin:kernel_roleassignment_delete", held.pk, {"post": "yes"}),
        "person": (
            "admin:ats_user_change",
            admin.pk,
            {
                "email": admin.email,
                "first_name": "Ann",
                "is_staff": "on",
                "time_zone": "Europe/Lisbon",
                "role_assignments-TOTAL_FORMS": "0",
                "role_assignments-INITIAL_FORMS": "0",
            },
        ),
    }
    if way == "list":
        data = {"action": "delete_selected", "_selected_action": [str(held.pk)], "post": "yes"}
        return client.post(reverse("admin:kernel_roleassignment_changelist"), data)
    name, pk, data = pages[way]
    return client.post(reverse(name, args=[pk]), data)

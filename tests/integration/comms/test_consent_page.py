"""CM-4.4: every change of consent stands on the candidate with who, when, text version and proof, and stays as it is."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from rest_framework.test import APIClient

from ats.kernel.access import seed_roles
from ats.models import Application
from comms.models import Consent, ConsentStatus
from tests.factories.ats import ApplicationFactory, user_in_role
from tests.factories.comms import ConsentFactory, ConsentTextFactory

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("CM-4.4")]
CHANGES = [
    ("granted", "application", 1, "self", "checkbox"),
    ("denied", "talent_pool", 1, "self", "checkbox"),
    ("granted", "talent_pool", 2, "self", "checkbox"),
    ("withdrawn", "talent_pool", 2, "colleague", "withdrawal"),
    ("withdrawn", "application", 1, "self", "withdrawal"),
]


@pytest.fixture
def recruiter():
    seed_roles()
    return user_in_role("recruiter", first_name="Maya", last_name="Lindqvist")


@pytest.fixture
def candidate(recruiter, at):
    """Somebody with five changes, a day after each other."""
    application = ApplicationFactory()
    for day, (status, purpose, version, by, method) in enumerate(CHANGES):
        ConsentFactory(
            application=application,
            status=status,
            purpose=purpose,
            text=ConsentTextFactory(purpose=purpose, version=version, text=f"Words {purpose} {version}."),
            text_sha256=f"{day}" * 64,
            captured_at=at - timedelta(days=5 - day),
            captured_by=by,
            recorded_by=recruiter if by == "colleague" else None,
            method=method,
            form_url=f"http://localhost:8000/careers/{day}/apply/",
            proof=json.dumps({"ip": f"203.0.113.{day}", "user_agent": f"Browser {day}"}),
        )
    return application.candidate


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_five_changes_are_on_the_page_with_who_when_version_and_proof(client, recruiter, candidate):
    client.force_login(recruiter)
    answer = client.get(reverse("candidate_consents", args=[candidate.pk]))
    assert [row.status for row in answer.context["rows"]] == [status for status, *_ in reversed(CHANGES)]
    shown = text_of(answer)
    assert all(f"{15 + day} Nov 2026" in shown for day in range(5))
    assert "Recorded by Maya Lindqvist" in shown and shown.count("By the person") == 4
    assert "Version 2" in shown and "Words talent_pool 2." in shown
    for day in range(5):
        for part in (f"careers/{day}/apply/", f"{day}" * 10, f"203.0.113.{day}", f"Browser {day}"):
            assert part in shown
    assert reverse("candidate_consents", args=[candidate.pk]) in text_of(
        client.get(reverse("candidate", args=[candidate.pk]))
    )


def test_where_the_form_came_from_is_for_those_who_see_contact_points(client, candidate):
    legal = user_in_role("legal")
    client.force_login(legal)
    shown = text_of(client.get(reverse("candidate_consents", args=[candidate.pk])))
    assert "careers/0/apply/" in shown and "203.0.113" not in shown


def test_five_changes_over_rest(recruiter, candidate):
    api = APIClient()
    api.force_authenticate(recruiter)
    rows = api.get(f"/api/v1/candidates/{candidate.pk}/consents/").data["results"]
    told = [(r["status"], r["purpose"], r["text_version"], r["captured_by"], r["method"]) for r in reversed(rows)]
    assert told == CHANGES
    assert all(row["captured_at"] and row["text_sha256"] and row["form_url"] for row in rows)
    assert [row["recorded_by"] for row in reversed(rows)] == [None, None, None, recruiter.pk, None]
    address = f"/api/v1/consents/{rows[0]['id']}/"
    for change in (api.patch, api.put, api.delete):
        assert change(address, {"status": "granted"}, format="json").status_code == 405


@pytest.mark.parametrize("column", ["status", "captured_at", "text_sha256", "captured_by", "method", "recorded_by"])
def test_no_column_of_a_record_is_changed(recruiter, candidate, column, at):
    row = Consent.objects.filter(candidate=candidate, recorded_by=None).first()
    wanted = {"status": ConsentStatus.DENIED, "captured_at": at, "recorded_by": recruiter}.get(column, "other")
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        Consent.objects.filter(pk=row.pk).update(**{column: wanted})


def test_no_record_is_deleted_while_the_person_is_there(candidate):
    with pytest.raises(IntegrityError, match="kept as long"), transaction.atomic():
        Consent.objects.filter(candidate=candidate).first().delete()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert Consent.objects.count() == len(CHANGES)
    assert Application.objects.count() == 1


def test_another_team_sees_nothing(client, candidate):
    client.force_login(user_in_role("manager"))
    assert client.get(reverse("candidate_consents", args=[candidate.pk])).status_code in (403, 404)

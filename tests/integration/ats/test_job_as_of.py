"""A job as it stood, from outside: its pay range, team, places and openings, over the page and REST."""

from datetime import timedelta

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from ats.actions import first_day
from ats.kernel import clock
from tests.factories.ats import LocationFactory, user_in_role
from tests.factories.decisions import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    first_day.job_flow()
    return Desk()


def rest(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.fixture
def changed(desk, move_clock):
    """The desk's job, changed by REST in everything; the moment before."""
    recruiter, hrbp = rest(desk.recruiter), user_in_role("hrbp")
    address = f"/api/v1/jobs/{desk.job.pk}"
    move_clock(timedelta(minutes=5))
    before = clock.now().replace(second=0, microsecond=0)
    move_clock(timedelta(days=1))
    team = [{"user": str(hrbp.pk), "role": "hrbp"}, {"user": str(hrbp.pk), "role": "recruiter"}]
    edit = {"name": "Staff Engineer", "hiring_team": team, "locations": [str(LocationFactory(name="Aarhus").pk)]}
    assert recruiter.patch(f"{address}/", edit, format="json").status_code == 200
    pay = {"min": "90000", "max": "120000", "currency": "EUR", "unit": "year"}
    terms = {"pay_range": pay, "openings": 2, "level": "7"}
    assert recruiter.post(f"{address}/submission/", terms, format="json").status_code == 200
    asked = rest(hrbp).get("/api/v1/approvals/", {"subject_id": str(desk.job.pk)}).data["results"][0]
    decision = {"decision": "approve", "expected_step": 1}
    assert rest(hrbp).post(f"/api/v1/approvals/{asked['id']}/decision/", decision, format="json").status_code == 200
    return before


@pytest.mark.requirement("PF-4.4")
def test_job_as_of_over_rest(desk, changed):
    address = f"/api/v1/jobs/{desk.job.pk}/"
    now, then = (rest(desk.recruiter).get(address, query).data for query in ({}, {"as_of": changed.isoformat()}))
    told = ("name", "level", "pay_range", "openings", "hiring_team", "locations")
    assert [now[name] for name in ("name", "level")] == ["Staff Engineer", "7"]
    assert [then[name] for name in ("name", "level")] == ["Senior Backend Engineer", "6"]
    assert (now["pay_range"]["max"], then["pay_range"]["max"]) == ("120000.00", "98000.00")
    assert (len(now["openings"]), len(then["openings"])) == (2, 1)
    members = {(str(each["user"]), each["role"]) for each in then["hiring_team"]}
    assert members == {(str(desk.recruiter.pk), "recruiter"), (str(desk.manager.pk), "hiring_manager")}
    assert all(now[name] != then[name] for name in told)
    blind = rest(desk.admin).get(address, {"as_of": changed.isoformat()})
    assert blind.status_code == 200 and "pay_range" not in blind.data
    assert rest(desk.recruiter).get(address, {"as_of": "2020-01-01T00:00:00Z"}).status_code == 404
    assert rest(desk.recruiter).get(address, {"as_of": "yesterday"}).status_code == 400


@pytest.mark.requirement("PF-4.4")
def test_job_as_of_on_its_page(client, desk, changed):
    address, query = reverse("job_history", args=[desk.job.pk]), {"as_of": changed.isoformat()[:16]}
    client.force_login(desk.recruiter)
    page = client.get(address, query)
    then = page.content.decode().split("The job as it was")[1].split("</dl>")[0]
    for word in ("Senior Backend Engineer", "€78,000 to €98,000 a year", "Lisbon", "Maya Lindqvist, recruiter"):
        assert word in then
    for word in ("Staff Engineer", "120,000", "Aarhus", f"{desk.job.requisition_id}-2"):
        assert word not in then
    assert "120000" in page.content.decode()  # among the changes
    client.force_login(desk.admin)
    blind = client.get(address, query).content.decode()
    assert not [amount for amount in ("98,000", "98000", "120,000", "120000") if amount in blind]

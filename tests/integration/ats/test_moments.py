"""Days, times and zones that nobody can mean are refused by the field, on every way in; rows from before are still shown."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from ats.actions import offers
from ats.models import Interview, Opening
from ats.models.moments import DateRefused
from tests.factories.ats import AT, user_in_role
from tests.factories.decisions import Desk, InterviewFactory

pytestmark = pytest.mark.django_db
SOON = AT + timedelta(days=3)


@pytest.fixture
def desk(freeze):
    desk = Desk()
    desk.interviewer = user_in_role("interviewer")
    return desk


@pytest.fixture
def freeze(monkeypatch):
    monkeypatch.setattr("ats.kernel.clock.now", lambda: AT)


@pytest.fixture
def client(desk):
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(desk.recruiter)
    return client


def interview(desk, **changes):
    facts = {"starts_at": SOON.isoformat(), "ends_at": (SOON + timedelta(hours=1)).isoformat(), **changes}
    return {"application": str(desk.application.pk), "interviewers": [desk.interviewer.pk], **facts}


BAD_INTERVIEWS = [
    ({"starts_at": "0001-01-01T10:00:00Z"}, "starts_at"),
    ({"starts_at": "9998-01-01T10:00:00Z", "ends_at": "9998-01-01T11:00:00Z"}, "starts_at"),
    ({"ends_at": "2036-01-01T10:00:00Z"}, "ends_at"),
    (
        {"starts_at": (AT - timedelta(days=2)).isoformat(), "ends_at": (AT - timedelta(days=2, hours=-1)).isoformat()},
        "starts_at",
    ),
    ({"time_zone": "localtime"}, "time_zone"),
]


@pytest.mark.parametrize(("changes", "field"), BAD_INTERVIEWS)
def test_interviews_that_nobody_can_hold(client, desk, changes, field):
    answer = client.post("/api/v1/interviews/", interview(desk, **changes), format="json")
    assert answer.status_code in (400, 422), answer.json()
    assert list(answer.json()["errors"]) == [field]
    assert not Interview.objects.exists()


def test_one_that_was_yesterday_may_still_be_entered_and_a_past_one_changed(client, desk):
    held = AT - timedelta(hours=20)
    body = interview(desk, starts_at=held.isoformat(), ends_at=(held + timedelta(hours=1)).isoformat())
    assert client.post("/api/v1/interviews/", body, format="json").status_code == 201
    old = InterviewFactory(
        application=desk.application, starts_at=AT - timedelta(days=9), ends_at=AT - timedelta(days=8)
    )
    assert client.patch(f"/api/v1/interviews/{old.pk}/", {"location": "Room 2"}, format="json").status_code == 200


def test_the_page_names_the_field(client, desk):
    client.force_login(desk.recruiter)
    body = {
        "name": "Call",
        "starts_at": "9998-01-01T10:00",
        "ends_at": "9998-01-01T11:00",
        "time_zone": "Europe/Lisbon",
        "interviewers": [desk.interviewer.pk],
    }
    answer = client.post(reverse("interview_new", args=[desk.application.pk]), body)
    assert answer.status_code == 422
    assert "The beginning must lie between 2000 and 2100" in " ".join(answer.context["form"].errors["starts_at"])


@pytest.mark.parametrize("field", ["start_date", "expires_at"])
def test_offers_beyond_the_window(client, desk, field):
    value = "9999-01-01" if field == "start_date" else "9999-01-01T10:00:00Z"
    body = {"application": str(desk.application.pk), "salary": {"amount": "82000", "currency": "EUR"}, field: value}
    answer = client.post("/api/v1/offers/", body, format="json")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])


def test_sending_and_extending_stay_within_it_too(desk):
    offer, far = desk.offer(), datetime(9999, 1, 1, tzinfo=UTC)
    for change in ({"expires_at": far}, {"start_date": date(1, 1, 1)}):
        with pytest.raises(DateRefused):
            offers.revise(offer=offer, by=desk.recruiter, at=AT, **change)


def test_jobs_and_their_openings(client, desk):
    job = f"/api/v1/jobs/{desk.job.pk}"
    answer = client.patch(f"{job}/", {"target_date": "9999-12-31"}, format="json")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["target_date"])
    count = Opening.objects.count()
    body = {"name": "X", "department": str(desk.job.department_id), "openings": [{"target_start_date": "0001-01-01"}]}
    answer = client.post("/api/v1/jobs/", body, format="json")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["target_start_date"])
    assert Opening.objects.count() == count


@pytest.mark.parametrize("year", [1, 9999])
def test_rows_from_before_are_shown(client, desk, year):
    first = datetime(year, 1, 1, tzinfo=UTC) if year == 1 else datetime(year, 12, 31, 23, tzinfo=UTC)
    desk.recruiter.time_zone = "Pacific/Kiritimati" if year != 1 else "America/New_York"
    desk.recruiter.save()
    client.force_login(desk.recruiter)
    odd = InterviewFactory(
        application=desk.application, starts_at=first, ends_at=first + timedelta(minutes=30), time_zone="localtime"
    )
    addresses = [
        reverse("interview", args=[odd.pk]),
        reverse("interview_change", args=[odd.pk]),
        reverse("application", args=[desk.application.pk]),
        reverse("home"),
        *(reverse("interviews") + f"?whose=all&when={when}" for when in ("next", "past")),
        f"/api/v1/interviews/{odd.pk}/",
    ]
    told = {address: client.get(address).status_code for address in addresses}
    assert set(told.values()) == {200}, told

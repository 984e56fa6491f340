"""Deadlines that hang on a date, from outside: REST moves the date, the clock passes, and the old moment does nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.dateparse import parse_datetime

from ats.kernel import clock, pump


@pytest.fixture
def over_rest():
    """`over_rest(user)(address, **body)`: POST with a body, GET without one; the answer's document."""

    def by(user):
        client = Client()
        client.force_login(user)

        def ask(address, **body):
            path = f"/api/v1/{address}/"
            answer = client.post(path, body, content_type="application/json") if body else client.get(path)
            assert answer.status_code < 300, answer.content
            return answer.json()

        return ask

    return by


@pytest.fixture
def later():
    """`later(days=3)`: time passes and whatever falls due happens."""

    def pass_by(**step):
        clock.move(clock.offset() + timedelta(**step))
        pump.drain()

    return pass_by


@pytest.mark.requirement("MS-2.5")
def test_an_extended_offer_keeps_to_its_new_expiry_and_the_old_one_never_fires(house, over_rest, later):
    house.job.pay_min, house.job.pay_max = 70_000, 90_000
    house.job.save()
    application, recruiter = house.apply(), over_rest(house.recruiter)
    recruiter(f"applications/{application.pk}/bypass", to="offer", reason="Urgent")
    until = clock.now() + timedelta(days=4)
    made = recruiter(
        "offers", application=str(application.pk), salary={"amount": "80000"}, expires_at=until.isoformat()
    )
    offer = f"offers/{made['id']}"
    recruiter(f"{offer}/submission", note="As agreed")
    asked = over_rest(house.manager)("approvals")["results"][0]
    over_rest(house.manager)(f"approvals/{asked['id']}/decision", decision="approve", expected_step=1)
    recruiter(f"{offer}/sending", expires_at=until.isoformat())
    assert moment_of(recruiter, application) == until
    recruiter(f"{offer}/extension", expires_at=(until + timedelta(days=8)).isoformat(), reason="On a journey")
    assert moment_of(recruiter, application) == until + timedelta(days=8)
    later(days=5)
    assert recruiter(offer)["status"] == "sent"
    assert recruiter(f"applications/{application.pk}")["milestone"]["state"] != "overdue"
    later(days=8)
    assert recruiter(offer)["status"] == "expired"


def moment_of(ask, application):
    return parse_datetime(ask(f"applications/{application.pk}")["milestone"]["due_at"])

"""A page that is older than what somebody else did meanwhile: nothing of theirs is undone, and the person is told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ats.models import RejectionReason
from comms.models import Message, MessageStatus, Template
from milestones.actions import applications
from milestones.models import Visit

HTMX = {"HX-Request": "true"}


@pytest.fixture
def recruiter(house, client):
    client.force_login(house.recruiter)
    return client


@pytest.fixture
def rejected(house):
    """Rejected by the manager while the recruiter's board still shows them in Applied; the mail goes out tomorrow."""
    application = house.apply()
    template = Template.objects.create(key="rejection-test", name="Rejection", subject="Your application", body="No.")
    applications.reject(
        application=application,
        reason=RejectionReason.objects.get(key="lacks-skill"),
        by=house.manager,
        at=house.at,
        message={"template": template, "send_at": house.at + timedelta(days=1)},
    )
    return application


def still_rejected(application):
    application.refresh_from_db()
    waiting = Message.objects.get(application=application, purpose="rejection").status == MessageStatus.QUEUED
    return application.status == "rejected" and waiting and Visit.objects.filter(application=application).count() == 1


@pytest.mark.requirement("CM-2.4")
@pytest.mark.parametrize("to", ["screen", "applied"])
@pytest.mark.parametrize("version", [{"version": "applied"}, {}])
def test_a_drop_on_a_stale_board_takes_no_rejection_back(house, recruiter, rejected, to, version):
    answer = recruiter.post(reverse("application_placement", args=[rejected.pk]), {"to": to, **version}, headers=HTMX)
    assert answer.status_code == 409
    assert "the application was rejected in Applied" in answer["HX-Trigger"]
    assert still_rejected(rejected)


def test_neither_does_a_move_of_many_nor_one_without_scripts(house, recruiter, rejected):
    given = {"ids": f"{rejected.pk}:applied", "to": "screen"}
    answer = recruiter.post(reverse("board_moves", args=[house.job.pk]), given, follow=True)
    assert "the application was rejected in Applied" in answer.content.decode()
    answer = recruiter.post(
        reverse("application_placement", args=[rejected.pk]), {"to": "screen", "version": "applied"}
    )
    assert answer.status_code == 409
    assert still_rejected(rejected)


def test_rest_says_what_is_so_now(house, recruiter, rejected):
    address = f"/api/v1/applications/{rejected.pk}"
    body = {"to": "screen", "expected": "applied"}
    answer = recruiter.post(f"{address}/advancement/", body, content_type="application/json")
    assert answer.status_code == 409
    assert answer.json()["current"] == {"milestone": "applied", "name": "Applied", "status": "rejected"}
    assert still_rejected(rejected)


def test_only_the_verb_that_means_it_reopens_and_once(house, recruiter, rejected):
    address = reverse("application_reopening", args=[rejected.pk])
    assert 'name="expected" value="applied"' in recruiter.get(address).content.decode()
    given = {"to": "applied", "note": "After all", "expected": "applied"}
    assert recruiter.post(address, given).status_code == 303
    assert Message.objects.get(purpose="rejection").status == MessageStatus.CANCELLED
    assert recruiter.post(address, given).status_code == 409

"""In a job that is over nobody goes forward: not by a person, not by an event; and the board offers only what is allowed."""

from typing import Any

import pytest
from django.urls import reverse
from guardian.shortcuts import assign_perm

from ats.models import JobStatus
from milestones.actions import gate_items, visits
from milestones.models import Milestone, MilestoneDefinition
from milestones.models.workflow import DECIDE
from tests.factories.milestones import House, place_of

pytestmark = pytest.mark.django_db


def advancing(key: str, **facts: Any) -> None:
    Milestone.objects.filter(version__status="active", definition__key=key).update(advances_when_complete=True, **facts)


def close(house: House) -> None:
    house.job.status = JobStatus.CLOSED
    house.job.save()


def test_a_completed_gate_moves_nobody_on(house):
    advancing("applied")
    application = house.apply()
    close(house)
    gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=house.at)
    assert place_of(application) == "applied"


def test_nor_does_an_event(house):
    advancing("applied", kind="action_triggered", completed_by="interview.scheduled")
    application, moved = house.apply(), house.apply()
    for row in (application, moved):
        gate_items.complete(application=row, key="cv-read", by=house.recruiter, at=house.at)
    visits.receive_signal(application_id=moved.pk, code="interview.scheduled", at=house.at)
    close(house)
    visits.receive_signal(application_id=application.pk, code="interview.scheduled", at=house.at)
    assert (place_of(moved), place_of(application)) == ("screen", "applied")


def test_the_board_offers_no_move_but_what_is_left_to_do(house, client):
    application = house.apply()
    client.force_login(house.recruiter)
    board, move = reverse("board", args=[house.job.pk]), reverse("application_placement", args=[application.pk])
    assert move in client.get(board).content.decode()
    close(house)
    page = client.get(board).content.decode()
    assert move not in page
    assert f'value="{application.pk}:applied"' in page, "They can still be rejected together."
    answer = client.get(f"/api/v1/applications/{application.pk}/").json()
    assert answer["allowed_moves"] == []


def test_a_card_offers_nothing_where_only_others_decide(house, client):
    application = house.apply()
    assign_perm(DECIDE, house.manager, MilestoneDefinition.objects.get(key="applied"))
    board, move = reverse("board", args=[house.job.pk]), reverse("application_placement", args=[application.pk])
    for user, offered in ((house.recruiter, False), (house.manager, True)):
        client.force_login(user)
        page = client.get(board).content.decode()
        assert (move in page) is offered
        assert (f'value="{application.pk}:applied"' in page) is offered

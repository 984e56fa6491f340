"""Whether notes are written where a policy asks for them: the administration's figures are those of the rows."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ats.models import RejectionReason
from milestones.actions import applications
from milestones.models import Direction, NotePolicy, Visit
from tests.factories.ats import user_in_role

HOUR = timedelta(hours=1)
BACK = "Moving back needs a note"


@pytest.fixture
def shown(client):
    """`shown()` is the page as the administrator reads it."""
    client.force_login(user_in_role("admin", is_staff=True))
    return lambda: client.get(reverse("admin:milestones_notepolicy_changelist")).content.decode()


def to_and_fro(house, times, note):
    for turn in range(times):
        application = house.apply()
        at = house.at + turn * HOUR
        applications.bypass(application=application, to="screen", reason="Known", by=house.recruiter, at=at)
        applications.regress(application=application, to="applied", by=house.recruiter, at=at, note=note)


@pytest.mark.requirement("PF-2.2")
def test_the_page_says_of_each_policy_how_many_moves_carry_a_note(house, shown):
    assert f"{BACK}: no such move yet." in shown()
    NotePolicy.objects.filter(name=BACK).update(is_active=False)
    to_and_fro(house, 1, "")
    NotePolicy.objects.filter(name=BACK).update(is_active=True)
    to_and_fro(house, 2, "One more conversation is needed.")
    page = shown()
    rows = Visit.objects.filter(outcome="regressed", exited_by__isnull=False)
    noted, moves = rows.exclude(note="").count(), rows.count()
    assert (noted, moves) == (2, 3)
    assert f"{BACK}: {noted} of {moves} such moves carry a note (67 %)." in page
    assert "Rejecting from offer needs a note: no such move yet." in page
    assert "No policy asks for a note: 3 of 3 such moves carry a note (100 %)." in page


@pytest.mark.requirement("PF-2.2")
def test_a_policy_for_one_reason_and_one_for_reopenings_count_their_own_moves_only(house, shown):
    reasons = RejectionReason.objects.order_by("key")
    lacks, other = reasons.get(key="lacks-skill"), reasons.exclude(key="lacks-skill").first()
    NotePolicy.objects.create(name="Lacks a skill", direction=Direction.REJECT, rejection_reason=lacks)
    NotePolicy.objects.create(name="Taken up again", direction=Direction.REOPEN, stage="applied")
    for reason, note in ((lacks, "Never ran anything live."), (other, "")):
        application = house.apply()
        applications.reject(application=application, reason=reason, note=note, by=house.recruiter, at=house.at)
    applications.reopen(application=application, note="They convinced us.", by=house.recruiter, at=house.at)
    page = shown()
    assert "Lacks a skill: 1 of 1 such moves carries a note (100 %)." in page
    assert "Taken up again: 1 of 1 such moves carries a note (100 %)." in page
    assert "No policy asks for a note: 0 of 1 such moves carry a note (0 %)." in page

"""The moves of an application on real rows: who may, what is refused, what follows."""

from datetime import timedelta

import pytest

from ats.kernel.audit.models import AuditEntry
from ats.kernel.errors import NotAllowed
from ats.kernel.outbox import StoredEvent
from ats.kernel.timers import Timer
from ats.models import ApplicationStatus, RejectionReason
from comms.models import Message, MessageStatus
from milestones.actions import applications, gate_items
from milestones.engine import Moved, MoveRefused
from milestones.models import Cause, GateItemCompletion, Visit, VisitOutcome
from tests.factories.ats import user_in_role
from tests.factories.milestones import place_of, visit_of

HOUR = timedelta(hours=1)


def in_screen(house):
    application = house.apply()
    gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=house.at + HOUR)
    return applications.advance(application=application, to="screen", by=house.recruiter, at=house.at + HOUR)


def in_interviews(house):
    application = in_screen(house)
    return applications.advance(
        application=application, to="interviews", by=house.recruiter, at=house.at + 2 * HOUR, note="Call went well."
    )


def test_an_application_stands_in_the_first_milestone_with_its_clocks(house):
    application = house.apply()
    visit = visit_of(application)
    assert (place_of(application), visit.entered_at, visit.cause) == ("applied", house.at, Cause.PERSON)
    assert visit.due_at is not None
    assert Timer.objects.filter(subject_id=visit.pk, state="waiting").count() == 2


def test_a_closed_gate_refuses_and_names_what_is_missing(house):
    application = house.apply()
    with pytest.raises(MoveRefused) as refused:
        applications.advance(application=application, to="screen", by=house.recruiter, at=house.at)
    assert refused.value.details["missing"] == [{"key": "cv-read", "name": "CV read", "kind": "checklist_item"}]
    assert place_of(application) == "applied"
    assert Visit.objects.filter(application=application).count() == 1


def test_moving_on_closes_opens_rearms_and_tells(house):
    application = in_screen(house)
    old, new = Visit.objects.filter(application=application).order_by("position")
    assert (old.outcome, old.exited_by, new.exited_at) == (VisitOutcome.ADVANCED, house.recruiter, None)
    assert not Timer.objects.filter(subject_id=old.pk, state="waiting").exists()
    assert Timer.objects.filter(subject_id=new.pk, state="waiting").count() == 2
    application.refresh_from_db()
    assert application.stage == "screening"
    told = StoredEvent.objects.get(type="application.advanced")
    assert (told.data["from_milestone"], told.data["to_milestone"]) == ("applied", "screen")
    change = application.history.latest()
    assert (change.history_user, change.history_change_reason) == (house.recruiter, "Moved")
    assert AuditEntry.objects.filter(deed="applications.advance", outcome="done", actor_id=house.recruiter.pk).exists()


def test_the_note_of_the_move_fulfils_the_required_note(house):
    application = in_interviews(house)
    completion = GateItemCompletion.objects.get(gate_item__key="call-notes")
    assert (completion.note, completion.completed_by) == ("Call went well.", house.recruiter)
    assert place_of(application) == "interviews"


def test_an_action_triggered_milestone_is_not_left_by_hand_before_its_event(house):
    application = in_interviews(house)
    with pytest.raises(MoveRefused) as refused:
        applications.advance(application=application, to="offer", by=house.recruiter, at=house.at + 3 * HOUR)
    assert [item["kind"] for item in refused.value.details["missing"]] == ["scorecards"]


def test_a_stale_page_is_told_where_they_are_now(house):
    application = in_screen(house)
    with pytest.raises(Moved) as refused:
        applications.advance(
            application=application, to="screen", expected="applied", by=house.manager, at=house.at + 2 * HOUR
        )
    assert refused.value.details["current"]["milestone"] == "screen"


def test_only_those_may_move_who_lead_this_job(house):
    application = house.apply()
    stranger = user_in_role("manager")
    for person in (house.interviewer, stranger, user_in_role("finance")):
        with pytest.raises(NotAllowed):
            gate_items.complete(application=application, key="cv-read", by=person, at=house.at)
        with pytest.raises(NotAllowed):
            applications.advance(application=application, to="screen", by=person, at=house.at)
    assert AuditEntry.objects.filter(outcome="refused").count() >= 4
    gate_items.complete(application=application, key="cv-read", by=house.manager, at=house.at)
    applications.advance(application=application, to="screen", by=house.manager, at=house.at)


def test_moving_back_needs_a_note_where_the_policy_says_so(house):
    application = in_screen(house)
    with pytest.raises(MoveRefused) as refused:
        applications.regress(application=application, to="applied", by=house.recruiter, at=house.at + 2 * HOUR)
    assert refused.value.details["missing"] == [{"key": "note", "name": "Moving back needs a note", "kind": "note"}]
    applications.regress(
        application=application, to="applied", by=house.recruiter, at=house.at + 2 * HOUR, note="Moved by mistake."
    )
    assert place_of(application) == "applied"
    assert Visit.objects.get(application=application, position=1).note == "Moved by mistake."


def test_rejecting_closes_the_visit_and_queues_the_message(house, template):
    application = in_screen(house)
    reason = RejectionReason.objects.get(key="lacks-skill")
    applications.reject(
        application=application,
        reason=reason,
        by=house.recruiter,
        at=house.at + 2 * HOUR,
        message={"template": template.key, "send_at": house.at + timedelta(days=1)},
    )
    application.refresh_from_db()
    assert (application.status, application.rejection_reason) == (ApplicationStatus.REJECTED, reason)
    assert not Visit.objects.filter(application=application, exited_at=None).exists()
    message = Message.objects.get(application=application, purpose="rejection")
    assert (message.status, message.send_at) == (MessageStatus.QUEUED, house.at + timedelta(days=1))


def test_moving_on_after_all_cancels_the_waiting_rejection(house, template):
    application = in_screen(house)
    reason = RejectionReason.objects.get(key="lacks-skill")
    message = {"template": template.key, "send_at": house.at + timedelta(days=1)}
    applications.reject(
        application=application, reason=reason, by=house.recruiter, at=house.at + 2 * HOUR, message=message
    )
    applications.reopen(
        application=application, to="interviews", note="They convinced us.", by=house.recruiter, at=house.at + 3 * HOUR
    )
    application.refresh_from_db()
    assert (application.status, place_of(application)) == (ApplicationStatus.ACTIVE, "interviews")
    assert Message.objects.get(purpose="rejection").status == MessageStatus.CANCELLED
    assert StoredEvent.objects.filter(type="application.reopened").count() == 1


def test_bypassing_needs_the_right_and_a_reason(house):
    application = house.apply()
    with pytest.raises(NotAllowed):
        applications.bypass(application=application, to="screen", reason="Urgent", by=house.manager, at=house.at)
    with pytest.raises(MoveRefused):
        applications.bypass(application=application, to="screen", reason=" ", by=house.recruiter, at=house.at)
    applications.bypass(application=application, to="interviews", reason="Urgent", by=house.recruiter, at=house.at)
    assert Visit.objects.get(application=application, position=0).outcome == VisitOutcome.BYPASSED


def test_withdrawing_and_reopening_where_they_stood(house):
    application = in_screen(house)
    applications.withdraw(application=application, by=house.recruiter, at=house.at + 2 * HOUR)
    application.refresh_from_db()
    assert application.status == ApplicationStatus.WITHDRAWN
    applications.reopen(application=application, by=house.recruiter, at=house.at + 3 * HOUR)
    assert place_of(application) == "screen"


def test_nobody_is_moved_into_pre_boarding_by_hand(house):
    application = in_interviews(house)
    applications.bypass(
        application=application, to="offer", reason="Urgent", by=house.recruiter, at=house.at + 3 * HOUR
    )
    for move in (applications.advance, applications.bypass):
        text = {"note": "x"} if move is applications.advance else {"reason": "x"}
        with pytest.raises(MoveRefused):
            move(application=application, to="pre_boarding", by=house.recruiter, at=house.at + 4 * HOUR, **text)
    with pytest.raises(MoveRefused):
        applications.hire(
            application=application, opening=None, start_date=None, by=house.recruiter, at=house.at + 4 * HOUR
        )

"""Clocks of visits: levels in business time, deadlines that move with their date, holds."""

import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ats.actions import applications as core
from ats.actions import jobs, offers
from ats.actions.demo.jobs import approve
from ats.kernel import business_time, pump, timers
from ats.kernel.leases import State
from ats.models import Offer, RejectionReason
from comms.models import Message, MessageStatus
from milestones.actions import applications, firing, gate_items, visits
from milestones.engine import Moved, MoveRefused
from milestones.models import Escalation, EscalationState, Milestone, Visit
from tests.factories.milestones import place_of, visit_of

HOUR = timedelta(hours=1)


def due(visit):
    return list(timers.Timer.objects.filter(subject_id=visit.pk, state=State.WAITING).order_by("due_at"))


def levels(application):
    rows = Escalation.objects.filter(visit__application=application).order_by("level")
    return [(row.level, row.state) for row in rows]


def told(application):
    rows = Message.objects.filter(application=application, purpose="escalation").order_by("created_at")
    return [(row.recipient.first_name, row.key.split(":")[2]) for row in rows.select_related("recipient")]


def fire_all(at):
    """Everything that is due at `at`, outside any worker."""
    pump.drain(at)


def test_limits_count_business_time(house):
    visit = visit_of(house.apply())
    calendar = business_time.default_calendar()
    assert visit.due_at == business_time.add(house.at, 540, calendar)
    assert [timer.due_at for timer in due(visit)] == [business_time.add(house.at, 270, calendar), visit.due_at]


def test_step_by_step_each_level_acts_once(house):
    application = house.apply()
    first, second = due(visit_of(application))
    fire_all(first.due_at)
    assert levels(application) == [(1, EscalationState.ACTED)]
    assert told(application) == [("Maya", "1")]
    fire_all(first.due_at + HOUR)
    fire_all(second.due_at)
    fire_all(second.due_at + HOUR)
    assert levels(application) == [(1, EscalationState.ACTED), (2, EscalationState.ACTED)]
    assert told(application) == [("Maya", "1"), ("Rebecca", "2")]


def test_past_several_levels_the_highest_acts_once_and_the_lower_is_superseded(house):
    application = house.apply()
    late = visit_of(application).due_at + timedelta(days=3)
    fire_all(late)
    assert levels(application) == [(1, EscalationState.SUPERSEDED), (2, EscalationState.ACTED)]
    assert told(application) == [("Rebecca", "2")]


def test_a_batch_that_holds_only_the_lower_timer_still_lets_the_highest_act(house):
    application = house.apply()
    visit = visit_of(application)
    lower, _higher = due(visit)
    firing.escalate([lower], at=visit.due_at + HOUR)
    fire_all(visit.due_at + HOUR)
    assert levels(application) == [(1, EscalationState.SUPERSEDED), (2, EscalationState.ACTED)]
    assert told(application) == [("Rebecca", "2")]


@pytest.mark.requirement("MS-2.4")
def test_escalating_many_reads_once_and_writes_sets(house):
    """Only what a message costs grows: it is inserted."""
    few, many = [house.apply() for _ in range(2)], [house.apply() for _ in range(20)]
    late = visit_of(few[0]).due_at + timedelta(days=3)

    def queries(applications):
        timer = [timer for application in applications for timer in due(visit_of(application))]
        with CaptureQueriesContext(connection) as ran:
            firing.escalate(timer, at=late)
        assert all(levels(row) == [(1, "superseded"), (2, "acted")] for row in applications)
        return len(ran)

    base = queries(few)
    assert base <= 40
    assert queries(many) <= base + 18 * 2


def test_moving_on_calls_the_clocks_off_and_an_old_one_is_a_recorded_no_op(house):
    application = house.apply()
    old = due(visit_of(application))
    gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=house.at)
    applications.advance(application=application, to="screen", by=house.recruiter, at=house.at)
    firing.escalate(old, at=old[-1].due_at)
    assert all(timer.stale_reason for timer in old)
    assert levels(application) == [] and told(application) == []


def test_the_deadline_moves_with_the_offers_expiry_and_the_old_one_never_fires(house):
    application = house.apply()
    applications.bypass(application=application, to="offer", reason="Urgent", by=house.recruiter, at=house.at)
    assert visit_of(application).due_at is None
    offer = Offer.objects.create(application=application, expires_at=house.at + timedelta(days=4))
    visits.offer_date_moved(offer=offer, at=house.at + HOUR)
    old = due(visit_of(application))
    assert visit_of(application).due_at == offer.expires_at
    offer.expires_at = house.at + timedelta(days=12)
    offer.save()
    visits.offer_date_moved(offer=offer, at=house.at + 2 * HOUR)
    assert visit_of(application).due_at == offer.expires_at
    fire_all(old[-1].due_at)
    assert levels(application) == []
    fire_all(offer.expires_at)
    assert (2, EscalationState.ACTED) in levels(application)


def in_offer(house):
    """An application in the offer milestone, of a job whose band any offer of these tests lies in."""
    house.job.pay_max = 200_000
    house.job.save()
    application = house.apply()
    applications.bypass(application=application, to="offer", reason="Urgent", by=house.recruiter, at=house.at)
    return application


def sent(house, application, **terms):
    until = {"expires_at": house.at + timedelta(days=4), **terms}
    offer = offers.draft(
        application=application, by=house.recruiter, at=house.at, salary_amount=Decimal(90000), **until
    )
    assert visit_of(application).due_at == until["expires_at"]  # from the draft on
    offers.submit(offer=offer, by=house.recruiter, at=house.at)
    approve("offer", offer.pk, house.at)
    return offers.send(offer=offer, by=house.recruiter, at=house.at)


@pytest.mark.requirement("MS-2.5")
@pytest.mark.parametrize(
    "end",
    [
        lambda house, offer: offers.withdraw(offer=offer, by=house.recruiter, at=house.at + HOUR),
        lambda house, offer: offers.decline(offer=offer, at=house.at + HOUR),
    ],
    ids=["withdrawn", "declined"],
)
def test_an_offer_that_is_over_has_no_deadline(house, end):
    application = in_offer(house)
    offer = sent(house, application)
    old = due(visit_of(application))
    end(house, offer)
    assert visit_of(application).due_at is None
    fire_all(old[-1].due_at + HOUR)
    assert levels(application) == []
    later = sent(house, application, expires_at=house.at + timedelta(days=9))
    assert visit_of(application).due_at == later.expires_at


@pytest.mark.requirement("MS-2.5")
def test_a_date_bound_deadline_follows_the_start_date_before_and_after_the_hire(house):
    Milestone.objects.filter(definition__key="offer").update(deadline_basis="start_date", deadline_offset_minutes=0)
    Milestone.objects.filter(definition__key="pre_boarding").update(
        deadline_basis="start_date", deadline_offset_minutes=0
    )
    application = in_offer(house)
    offer = offers.draft(
        application=application,
        by=house.recruiter,
        at=house.at,
        salary_amount=Decimal(90000),
        start_date=date(2027, 2, 1),
        expires_at=house.at + timedelta(days=4),
    )
    assert visit_of(application).due_at.date() == date(2027, 2, 1)
    offers.revise(offer=offer, by=house.recruiter, at=house.at, start_date=date(2027, 2, 15))
    assert visit_of(application).due_at.date() == date(2027, 2, 15)
    offers.submit(offer=offer, by=house.recruiter, at=house.at)
    approve("offer", offer.pk, house.at)
    offers.send(offer=offer, by=house.recruiter, at=house.at)
    offers.accept(offer=offer, signed_name="Ana", at=house.at)
    application.refresh_from_db()
    assert visit_of(application).due_at.date() == date(2027, 2, 15)
    core.change_start_date(application=application, start_date=date(2027, 3, 1), by=house.recruiter, at=house.at)
    assert visit_of(application).due_at.date() == date(2027, 3, 1)


def test_mail_about_a_milestone_that_was_left_does_not_go_out(house):
    for leave in ("advance", "reject", "withdraw"):
        application = house.apply()
        fire_all(due(visit_of(application))[0].due_at)
        gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=house.at + HOUR)
        more = {"advance": {"to": "screen"}, "reject": {"reason": RejectionReason.objects.get(key="lacks-skill")}}
        deed = getattr(applications, leave)
        Message.objects.filter(application=application).update(status=MessageStatus.QUEUED)
        deed(application=application, by=house.recruiter, at=house.at + timedelta(days=2), **more.get(leave, {}))
        assert Message.objects.get(application=application).status == MessageStatus.CANCELLED


def test_a_job_on_hold_escalates_nothing_and_goes_on_where_it_stopped(house):
    application = house.apply()
    planned = visit_of(application).due_at
    jobs.hold(job=house.job, on=True, reason="Budget", by=house.recruiter, at=house.at + HOUR)
    fire_all(planned + timedelta(days=1))
    assert levels(application) == []
    back = house.at + timedelta(days=7) + HOUR
    jobs.hold(job=house.job, on=False, reason="", by=house.recruiter, at=back)
    calendar = business_time.default_calendar()
    assert visit_of(application).due_at == business_time.add(back, 540 - 60, calendar)
    fire_all(visit_of(application).due_at)
    assert (2, EscalationState.ACTED) in levels(application)


def test_a_milestone_that_its_clock_completes_moves_on_by_itself_once(house):
    Milestone.objects.filter(definition__key="applied").update(completes_on_time=True)
    application = house.apply()
    with pytest.raises(MoveRefused):
        applications.advance(application=application, to="screen", by=house.recruiter, at=house.at)
    gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=house.at)
    fire_all(visit_of(application).due_at)
    assert place_of(application) == "screen"
    assert visit_of(application).cause == "clock"
    assert Visit.objects.filter(application=application).count() == 2


def test_an_event_that_comes_twice_counts_once_and_moves_once_where_the_version_says_so(house):
    Milestone.objects.filter(definition__key="interviews").update(
        advances_when_complete=True, completed_by="interview.completed"
    )
    application = house.apply()
    applications.bypass(application=application, to="interviews", reason="Urgent", by=house.recruiter, at=house.at)
    visit = visit_of(application)
    visit.milestone.gate_items.all().delete()
    for minute in (1, 2):
        at = house.at + timedelta(minutes=minute)
        visits.receive_signal(application_id=application.pk, code="interview.completed", at=at)
    assert place_of(application) == "offer"
    assert visit.signals.count() == 1
    assert Visit.objects.filter(application=application).count() == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_who_move_at_once_one_wins_and_the_other_is_told(transactional_db, at):
    from tests.factories.milestones import House

    house = House(at)
    application = house.apply()
    gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=at)
    start, outcomes = threading.Barrier(2), []

    def run(person):
        start.wait()
        try:
            applications.advance(application=application, to="screen", expected="applied", by=person, at=at + HOUR)
            outcomes.append("moved")
        except Moved:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(person,)) for person in (house.recruiter, house.manager)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["moved", "stale"]
    assert Visit.objects.filter(application=application, exited_at=None).count() == 1

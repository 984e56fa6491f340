"""Deadlines that hang on a date, driven from outside: the date moves, the old deadline never fires, the new one once."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from ats import extension_points
from ats.actions import offers
from ats.kernel import business_time, pump
from ats.models import Offer
from milestones.actions import applications
from milestones.models import DeadlineBasis, Escalation, EscalationLevel, EscalationState, Milestone
from tests.factories.ats import OpeningFactory
from tests.factories.decisions import InterviewFactory, OfferFactory
from tests.factories.milestones import visit_of

pytestmark = pytest.mark.requirement("MS-2.5")
DAY = timedelta(days=1)


@pytest.fixture
def recruiter(house, client):
    client.force_login(house.recruiter)
    return client


@pytest.fixture
def sent(house):
    """An offer that the candidate has until five days from now, its application in the milestone Offer."""
    application = house.apply()
    applications.bypass(application=application, to="offer", reason="Urgent", by=house.recruiter, at=house.at)
    return offer_for(application, house.at, expires_at=house.at + 5 * DAY)


def offer_for(application, at, **facts):
    opening = application.job.openings.first()
    facts = {"status": "sent", "approved_version": 1, "sent_at": at, **facts}
    offer = OfferFactory(application=application, opening=opening, **facts)
    extension_points.offer_terms_changed(offer=offer, at=at)
    return offer


def post(client, address, **body):
    return client.post(f"/api/v1/{address}/", body, content_type="application/json")


def told_the_manager(application):
    acted = Escalation.objects.filter(visit__application=application, level=2, state=EscalationState.ACTED)
    return acted.count()


def old_never_fires_new_fires_once(application, old, new):
    assert visit_of(application).due_at == new
    pump.drain(old)
    assert told_the_manager(application) == 0
    for moment in (new, new + DAY):
        pump.drain(moment)
        assert told_the_manager(application) == 1


def by_rest(client, offer, until):
    return post(client, f"offers/{offer.pk}/extension", expires_at=until.isoformat(), reason="On holiday").status_code


def by_page(client, offer, until):
    zone = ZoneInfo("Europe/Lisbon")
    given = {"expires_at": until.astimezone(zone).strftime("%Y-%m-%dT%H:%M"), "reason": "On holiday"}
    return client.post(reverse("offer_extension", args=[offer.pk]), given).status_code


@pytest.mark.parametrize("extend", [by_rest, by_page])
def test_extending_the_offer_moves_the_deadline(house, recruiter, sent, extend):
    old, new = sent.expires_at, sent.expires_at + 4 * DAY
    assert visit_of(sent.application).due_at == old
    assert extend(recruiter, sent, new) < 400
    old_never_fires_new_fires_once(sent.application, old, new)


@pytest.mark.parametrize("end", [offers.withdraw, offers.decline])
def test_an_offer_that_has_ended_leaves_no_deadline(house, sent, end):
    more = {"by": house.recruiter} if end is offers.withdraw else {}
    end(offer=sent, at=house.at + DAY, reason="Budget", **more)
    extension_points.offer_terms_changed(offer=sent, at=house.at + DAY)
    visit = visit_of(sent.application)
    assert (visit.due_at, visit.level_dues) == (None, {})
    pump.drain(sent.expires_at + DAY)
    assert not Escalation.objects.filter(visit=visit).exists()


def test_what_is_due_with_the_expiry_is_still_done_when_the_offer_has_expired(house, sent):
    offer = Offer.objects.get(pk=sent.pk)
    assert offers.expire(offer=offer, at=sent.expires_at)
    extension_points.offer_terms_changed(offer=offer, at=sent.expires_at)
    pump.drain(sent.expires_at)
    assert told_the_manager(sent.application) == 1


def test_moving_the_interview_moves_the_deadline(house, recruiter):
    Milestone.objects.filter(definition__key="interviews").update(
        deadline_basis=DeadlineBasis.INTERVIEW_START, deadline_offset_minutes=60
    )
    application = house.apply()
    starts = house.at + 3 * DAY
    interview = InterviewFactory(
        application=application, starts_at=starts, ends_at=starts + timedelta(hours=1), interviewers=[house.interviewer]
    )
    applications.bypass(application=application, to="interviews", reason="Urgent", by=house.recruiter, at=house.at)
    old, new = starts + timedelta(hours=1), starts + 2 * DAY + timedelta(hours=1)
    assert visit_of(application).due_at == old
    body = {"starts_at": (starts + 2 * DAY).isoformat(), "ends_at": new.isoformat()}
    moved = recruiter.patch(f"/api/v1/interviews/{interview.pk}/", body, content_type="application/json")
    assert moved.status_code == 200, moved.content
    old_never_fires_new_fires_once(application, old, new)


def nine(day):
    zone = ZoneInfo(business_time.default_calendar().time_zone)
    return datetime.combine(day, time(9), tzinfo=zone)


def test_before_the_hire_the_start_date_is_what_the_offer_proposes(house, recruiter):
    Milestone.objects.filter(definition__key="offer").update(deadline_basis=DeadlineBasis.START_DATE)
    application = house.apply()
    applications.bypass(application=application, to="offer", reason="Urgent", by=house.recruiter, at=house.at)
    assert visit_of(application).due_at is None
    body = {"application": str(application.pk), "salary": {"amount": "90000", "currency": "EUR", "unit": "year"}}
    drafted = post(recruiter, "offers", **body, start_date="2026-12-01")
    assert drafted.status_code == 201, drafted.content
    assert visit_of(application).due_at == nine(date(2026, 12, 1))
    changed = post(recruiter, f"offers/{drafted.json()['id']}/versions", start_date="2026-12-09")
    assert changed.status_code == 200, changed.content
    old_never_fires_new_fires_once(application, nine(date(2026, 12, 1)), nine(date(2026, 12, 9)))


@pytest.mark.parametrize("openings", [1, 2], ids=["filled", "open"])
def test_after_the_hire_it_is_the_date_that_was_accepted_also_when_the_job_is_filled(house, recruiter, sent, openings):
    ahead = Milestone.objects.get(definition__key="pre_boarding")
    Milestone.objects.filter(pk=ahead.pk).update(deadline_basis=DeadlineBasis.START_DATE)
    EscalationLevel.objects.create(milestone=ahead, level=2, percent=100, action="notify_manager")
    if openings > 1:
        OpeningFactory(job=house.job)
    accepted = post(recruiter, f"offers/{sent.pk}/acceptance", signed_name="Aiko Sørensen")
    assert accepted.status_code == 200, accepted.content
    first_day = nine(sent.terms.start_date)
    assert visit_of(sent.application).due_at == first_day
    old_never_fires_new_fires_once(sent.application, sent.expires_at, first_day)

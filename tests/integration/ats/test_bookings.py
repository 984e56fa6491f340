"""Times offered by a link: found by the page, picked, moved and called off by the candidate, each in their own zone."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from ats import extension_points, links
from ats.actions import applications, bookings, interviews
from ats.kernel import clock, pump
from ats.models import Booking, BookingStatus, Interview, InterviewStatus, TeamRole
from ats.models.moments import DateRefused
from comms.models import Message
from tests.factories.ats import HiringTeamMemberFactory, user_in_role
from tests.factories.decisions import Desk, InterviewFactory

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, tzinfo=UTC)  # Lisbon is on UTC in November


def on_tuesday(hour, minute=0):
    return TUESDAY.replace(hour=hour, minute=minute)


@pytest.fixture
def desk(at):
    desk = Desk()
    extension_points.seed(at=at)
    desk.tom, desk.pooja = user_in_role("interviewer"), user_in_role("interviewer")
    HiringTeamMemberFactory(job=desk.job, user=desk.tom, role=TeamRole.INTERVIEWER)
    desk.application.candidate.time_zone = "Africa/Nairobi"
    desk.application.candidate.save()
    return desk


def offer(desk, at, **more):
    facts = {
        "application": desk.application,
        "windows": [(on_tuesday(10), on_tuesday(13))],
        "interviewers": [desk.tom],
        "time_zone": "Europe/Lisbon",
        "name": "Portfolio review",
        "by": desk.recruiter,
        "at": at,
    }
    return bookings.offer(**{**facts, **more})


def link(booking):
    return reverse("booking_answer", kwargs={"token": links.sign("booking", booking.pk)})


def pick(booking, start, client=None):
    return (client or Client()).post(link(booking), {"deed": "book", "slot": start.isoformat()})


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def found(client, desk, **more):
    body = {"find": "2026-11-24", "minutes": "60", "interviewers": [desk.tom.pk], **more}
    return client.post(reverse("interview_new", args=[desk.application.pk]), body)


def test_the_page_finds_times_when_everybody_is_free_in_working_hours(desk):
    InterviewFactory(starts_at=on_tuesday(10), ends_at=on_tuesday(11), interviewers=[desk.tom])
    InterviewFactory(starts_at=on_tuesday(12), ends_at=on_tuesday(13), interviewers=[desk.pooja])
    page = found(signed_in(desk.recruiter), desk)
    assert page.status_code == 200
    starts = [time.start for time in page.context["plan"].times if time.start.date() == TUESDAY.date()]
    assert on_tuesday(9) in starts and on_tuesday(11) in starts and on_tuesday(12) in starts
    assert len({time.start.date() for time in page.context["plan"].times if time.ticked}) >= 3, "a real choice of days"
    assert on_tuesday(10) not in starts, "Tom is busy"
    assert all(9 <= start.hour < 18 for start in starts)
    assert all(start.hour + 3 <= 19 for start in starts), "nobody is asked to talk at night in Nairobi"
    text = page.content.decode()
    assert "Nairobi" in text and "12:00 to 13:00" in text
    both = found(signed_in(desk.recruiter), desk, interviewers=[desk.tom.pk, desk.pooja.pk])
    assert on_tuesday(12) not in [time.start for time in both.context["plan"].times]


def test_ticked_times_go_out_as_a_link_and_one_of_them_is_booked(desk, at):
    ticked = [f"{on_tuesday(hour).isoformat()}/{on_tuesday(hour + 1).isoformat()}" for hour in (10, 14)]
    body = {"send": "link", "minutes": "60", "interviewers": [desk.tom.pk], "times": ticked, "name": "Portfolio review"}
    sent = signed_in(desk.recruiter).post(reverse("interview_new", args=[desk.application.pk]), body)
    assert sent.status_code == 303
    pump.drain(at)
    mail = Message.objects.get(purpose="interview_times")
    address = re.search(r"/i/\S+", mail.body_text).group()
    page = Client().get(address)
    text = page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert "13:00" in text and "10:00 Lisbon" in text, "large in Nairobi, small in Lisbon"
    assert address not in mail.text_for_colleagues
    answer = Client().post(address, {"deed": "book", "slot": on_tuesday(14).isoformat()})
    assert answer.status_code == 303
    interview = Interview.objects.get()
    assert (interview.starts_at, interview.ends_at) == (on_tuesday(14), on_tuesday(15))
    assert interview.organizer == desk.recruiter and set(interview.interviewers.all()) == {desk.tom}
    assert "is booked" in Client().get(address).content.decode()
    pump.drain(at)
    assert Message.objects.filter(purpose="interview_invitation").count() == 2


def test_moving_by_the_link_keeps_the_uid_and_raises_the_sequence(desk, at):
    booking = offer(desk, at)
    pick(booking, on_tuesday(10))
    assert "move=1" in Client().get(link(booking)).content.decode()
    assert pick(booking, on_tuesday(12)).status_code == 303
    interview = Interview.objects.get()
    assert (interview.starts_at, interview.sequence) == (on_tuesday(12), 1)
    pump.drain(at)
    texts = [message.calendar for message in Message.objects.filter(purpose="interview_invitation", recipient=desk.tom)]
    assert all("SEQUENCE:1" in text and "METHOD:REQUEST" in text for text in texts) and texts
    cancelled = Client().post(link(booking), {"deed": "decline", "note": "I am ill"})
    assert cancelled.status_code == 303
    interview.refresh_from_db()
    assert (interview.status, interview.sequence) == (InterviewStatus.CANCELLED, 2)
    pump.drain(at)
    assert "I am ill" in Message.objects.get(purpose="interview_times_declined", recipient=desk.recruiter).body_text
    calendars = Message.objects.filter(purpose="interview_cancellation").values_list("calendar", flat=True)
    assert len(calendars) == 2 and all("METHOD:CANCEL" in text and "SEQUENCE:2" in text for text in calendars)


def test_too_late_to_move_means_answer_the_mail(desk, at, move_clock):
    booking = offer(desk, at)
    pick(booking, on_tuesday(10))
    clock.move(clock.offset() + (on_tuesday(10) - timedelta(hours=23) - clock.now()))
    page = Client().get(link(booking))
    assert "too late" in page.content.decode() and "move=1" not in page.content.decode()
    late = pick(booking, on_tuesday(12))
    assert late.status_code == 409 and Interview.objects.get().starts_at == on_tuesday(10)


def test_what_is_taken_meanwhile_is_not_shown_and_not_booked(desk, at):
    booking = offer(desk, at)
    interviews.schedule(
        application=desk.applicant("Ana", "Sousa"),
        starts_at=on_tuesday(11),
        ends_at=on_tuesday(12),
        interviewers=[desk.tom],
        by=desk.recruiter,
        at=at,
    )
    assert on_tuesday(11).isoformat() not in Client().get(link(booking)).content.decode()
    gone = pick(booking, on_tuesday(11))
    assert gone.status_code == 409 and "no longer free" in gone.content.decode()
    assert Booking.objects.get().status == BookingStatus.OPEN
    for never in (on_tuesday(9), on_tuesday(10, 30)):
        assert pick(booking, never).status_code == 409
    assert Client().post(link(booking), {"deed": "book", "slot": "soon"}).status_code == 422


def test_links_that_are_cut_off_forged_or_over_get_a_page_in_the_companys_name(desk, at):
    booking = offer(desk, at)
    forged = [link(booking)[:-5] + "/", "/i/x/", "/o/x/", link(booking).replace("/i/", "/o/")]
    for address in forged:
        page = Client().get(address)
        assert page.status_code == 404
        assert "This link does not work" in page.content.decode() and "Runs on Waymark" in page.content.decode()
    bookings.withdraw(booking=booking, by=desk.recruiter, at=at)
    assert "no longer open" in Client().get(link(booking)).content.decode()
    assert pick(booking, on_tuesday(10)).status_code == 409
    other = offer(desk, at)
    clock.move(clock.offset() + timedelta(days=5))
    page = Client().get(link(other))
    assert "expired" in page.content.decode() and pick(other, on_tuesday(10)).status_code == 409


def test_the_candidate_chooses_the_zone(desk, at):
    booking = offer(desk, at)
    page = Client().get(link(booking), {"zone": "America/New_York"})
    assert "05:00" in page.content.decode() and page.context["zone"] == "America/New_York"
    assert Client().get(link(booking), {"zone": "Mars/Base"}).context["zone"] == "Africa/Nairobi"


def test_a_second_link_takes_the_first_back_and_an_ending_takes_all(desk, at):
    first, second = offer(desk, at), offer(desk, at)
    first.refresh_from_db()
    assert first.status == BookingStatus.WITHDRAWN and second.status == BookingStatus.OPEN
    applications.hire(application=desk.application, opening=None, start_date=None, by=desk.recruiter, at=at)
    second.refresh_from_db()
    assert second.status == BookingStatus.WITHDRAWN


@pytest.mark.parametrize(
    "facts",
    [
        {"windows": []},
        {"interviewers": []},
        {"windows": [(on_tuesday(10), on_tuesday(10, 30))]},
        {"windows": [(on_tuesday(3), on_tuesday(5))]},
        {"windows": [(datetime(2026, 11, 19, 10, tzinfo=UTC), datetime(2026, 11, 19, 12, tzinfo=UTC))]},
        {"minutes": 2},
    ],
)
def test_links_that_nobody_could_use_are_not_sent(desk, at, facts):
    with pytest.raises(bookings.CannotOffer):
        offer(desk, at, **facts)
    assert not Booking.objects.exists()


def test_whoever_is_busy_is_booked_twice_only_if_that_is_meant(desk):
    InterviewFactory(starts_at=on_tuesday(10), ends_at=on_tuesday(11), interviewers=[desk.tom])
    client, address = signed_in(desk.recruiter), reverse("interview_new", args=[desk.application.pk])
    slot = f"{on_tuesday(10).isoformat()}/{on_tuesday(11).isoformat()}"
    body = {"slot": slot, "name": "Call", "time_zone": "Europe/Lisbon", "interviewers": [desk.tom.pk]}
    warned = client.post(address, body)
    assert warned.status_code == 422 and f"{desk.tom.name} has an interview from" in warned.content.decode()
    assert client.post(address, {**body, "despite_conflicts": "on"}).status_code == 303
    assert Interview.objects.filter(application=desk.application).count() == 1


def test_only_who_may_schedule_takes_a_link_back(desk, at):
    booking = offer(desk, at)
    address = reverse("booking_withdrawal", args=[booking.pk])
    assert signed_in(desk.manager).post(address).status_code == 403
    assert signed_in(desk.tom).post(address).status_code in (403, 404)
    assert signed_in(desk.recruiter).post(address).status_code == 303


def test_rest_offers_times_and_takes_them_back_without_giving_the_link_away(desk):
    client = APIClient()
    client.force_login(desk.recruiter)
    windows = [["2026-11-24T10:00:00Z", "2026-11-24T12:00:00Z"]]
    body = {"application": str(desk.application.pk), "interviewers": [str(desk.tom.pk)], "windows": windows}
    made = client.post("/api/v1/bookings/", body, format="json")
    assert made.status_code == 201 and made.json()["status"] == "open"
    assert "/i/" not in made.content.decode()
    row = f"/api/v1/bookings/{made.json()['id']}/"
    assert client.get(row).json()["windows"] == [["2026-11-24T10:00:00.000000Z", "2026-11-24T12:00:00.000000Z"]]
    refused = client.post("/api/v1/bookings/", {**body, "windows": [windows[0][::-1]]}, format="json")
    assert refused.status_code == 422
    assert client.post(f"{row}withdrawal/", {}, format="json").json()["status"] == "withdrawn"
    assert client.post(f"{row}withdrawal/", {}, format="json").status_code == 409


def test_rest_tells_times_in_utc_that_were_offered_in_another_zone(desk, at):
    there = ZoneInfo("Asia/Kolkata")
    row = offer(desk, at, windows=[(on_tuesday(10).astimezone(there), on_tuesday(13).astimezone(there))])
    client = APIClient()
    client.force_login(desk.recruiter)
    told = client.get(f"/api/v1/bookings/{row.pk}/").json()["windows"]
    assert told == [["2026-11-24T10:00:00.000000Z", "2026-11-24T13:00:00.000000Z"]]


def test_a_link_offers_no_more_times_than_can_be_looked_through(desk, at):
    century = (on_tuesday(10), on_tuesday(10).replace(year=2099))
    with pytest.raises(bookings.CannotOffer, match="more than"):
        offer(desk, at, windows=[century], minutes=5)


def test_a_link_that_never_ends_is_refused(desk, at):
    with pytest.raises(DateRefused):
        offer(desk, at, expires_at=datetime(9999, 12, 31, 23, tzinfo=UTC))

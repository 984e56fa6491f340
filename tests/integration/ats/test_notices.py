"""Notifications: told once, in words made at reading, as each person wishes; by mail at once or at eight in the morning."""

from datetime import UTC, datetime, timedelta

import pytest

from ats.actions import first_day, offers, ownership, tasks
from ats.kernel import clock, notices, pump
from ats.kernel.approvals.models import ApprovalRequest
from ats.kernel.notices.models import Notice
from ats.kernel.notices.telling import next_digest
from ats.models import Task
from comms.models import Message, MessageStatus
from tests.factories.ats import AT, CandidateFactory, UserFactory, user_in_role
from tests.factories.comms import MessageFactory
from tests.factories.decisions import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    first_day.prepare(at=AT)
    return Desk()


def give(desk, title="Call Aiko", to=None, **more):
    task = tasks.add(title=title, by=desk.recruiter, at=clock.now(), assigned_to=to or desk.manager, **more)
    pump.drain()
    return task


def test_a_to_do_shows_up_behind_the_bell(client, desk):
    give(desk, application=desk.application)
    client.force_login(desk.manager)
    assert 'aria-label="Notifications, 1 new"' in client.get("/tasks/").content.decode()
    page = client.get("/inbox/").content.decode()
    assert "Maya Lindqvist gave you a to-do: Call Aiko" in page
    notice = Notice.objects.get(user=desk.manager)
    assert client.post(f"/notifications/{notice.pk}/reading/")["Location"] == f"/applications/{desk.application.pk}/"
    assert 'aria-label="Notifications"' in client.get("/tasks/").content.decode()


def test_what_one_does_oneself_is_no_news(desk):
    tasks.add(title="Own", by=desk.recruiter, at=clock.now())
    pump.drain()
    assert not Notice.objects.exists()


def test_the_hint_changes_only_when_something_is_new(client, desk):
    client.force_login(desk.manager)
    tag = client.get("/notifications/hint/")["ETag"]
    assert client.get("/notifications/hint/", headers={"If-None-Match": tag}).status_code == 304
    give(desk)
    fresh = client.get("/notifications/hint/", headers={"If-None-Match": tag})
    assert fresh.status_code == 204
    assert "1 new" in client.get("/notifications/bell/").content.decode()


def test_nobody_reads_or_ticks_somebody_elses(client, desk):
    give(desk)
    notice = Notice.objects.get()
    client.force_login(desk.finance)
    assert "Call Aiko" not in client.get("/inbox/").content.decode()
    assert client.post(f"/notifications/{notice.pk}/reading/").status_code == 404
    client.post("/notifications/reading/")
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_notice_outlives_no_right(client, desk):
    task = give(desk)
    Task.objects.filter(pk=task.pk).first().delete()
    client.force_login(desk.manager)
    page = client.get("/inbox/").content.decode()
    assert "Call Aiko" not in page
    assert "no longer see" in page


def test_rows_hold_no_words(desk):
    give(desk, title="Ask about the illness")
    notice = Notice.objects.get()
    assert "illness" not in " ".join(str(value) for value in vars(notice).values())


def test_off_means_off_and_mail_means_at_once(desk):
    notices.choose(user=desk.manager, ways={"task.assigned": "off"}, at=clock.now())
    notices.choose(user=desk.finance, ways={"task.assigned": "mail"}, at=clock.now())
    give(desk)
    give(desk, title="Check the band", to=desk.finance)
    assert not Notice.objects.filter(user=desk.manager).exists()
    (letter,) = Message.objects.filter(purpose="notice")
    assert letter.recipient == desk.finance
    assert "Check the band" in letter.subject


def test_the_daily_mail_comes_once_at_eight_in_the_persons_zone(desk, move_clock):
    desk.manager.time_zone = "America/New_York"
    desk.manager.save()
    notices.choose(user=desk.manager, ways={"task.assigned": "digest"}, at=clock.now())
    give(desk, title="First")
    give(desk, title="Second")
    move_clock(timedelta(hours=2, minutes=50))  # 07:52 in New York
    pump.drain()
    assert not Message.objects.filter(purpose="digest").exists()
    move_clock(timedelta(minutes=10))
    pump.drain()
    (letter,) = Message.objects.filter(purpose="digest")
    assert letter.body_text.index("First") < letter.body_text.index("Second")
    move_clock(timedelta(days=1))
    pump.drain()
    assert Message.objects.filter(purpose="digest").count() == 1
    give(desk, title="Third")
    move_clock(timedelta(days=1))
    pump.drain()
    latest = Message.objects.filter(purpose="digest").order_by("created_at").last()
    assert "Third" in latest.body_text
    assert "First" not in latest.body_text


def test_what_was_read_meanwhile_is_in_no_mail(client, desk, move_clock):
    notices.choose(user=desk.manager, ways={"task.assigned": "digest"}, at=clock.now())
    give(desk)
    client.force_login(desk.manager)
    client.post("/notifications/reading/")
    move_clock(timedelta(days=1))
    pump.drain()
    assert not Message.objects.filter(purpose="digest").exists()


def test_eight_o_clock_follows_the_clocks_change():
    person = UserFactory(time_zone="Europe/Berlin")
    before = datetime(2027, 3, 27, 12, 0, tzinfo=UTC)
    assert next_digest(person, before) == datetime(2027, 3, 28, 6, 0, tzinfo=UTC)


def test_what_lies_long_back_is_no_news(desk, move_clock):
    tasks.add(title="Call", by=desk.recruiter, at=clock.now(), assigned_to=desk.manager)
    move_clock(timedelta(days=4))
    pump.drain()
    assert not Notice.objects.exists()


def test_people_who_left_are_told_nothing(desk):
    gone = user_in_role("manager", is_active=True)
    task = tasks.add(title="Call", by=desk.recruiter, at=clock.now(), assigned_to=gone)
    gone.is_active = False
    gone.save()
    pump.drain()
    assert not Notice.objects.filter(subject_id=task.pk).exists()


def test_the_inbox_groups_what_is_new_and_marks_a_kind_or_a_line_as_read(client, desk):
    give(desk, "Call Aiko")
    give(desk, "Call Bo")
    notices.tell(
        kind="note.mentioned",
        people=[desk.manager.pk],
        subject_type="candidate",
        subject_id=desk.application.candidate_id,
        event_id=desk.application.pk,
        occurred_at=clock.now(),
        at=clock.now(),
        actor_id=desk.recruiter.pk,
    )
    client.force_login(desk.manager)
    page = client.get("/inbox/")
    words = page.content.decode()
    assert words.count("csrfmiddlewaretoken") == words.count('method="post"')
    (mentions, todos) = page.context["heaps"]
    assert (mentions.key, todos.key) == ("note.mentioned", "task.assigned")
    assert [told.text for told in todos.told] == [
        "Maya Lindqvist gave you a to-do: Call Bo",
        "Maya Lindqvist gave you a to-do: Call Aiko",
    ]
    first = todos.told[0].notice
    assert client.post(f"/notifications/{first.pk}/reading/", {"stay": "1"})["Location"] == "/inbox/"
    client.post("/notifications/reading/", {"kind": "note.mentioned"})
    assert list(Notice.objects.of(desk.manager).unread().values_list("kind", flat=True)) == ["task.assigned"]
    client.post("/notifications/reading/")
    assert "Nothing new, and nothing waits for you." in client.get("/inbox/").content.decode()
    assert client.get("/inbox/?view=all").content.decode().count("gave you a to-do") == 2


def test_the_old_address_leads_to_the_inbox(client, desk):
    client.force_login(desk.manager)
    assert client.get("/notifications/")["Location"] == "/inbox/?view=all"
    assert client.get("/notifications/?view=new")["Location"] == "/inbox/"


def test_an_approval_that_waits_is_told_of_once(client, desk):
    offer = offers.submit(offer=desk.offer(), by=desk.recruiter, at=clock.now())
    pump.drain()
    request = ApprovalRequest.objects.get(subject_id=offer.pk)
    approver = request.steps.first().approvers.first().user
    assert Notice.objects.of(approver).unread().filter(kind="approval.asked").exists()
    client.force_login(approver)
    page = client.get("/inbox/")
    assert 'id="inbox"' in page.content.decode()
    assert "Waiting for your approval" in page.content.decode()
    assert not page.context["heaps"]


def test_messages_that_need_a_decision_and_questions_to_an_owner_stand_in_the_inbox(client, desk):
    failed = MessageFactory(application=desk.application, status=MessageStatus.FAILED, status_reason="Mailbox full")
    asked = CandidateFactory(owner=desk.recruiter, owner_since=clock.now())
    ownership.ask(candidate=asked, reason="She wrote to me", by=user_in_role("recruiter"), at=clock.now())
    client.force_login(desk.recruiter)
    page = client.get("/inbox/").content.decode()
    assert failed.subject in page
    assert "Mailbox full" in page
    assert "She wrote to me" in page
    client.force_login(user_in_role("interviewer"))
    assert failed.subject not in client.get("/inbox/").content.decode()


def test_a_live_inbox_answers_with_its_part(client, desk):
    client.force_login(desk.manager)
    part = client.get("/inbox/", headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<div id="inbox"')
    assert "<html" not in part

"""History: who and why, in requests, workers and bulk writes; and the check that nothing goes around it."""

from datetime import UTC, datetime, timedelta

import pytest

from ats.kernel import clock, history
from ats.kernel.history import acting
from ats.models import Department, Location
from tests.factories.ats import UserFactory
from tests.factories.decisions import InterviewFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_change_carries_user_and_reason():
    maya = UserFactory()
    with acting(maya, "Opened the office"):
        row = Department.objects.create(name="Port")
    with acting(None, "The clock"):
        row.name = "Ports"
        row.save()
    newest, oldest = row.history.all()
    assert (oldest.history_user, oldest.history_change_reason, oldest.history_type) == (maya, "Opened the office", "+")
    assert (newest.history_user, newest.history_change_reason, newest.history_type) == (None, "The clock", "~")


def test_inner_acting_wins_and_ends():
    maya, miguel = UserFactory(), UserFactory()
    with acting(maya, "outer"):
        with acting(miguel, "inner"):
            first = Department.objects.create(name="A")
        second = Department.objects.create(name="B")
    third = Department.objects.create(name="C")
    assert [row.history.get().history_user for row in (first, second, third)] == [miguel, maya, None]
    assert third.history.get().history_change_reason is None


@pytest.fixture
def request_of(rf):
    """Code that runs inside a request of a signed-in person, as HistoryRequestMiddleware sees it."""
    from simple_history.middleware import HistoryRequestMiddleware

    def run(user, work):
        request = rf.post("/")
        request.user = user
        return HistoryRequestMiddleware(lambda request: work())(request)

    return run


def test_in_a_request_the_signed_in_person_signs_unless_somebody_acts(request_of):
    maya, miguel = UserFactory(), UserFactory()
    plain = request_of(maya, lambda: Department.objects.create(name="A"))

    def for_miguel():
        with acting(miguel, "in his name"):
            return Department.objects.create(name="B")

    def for_the_system():
        with acting(None, "a rule"):
            return Department.objects.create(name="C")

    assert plain.history.get().history_user == maya
    assert request_of(maya, for_miguel).history.get().history_user == miguel
    assert request_of(maya, for_the_system).history.get().history_user is None


def test_signing_in_is_no_change_of_the_person_and_a_new_password_says_who_and_why(client):
    maya = UserFactory()
    maya.set_password("an-old-password-1")
    maya.save()
    before = maya.history.count()
    client.post("/accounts/login/", {"login": maya.email, "password": "an-old-password-1"})
    maya.refresh_from_db()
    assert maya.last_login is not None and maya.history.count() == before
    words = {"oldpassword": "an-old-password-1", "password1": "a-new-password-2!", "password2": "a-new-password-2!"}
    client.post("/accounts/password/change/", words)
    newest = maya.history.first()
    assert (newest.history_user, newest.history_change_reason) == (maya, "Password changed")


def test_many_to_many_changes_are_tracked_with_user_and_reason():
    maya, tom = UserFactory(), UserFactory()
    interview = InterviewFactory(interviewers=[])
    with acting(maya, "Panel set"):
        interview.interviewers.add(tom)
    newest = interview.history.first()
    assert (newest.history_user, newest.history_change_reason) == (maya, "Panel set")
    assert [row.user_id for row in newest.interviewers.all()] == [tom.pk]


def test_history_follows_the_products_clock(move_clock):
    move_clock(timedelta(days=30))
    row = Department.objects.create(name="Port")
    assert abs(row.history.get().history_date - clock.now()) < timedelta(minutes=1)


def test_bulk_create_keeps_history():
    maya = UserFactory()
    rows = history.bulk_create_with_history(
        [Department(name=f"D{n}") for n in range(3)], by=maya, reason="Import", at=AT
    )
    for row in rows:
        only = row.history.get()
        assert (only.history_user, only.history_change_reason, only.history_date) == (maya, "Import", AT)
        assert (only.name, only.history_type) == (row.name, "+")
    assert history.bulk_create_with_history([], by=None, reason="", at=AT) == []


def test_bulk_delete_keeps_history():
    maya = UserFactory()
    rows = [Department.objects.create(name=f"D{n}") for n in range(3)]
    assert (
        history.bulk_delete_with_history(Department.objects.filter(name__startswith="D"), by=maya, reason="Gone") == 3
    )
    for row in rows:
        last = Department.history.filter(id=row.pk).first()
        assert (last.history_type, last.history_user, last.history_change_reason) == ("-", maya, "Gone")


def test_as_of(move_clock):
    before = clock.now() - timedelta(seconds=1)
    row = Location.objects.create(name="Lisbon")
    move_clock(timedelta(days=1))
    row.name = "Lisboa"
    row.save()
    move_clock(timedelta(days=1))
    row_id = row.pk
    row.delete()
    now = clock.now() + timedelta(minutes=1)
    assert history.as_of(Location, row_id, before) is None
    assert history.as_of(Location, row_id, now - timedelta(days=1, hours=12)).name == "Lisbon"
    assert history.as_of(Location, row_id, now - timedelta(hours=12)).name == "Lisboa"
    assert history.as_of(Location, row_id, now) is None

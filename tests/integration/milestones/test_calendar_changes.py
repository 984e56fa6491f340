"""A calendar or a freeze is edited in the administration: every running deadline is planned anew by it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ats.kernel import business_time, clock, pump
from ats.kernel.access import KernelPermission
from ats.kernel.leases import State
from ats.kernel.models import Calendar, Freeze
from ats.kernel.timers import Timer
from milestones.actions.time_limits import PLAN_ANEW
from milestones.models import Visit
from tests.factories.ats import user_with
from tests.factories.milestones import visit_of

DAY = timedelta(days=1)


@pytest.fixture
def configuring(client):
    client.force_login(user_with(KernelPermission.ADMIN_VIEW, KernelPermission.ADMIN_CONFIGURE, is_staff=True))
    return client


def save_calendar(client, calendar, **changes):
    facts = {
        "key": calendar.key,
        "name": calendar.name,
        "time_zone": calendar.time_zone,
        "weekly_hours": '{"0": [["09:00", "18:00"]]}',
        "holiday_country": "",
        "holiday_subdivision": "",
        "extra_holidays": "[]",
        "is_default": "on",
        **changes,
    }
    answer = client.post(reverse("admin:kernel_calendar_change", args=[calendar.pk]), facts)
    assert answer.status_code == 302, answer.context["errors"]


def save_freeze(client, start, end):
    facts = {"name": "Year's end"}
    for name, moment in (("starts_at", start), ("ends_at", end)):
        facts |= {f"{name}_0": f"{moment:%Y-%m-%d}", f"{name}_1": f"{moment:%H:%M:%S}"}
    answer = client.post(reverse("admin:kernel_freeze_add"), facts)
    assert answer.status_code == 302, answer.context["errors"]


def planned(visit):
    """The moments for which the visit's timers wait."""
    rows = Timer.objects.filter(subject_id=visit.pk, state=State.WAITING).order_by("due_at")
    return [timer.due_at for timer in rows]


def test_an_edited_calendar_moves_every_running_deadline(house, configuring):
    visit = visit_of(house.apply())
    before = visit.due_at
    calendar = Calendar.objects.get(is_default=True)
    save_calendar(configuring, calendar)
    pump.drain()
    calendar.refresh_from_db()
    visit.refresh_from_db()
    assert calendar.version == 2
    assert visit.due_at == business_time.add(visit.entered_at, 540, calendar) > before
    assert planned(visit)[-1] == visit.due_at


def test_a_freeze_holds_the_clocks_and_lets_them_go_when_it_is_deleted(house, configuring):
    visit = visit_of(house.apply())
    before = visit.due_at
    save_freeze(configuring, house.at, house.at + 7 * DAY)
    pump.drain()
    visit.refresh_from_db()
    assert visit.due_at >= house.at + 7 * DAY
    chosen = {"action": "delete_selected", "_selected_action": [Freeze.objects.get().pk], "post": "yes"}
    assert configuring.post(reverse("admin:kernel_freeze_changelist"), chosen).status_code == 302
    pump.drain()
    visit.refresh_from_db()
    assert (visit.due_at, planned(visit)[-1]) == (before, before)


def test_what_has_ended_or_was_planned_since_is_left_alone(house, configuring):
    gone, moved = visit_of(house.apply()), visit_of(house.apply())
    Visit.objects.filter(pk=gone.pk).update(exited_at=house.at, outcome="advanced")
    save_freeze(configuring, house.at, house.at + DAY)
    (told,) = _sources("outbox")
    told.run(clock.now())
    Visit.objects.filter(pk=moved.pk).update(timer_version=moved.timer_version + 1)
    pump.drain()
    rows = Timer.objects.filter(kind=PLAN_ANEW)
    assert [(row.subject_id, row.state) for row in rows] == [(moved.pk, State.STALE)]


def _sources(name):
    return [source for source in pump.sources() if source.name == name]

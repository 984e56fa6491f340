"""Merge fields: unknown ones are refused when a wording is saved, missing values named before anything is sent."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from ats import links
from ats.kernel.access import KernelPermission
from comms import merge_fields
from comms.actions import messages
from comms.merge_fields import KINDS, MissingValue, WrongValue
from comms.models import MessageClass, Template
from comms.permissions import CommsPermission
from comms.previews import preview
from comms.times import when
from tests.factories.ats import user_in_role, user_with
from tests.factories.decisions import InterviewFactory
from tests.factories.milestones import House

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("CM-2.2")]


@pytest.fixture
def house(at: datetime) -> House:
    return House(at)


@pytest.fixture
def editor(house: House, client: Any) -> Any:
    person = user_in_role("comms", is_staff=True)
    client.force_login(person)
    return client


def wording(**words: str) -> Template:
    return Template.objects.create(key="news", name="News", **{"subject": "News", "body": "Hello", **words})


def saved(client: Any, row: Template, **words: str) -> Any:
    given = {"key": row.key, "name": row.name, "message_class": row.message_class, "is_active": "on"}
    address = reverse("admin:comms_template_change", args=[row.pk])
    return client.post(address, {**given, "subject": row.subject, "body": row.body, **words})


def test_an_unknown_field_is_refused_when_the_wording_is_saved(editor):
    row = wording()
    answer = saved(editor, row, body="Hello {{candidate_shoe_size}}")
    assert "There is no field {{candidate_shoe_size}}" in answer.content.decode()
    row.refresh_from_db()
    assert row.body == "Hello"
    assert saved(editor, row, body="Hello {{candidate_first_name}}").status_code == 302


def test_the_preview_fills_in_a_real_candidate_and_names_what_is_missing(house, editor):
    application = house.apply(first_name="Aiko", last_name="Ito")
    row = wording(body="Hello {{candidate_first_name}}, see you {{interview_time}} for {{job_name}}.")
    address = reverse("admin:comms_template_preview", args=[row.pk])
    page = editor.get(address, {"application": application.pk}).content.decode()
    assert f"Hello Aiko, see you [When the interview takes place, with its zone] for {house.job.name}." in page
    assert "Without a value for Aiko Ito: When the interview takes place" in page
    InterviewFactory(application=application, interviewers=[], time_zone="Europe/Lisbon")
    page = editor.get(address, {"find": "aiko"}).content.decode()
    assert "Without a value" not in page and "(Europe/Lisbon)" in page


def test_what_the_product_fills_in_when_it_sends_is_not_missing(house, editor):
    house.apply()
    page = editor.get(reverse("admin:comms_template_preview", args=[Template.objects.get(key="offer").pk]))
    assert "Filled in when it is sent: " in page.content.decode()
    assert "Without a value" not in page.content.decode()


def test_the_preview_shows_nobody_whom_the_reader_may_not_see(house, client):
    house.apply(first_name="Aiko")
    person = user_with(KernelPermission.ADMIN_VIEW, CommsPermission.VIEW_TEMPLATES, is_staff=True)
    client.force_login(person)
    page = client.get(reverse("admin:comms_template_preview", args=[wording().pk])).content.decode()
    assert "Aiko" not in page and "Nobody whose application you may see fits." in page


def test_a_missing_value_is_named_at_sending_too(house):
    application = house.apply()
    with pytest.raises(MissingValue, match="When the interview takes place"):
        messages.queue(
            key="k",
            purpose="news",
            message_class=MessageClass.TRANSACTIONAL,
            template=wording(body="See you {{interview_time}}."),
            candidate=application.candidate,
            application=application,
            at=house.at,
        )


@pytest.mark.parametrize(
    ("name", "value"), [("link", "javascript:alert(1)"), ("interview_time", datetime(2026, 11, 27, 10, tzinfo=UTC))]
)
def test_a_value_of_the_wrong_kind_is_refused(name, value):
    with pytest.raises(WrongValue):
        merge_fields.render(f"{{{{{name}}}}}", {name: value})


def test_every_kind_is_of_a_known_field():
    assert KINDS.keys() <= merge_fields.FIELDS.keys()


def test_an_interview_is_told_in_the_candidates_zone(house):
    application = house.apply(time_zone="America/New_York")
    start = datetime(2026, 11, 27, 15, tzinfo=UTC)
    interview = InterviewFactory(
        application=application,
        interviewers=[],
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        time_zone="Europe/Lisbon",
    )
    assert when(interview, "America/New_York") == "Friday 27 November 2026, 10:00–11:00 (America/New_York)"
    assert when(interview) == "Friday 27 November 2026, 15:00–16:00 (Europe/Lisbon)"
    told = preview(
        subject="x", body="{{interview_time}}", application=application, values={"interview_time": when(interview)}
    )
    assert told.body.endswith("(Europe/Lisbon)") and not told.missing


def test_a_preview_gives_nobody_the_candidates_own_link(house, editor):
    application = house.apply(first_name="Aiko", last_name="Ito")
    row = wording(subject="See {{status_link}}", body="Look here: {{status_link}}")
    address = reverse("admin:comms_template_preview", args=[row.pk])
    page = editor.get(address, {"application": application.pk}).content.decode()
    assert "/status/…" in page
    assert links.status(application.pk).rsplit("/status/", 1)[1] not in page

"""Fields that must be filled before a milestone: refused by name at every door, filled in on the way, and what that costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from ats.actions import candidates
from ats.kernel import clock
from ats.kernel.access import Role, RoleAssignment
from ats.models import CustomField, RequiredFieldRule
from milestones import engine
from milestones.actions import applications, gate_items
from milestones.engine import MoveRefused
from milestones.models import Visit
from milestones.queries.standing import standing_of, standings
from tests.factories.ats import user_in_role
from tests.factories.milestones import place_of

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("PF-2.1")]
VISA = "candidate.custom.visa_status"


@pytest.fixture
def rule(house):
    CustomField.objects.create(
        entity="candidate", key="visa_status", label="Visa status", type="choice", choices=["Citizen", "Needs a visa"]
    )
    return RequiredFieldRule.objects.create(
        name="Before the screen", fields=[VISA, "candidate.company"], milestone="screen"
    )


@pytest.fixture
def recruiter(house):
    return house.recruiter


@pytest.fixture
def ready(house):
    """In the first milestone, its gate open; the clock stands where the house's does."""
    application = house.apply()
    gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=clock.now())
    application.candidate.company = ""
    application.candidate.save()
    return application


def fill(application, by, **facts):
    candidates.edit(
        candidate=application.candidate,
        by=by,
        at=clock.now(),
        company="Adyen",
        custom_fields={"visa_status": "Citizen"},
        **facts,
    )


def api(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_rest_names_the_missing_fields(rule, ready, recruiter):
    client, row = api(recruiter), f"/api/v1/applications/{ready.pk}"
    assert "screen" not in client.get(f"{row}/").data["allowed_moves"]
    refused = client.post(f"{row}/advancement/", {"to": "screen"}, format="json")
    assert refused.status_code == 422
    assert refused.data["missing"] == [
        {"key": VISA, "name": "Visa status", "kind": "field"},
        {"key": "candidate.company", "name": "Current company", "kind": "field"},
    ]
    fill(ready, recruiter)
    assert "screen" in client.get(f"{row}/").data["allowed_moves"]
    assert client.post(f"{row}/advancement/", {"to": "screen"}, format="json").status_code == 200


def test_the_page_leads_to_a_form_for_what_is_missing_and_on_to_the_move(rule, ready, recruiter, client):
    client.force_login(recruiter)
    page = client.get(f"/applications/{ready.pk}/").content.decode()
    assert "Visa status" in page and "Fill in…" in page
    refused = client.post(f"/applications/{ready.pk}/advancement/", {"to": "screen"})
    form = f"/applications/{ready.pk}/fields/?need={VISA},candidate.company&to=screen"
    assert refused.status_code == 422
    assert form.replace("&", "&amp;") in refused.content.decode()
    assert client.post(form, {"custom_candidate_visa_status": "Citizen"}).status_code == 422
    given = {"custom_candidate_visa_status": "Citizen", "candidate_company": "Adyen"}
    saved = client.post(form, given)
    assert (saved.status_code, saved["Location"]) == (303, f"/applications/{ready.pk}/advancement/?to=screen")
    assert client.post(saved["Location"], {"to": "screen"}).status_code == 303
    assert standing_of(ready, clock.now()).state.stay.key == "screen"


def test_the_board_refuses_one_and_many_by_name(rule, ready, recruiter, client):
    client.force_login(recruiter)
    one = client.post(f"/applications/{ready.pk}/placement/", {"to": "screen", "version": "applied"})
    assert one.status_code == 422 and "Fill in what is missing" in one.content.decode()
    many = {"to": "screen", "ids": f"{ready.pk}:applied"}
    answer = client.post(reverse("board_moves", args=[ready.job_id]), many, follow=True)
    assert "Visa status" in answer.content.decode()
    assert standing_of(ready, clock.now()).state.stay.key == "applied"


def test_a_rule_of_a_stage_is_asked_when_the_stage_is_entered(rule, ready, recruiter):
    rule.milestone, rule.stage = "", "screening"
    rule.save()
    with pytest.raises(MoveRefused, match="Visa status"):
        applications.advance(application=ready, to="screen", by=recruiter, at=clock.now())


def test_a_condition_narrows_it_and_a_broken_one_holds_nobody_up(rule, ready, recruiter):
    rule.condition = {"field": "job.level", "op": "eq", "value": "never so"}
    rule.save()
    assert not standing_of(ready, clock.now()).state.needed
    rule.condition = {"field": "candidate.custom.gone", "op": "is_empty"}
    rule.save()
    applications.advance(application=ready, to="screen", by=recruiter, at=clock.now())


def test_a_rule_of_a_role_asks_its_people_only(rule, ready, recruiter):
    rule.role = Role.objects.create(key="crew", name="Crew")
    rule.save()
    assert not standing_of(ready, clock.now()).state.needed
    RoleAssignment.objects.create(user=recruiter, role=rule.role, scope="all")
    with pytest.raises(MoveRefused, match="Visa status"):
        applications.advance(application=ready, to="screen", by=recruiter, at=clock.now())
    RoleAssignment.objects.filter(role=rule.role).delete()
    applications.advance(application=ready, to="screen", by=recruiter, at=clock.now())


def test_a_field_that_is_switched_off_is_asked_for_no_longer(rule, ready, recruiter):
    CustomField.objects.update_or_create(entity="candidate", key="visa_status", defaults={"is_active": False})
    assert [needed.key for needed in standing_of(ready, clock.now()).state.needed] == ["candidate.company"]


def test_a_bypass_goes_past_it_with_its_reason(rule, ready, recruiter):
    applications.bypass(application=ready, to="screen", reason="Known to us.", by=recruiter, at=clock.now())
    left = Visit.objects.get(application=ready, milestone__definition__key="applied")
    assert place_of(ready) == "screen" and left.note == "Known to us."


def test_as_many_queries_for_many_as_for_one(rule, ready, house):
    more = [ready, *(house.apply() for _ in range(4))]
    rows = list(type(ready).objects.filter(pk__in=[row.pk for row in more]).select_related("job"))
    rows.sort(key=lambda row: row.pk != ready.pk)  # the one that has something of everything
    with CaptureQueriesContext(connection) as one:
        standings(rows[:1], clock.now())
    rows = list(type(ready).objects.filter(pk__in=[row.pk for row in more]).select_related("job"))
    with CaptureQueriesContext(connection) as many:
        standings(rows, clock.now())
    assert len(many) <= len(one)


def test_the_engine_asks_each_field_once_and_only_on_entering():
    step = engine.Step(key="screen", name="Screen", stage="screening", order=2, kind="stage_gated")
    here = engine.Step(key="call", name="Call", stage="screening", order=1, kind="stage_gated")
    needed = (
        engine.Needed(key="a", name="A", stage="screening"),
        engine.Needed(key="a", name="A", milestone="screen"),
        engine.Needed(key="b", name="B", milestone="offer"),
    )
    stay = engine.Stay(key="call", entered_at=clock.now())
    state = engine.State(plan=engine.Plan(steps=(here, step)), status="active", stay=stay, needed=needed)
    assert engine.unfilled(state, step) == [{"key": "a", "name": "A", "kind": "field"}]
    staged = engine.State(plan=state.plan, status="active", stay=stay, needed=needed[:1])
    assert engine.unfilled(staged, step) == []


def test_the_report_says_what_is_asked_how_long_it_takes_and_how_late(rule, ready, recruiter, client, move_clock):
    move_clock(timedelta(hours=5))
    fill(ready, recruiter)
    move_clock(timedelta(minutes=30))
    applications.advance(application=ready, to="screen", by=recruiter, at=clock.now())
    client.force_login(recruiter)
    page = client.get("/reports/required-fields/")
    (burden,) = page.context["burdens"]
    assert (burden.moves, burden.asks) == (1, 2)
    visa = burden.lines[0]
    took = (visa.took[0] - (clock.now() - timedelta(minutes=30) - ready.applied_at)).total_seconds()
    assert (visa.asked, visa.filled, visa.last_hour, abs(took) < 60) == (1, 1, 100, True)
    assert "100 %" in page.content.decode()
    client.force_login(user_in_role("finance"))
    assert client.get("/reports/required-fields/").status_code == 403


def test_the_administration_builds_a_rule_with_a_condition_of_rows(rule, client):
    client.force_login(user_in_role("admin", is_staff=True))
    add = "/admin/ats/requiredfieldrule/add/"
    form = {
        "name": "Before an offer",
        "fields_asked": [VISA],
        "stage": "offer",
        "is_active": "on",
        "condition-match": "any",
        "condition-c0": "job.status",
        "condition-c0op": "in",
        "condition-c0v": "Open, On hold",
        "condition-c1": "candidate.do_not_contact",
        "condition-c1op": "eq",
        "condition-c1v": "no",
        "condition-c2": "",
        "condition-c2op": "eq",
        "condition-c2v": "",
    }
    assert "Nothing asked" in client.get(add).content.decode()
    assert client.post(add, {**form, "milestone": "offer"}).status_code == 200
    assert client.post(add, {**form, "condition-c0v": "Martian"}).status_code == 200
    assert client.post(add, {**form, "condition-c0v": ""}).status_code == 200
    answer = client.post(add, form)
    assert answer.status_code == 302, answer.content.decode()[-4000:]
    made = RequiredFieldRule.objects.get(name="Before an offer")
    assert made.condition == {
        "any": [
            {"field": "job.status", "op": "in", "value": ["open", "on_hold"]},
            {"field": "candidate.do_not_contact", "op": "eq", "value": False},
        ]
    }
    page = client.get(f"/admin/ats/requiredfieldrule/{made.pk}/change/").content.decode()
    assert "Open, On hold" in page and "State of the job is one of Open, On hold" in page
    nested = {"not": made.condition}
    made.condition = nested
    made.save()
    change = f"/admin/ats/requiredfieldrule/{made.pk}/change/"
    assert "condition-json" in client.get(change).content.decode()
    json_form = {name: value for name, value in form.items() if not name.startswith("condition-")}
    assert client.post(change, {**json_form, "condition-json": "{"}).status_code == 200
    assert client.post(change, {**json_form, "condition-json": "{}"}).status_code == 302
    made.refresh_from_db()
    assert made.condition == {}

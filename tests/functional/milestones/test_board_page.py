"""The board and its moves, as a browser without scripts and htmx see them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ats.actions import jobs
from ats.models import Application, RejectionReason
from ats.permissions import CorePermission
from milestones.actions import applications, gate_items
from milestones.models import Visit
from milestones.permissions import MilestonePermission
from tests.factories.ats import user_in_role, user_with
from tests.factories.milestones import place_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def recruiter(house, client):
    client.force_login(house.recruiter)
    return client


def placement(application):
    return reverse("application_placement", args=[application.pk])


def test_the_board_shows_columns_cards_and_time(house, recruiter):
    house.apply(first_name="Aiko", last_name="Sørensen")
    page = recruiter.get(reverse("board", args=[house.job.pk])).content.decode()
    assert "Aiko Sørensen" in page
    for title in ("Applied", "Screen", "Interviews", "Offer", "Pre-boarding", "Closed"):
        assert f'data-title="{title}"' in page
    assert "CV read" in page and "1d limit" in page


def test_a_move_without_scripts_goes_back_to_the_board(house, recruiter):
    application = house.apply()
    gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=house.at)
    answer = recruiter.post(placement(application), {"to": "screen", "version": "applied"})
    assert (answer.status_code, answer["Location"]) == (303, reverse("board", args=[house.job.pk]))
    assert place_of(application) == "screen"


def test_a_closed_gate_answers_422_with_a_dialog_that_names_it(house, recruiter):
    application = house.apply()
    answer = recruiter.post(placement(application), {"to": "screen", "version": "applied"}, headers=HTMX)
    assert answer.status_code == 422
    assert "<dialog" in answer.content.decode() and "CV read" in answer.content.decode()
    assert place_of(application) == "applied"


def test_a_stale_card_is_put_back_with_a_sentence(house, recruiter):
    application = house.apply()
    gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=house.at)
    applications.advance(application=application, to="screen", by=house.recruiter, at=house.at)
    answer = recruiter.post(placement(application), {"to": "screen", "version": "applied"}, headers=HTMX)
    assert answer.status_code == 409
    assert "they are in Screen now" in answer["HX-Trigger"]


def test_a_move_by_htmx_brings_the_card_and_the_heads(house, recruiter):
    application = house.apply()
    gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=house.at)
    answer = recruiter.post(placement(application), {"to": "screen", "version": "applied"}, headers=HTMX)
    html = answer.content.decode()
    assert f'id="card-{application.pk}"' in html
    assert 'id="head-applied" hx-swap-oob="true"' in html and 'id="head-screen" hx-swap-oob="true"' in html


def test_who_may_not_move_gets_no_grip_and_403(house, client):
    application = house.apply()
    client.force_login(house.interviewer)
    assert client.post(placement(application), {"to": "screen"}).status_code == 403
    client.force_login(user_in_role("dei"))
    assert client.get(reverse("board", args=[house.job.pk])).status_code == 403
    client.force_login(user_in_role("manager"))
    assert client.get(reverse("board", args=[house.job.pk])).status_code == 404


def test_filters_stand_in_the_address_and_the_table_takes_them_too(house, recruiter):
    house.apply(first_name="Aiko", last_name="Sørensen")
    house.apply(first_name="Jonas", last_name="Weber")
    for view in ("", "&view=table"):
        page = recruiter.get(reverse("board", args=[house.job.pk]) + f"?q=weber{view}").content.decode()
        assert "Jonas Weber" in page and "Aiko" not in page
    page = recruiter.get(reverse("board", args=[house.job.pk]) + "?limit=over").content.decode()
    assert "Jonas Weber" not in page


def test_the_live_hint_answers_304_until_something_changes(house, recruiter):
    application = house.apply()
    address = reverse("board_live", args=[house.job.pk])
    tag = recruiter.get(address)["ETag"]
    assert recruiter.get(address, headers={"If-None-Match": tag}).status_code == 304
    gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=house.at)
    applications.advance(application=application, to="screen", by=house.recruiter, at=house.at)
    assert recruiter.get(address, headers={"If-None-Match": tag}).status_code == 204


def test_many_are_moved_at_once_and_those_who_stay_are_named(house, recruiter):
    ready, closed = house.apply(), house.apply(first_name="Jonas", last_name="Weber")
    gate_items.complete(application=ready, key="cv-read", by=house.recruiter, at=house.at)
    given = {"ids": f"{ready.pk}:applied,{closed.pk}:applied,nonsense", "to": "screen"}
    answer = recruiter.post(reverse("board_moves", args=[house.job.pk]), given, follow=True)
    assert (place_of(ready), place_of(closed)) == ("screen", "applied")
    assert "1 moved, 1 stay. Jonas Weber" in answer.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_rows(house, recruiter, django_assert_max_num_queries):
    address = reverse("board", args=[house.job.pk])
    for _ in range(3):
        house.apply()
    recruiter.get(address)
    with django_assert_max_num_queries(60) as few:
        recruiter.get(address)
    for _ in range(6):
        house.apply()
    with django_assert_max_num_queries(len(few.captured_queries)):
        recruiter.get(address)
    with django_assert_max_num_queries(len(few.captured_queries) + 2):
        recruiter.get(address + "?view=table")


def test_a_job_on_hold_shows_paused_clocks(house, recruiter):
    house.apply()
    jobs.hold(job=house.job, on=True, reason="Budget", by=house.recruiter, at=house.at)
    assert "On hold" in recruiter.get(reverse("board", args=[house.job.pk])).content.decode()


def test_without_scripts_many_are_moved_by_a_plain_form(house, recruiter):
    page = recruiter.get(reverse("board", args=[house.job.pk])).content.decode()
    assert '<noscript><form method="post"' in page and 'id="picked"' in page
    ready = house.apply()
    gate_items.complete(application=ready, key="cv-read", by=house.recruiter, at=house.at)
    page = recruiter.get(reverse("board", args=[house.job.pk])).content.decode()
    assert f'name="pick" form="picked" value="{ready.pk}:applied"' in page
    recruiter.post(reverse("board_moves", args=[house.job.pk]), {"pick": f"{ready.pk}:applied", "to": "screen"})
    assert place_of(ready) == "screen"
    answer = recruiter.post(reverse("board_moves", args=[house.job.pk]), {"to": "screen"}, follow=True)
    assert "Nobody was picked." in answer.content.decode()


def test_only_who_may_move_can_pick(house, client):
    house.apply()
    client.force_login(user_in_role("hrbp", scope="all"))
    assert 'name="pick"' not in client.get(reverse("board", args=[house.job.pk])).content.decode()


def test_the_tabs_count_everybody_whatever_is_filtered(house, recruiter):
    late, _mine = house.apply(house.at - timedelta(days=20)), house.apply()
    Application.objects.filter(pk=late.pk).update(owner=None)
    for query in ("", "?limit=over", "?q=nobody"):
        answer = recruiter.get(reverse("board", args=[house.job.pk]) + query)
        shown = {view["label"]: view["count"] for view in answer.context["views"]}
        assert shown == {"All active": "2", "Past time limit": "1", "Due soon": "0", "Mine": "1"}
    assert '<span class="count">2</span>' in answer.content.decode()


@pytest.mark.requirement("PF-2.2")
def test_rejecting_from_the_page_asks_for_the_note_that_the_policy_wants(house, recruiter):
    application = house.apply()
    applications.bypass(application=application, to="interviews", reason="Urgent", by=house.recruiter, at=house.at)
    address = reverse("application_rejection", args=[application.pk])
    reason = RejectionReason.objects.get(key="lacks-skill")
    page = recruiter.get(address, headers=HTMX).content.decode()
    assert "<dialog" in page and "The interviews showed gaps in a required skill." in page
    refused = recruiter.post(address, {"rejection_reason": reason.pk, "send": "never"})
    assert refused.status_code == 422 and "Rejecting from interview needs a note" in refused.content.decode()
    phrase = "The interviews showed gaps in a required skill."
    answer = recruiter.post(address, {"rejection_reason": reason.pk, "send": "never", "phrase": phrase})
    assert answer.status_code == 303
    assert Visit.objects.get(application=application, position=1).note == phrase


def test_the_application_page_and_why_explain(house, recruiter):
    application = house.apply(first_name="Aiko")
    page = recruiter.get(reverse("application", args=[application.pk])).content.decode()
    assert "What it takes to move on" in page and "CV read" in page and "Then" in page
    answer = recruiter.post(reverse("gate_item_completion", args=[application.pk, "cv-read"]))
    assert answer.status_code == 303
    recruiter.post(reverse("application_advancement", args=[application.pk]), {"to": "screen"})
    told = recruiter.get(reverse("application_why", args=[application.pk])).content.decode()
    assert "Maya Lindqvist moved them on from Applied to Screen." in told
    assert "Call notes" in told and "The hiring manager is told" in told


def test_a_verb_changes_nothing_by_get(house, recruiter):
    application = house.apply()
    for verb in ("advancement", "regression", "bypass", "rejection", "withdrawal", "reopening", "hire"):
        assert recruiter.get(reverse(f"application_{verb}", args=[application.pk])).status_code == 200
    assert recruiter.get(placement(application)).status_code == 405
    assert Visit.objects.filter(application=application).count() == 1


def test_a_withdrawal_is_recorded_and_taken_back_on_the_page(house, recruiter):
    application = house.apply()
    assert recruiter.post(reverse("application_withdrawal", args=[application.pk]), {}).status_code == 303
    application.refresh_from_db()
    assert application.status == "withdrawn"
    answer = recruiter.post(reverse("application_reopening", args=[application.pk]), {"to": "applied", "note": "Back"})
    assert (answer.status_code, place_of(application)) == (303, "applied")


def test_an_ended_job_says_who_still_waits_for_an_answer(house, recruiter):
    application = house.apply()
    board_address, job_address = reverse("board", args=[house.job.pk]), reverse("job", args=[house.job.pk])
    assert "still wait" not in recruiter.get(board_address).content.decode()
    jobs.close(job=house.job, outcome="filled", reason="Hired elsewhere", by=house.recruiter, at=house.at)
    for address in (board_address, job_address):
        page = recruiter.get(address).content.decode()
        assert "1 person still waits for an answer." in page and f"{board_address}?view=table" in page
    page = recruiter.get(reverse("application", args=[application.pk])).content.decode()
    assert "Job filled, no clock runs." in page and "On hold" not in page
    assert "The owner is reminded" not in page and "ends " not in page


def test_who_may_not_move_is_offered_no_move(house, client):
    application = house.apply()
    client.force_login(house.recruiter)
    page = client.get(reverse("application", args=[application.pk])).content.decode()
    assert "Move to Screen" not in page  # the checklist comes first
    client.force_login(house.interviewer)
    page = client.get(reverse("application", args=[application.pk])).content.decode()
    assert "Move to" not in page and "Bypass" not in page
    board = client.get(reverse("board", args=[house.job.pk])).content.decode()
    assert 'name="pick"' not in board and "data-move-url" not in board


def test_what_keeps_a_move_back_is_read_not_hovered(house, client):
    application = house.apply()
    client.force_login(user_with(CorePermission.APPLICATIONS_VIEW, MilestonePermission.ADVANCE))
    page = client.get(reverse("application", args=[application.pk])).content.decode()
    assert "Move to Screen" in page and "<span>Missing: CV read" in page


def test_the_note_says_beforehand_that_it_is_needed_and_how_long(house, recruiter):
    application = house.apply()
    applications.bypass(application=application, to="interviews", reason="Urgent", by=house.recruiter, at=house.at)
    for verb in ("regression", "rejection"):
        page = recruiter.get(reverse(f"application_{verb}", args=[application.pk])).content.decode()
        assert "Needed, at least 10 characters. A quick phrase counts." in page
        assert '<label for="id_note">Note</label>' in page
    page = recruiter.get(reverse("board", args=[house.job.pk])).content.decode()
    assert "Moving back needs a note, at least 10 characters." in page and "data-after-picked" in page


def test_the_refusal_is_a_page_of_the_frame_with_a_way_back(house, recruiter):
    application = house.apply()
    page = recruiter.post(placement(application), {"to": "screen", "version": "applied"}).content.decode()
    assert 'class="side' in page and "Back to the board" in page

"""The review queue: one application after another, decided with the verbs that there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ats.kernel.access import Scope
from ats.kernel.files import FilePage, Pictures, StoredFile
from ats.models import RejectionReason
from ats.permissions import CorePermission as C
from milestones.actions import gate_items
from milestones.models import Visit
from tests.factories.ats import AttachmentFactory, UserFactory, user_with


@pytest.fixture
def three(house):
    """Three people in the first milestone, in the order in which they came."""
    return [house.apply(at=house.at - timedelta(minutes=9 - n)) for n in range(3)]


def address(house, at=None, **more):
    query = {"job": str(house.job.pk), **({"at": str(at.pk)} if at else {}), **more}
    return reverse("review") + "?" + "&".join(f"{name}={value}" for name, value in query.items())


def test_the_longest_waiting_comes_first_and_one_goes_through_in_order(client, house, three):
    client.force_login(house.recruiter)
    shown = client.get(address(house)).context
    assert shown["application"] == three[0] and (shown["place"], shown["total"]) == (1, 3)
    assert shown["previous_url"] == "" and f"at={three[1].pk}" in shown["next_url"]
    last = client.get(address(house, three[2])).context
    assert last["application"] == three[2] and last["next_url"] == ""
    assert f"at={three[1].pk}" in last["previous_url"]


def test_marking_read_then_moving_on_leads_to_the_next(client, house, three):
    client.force_login(house.recruiter)
    shown = client.get(address(house)).context
    assert shown["blocked"] and not shown["can_advance"]
    (item,) = shown["to_mark"]
    marked = client.post(item["url"], {"next": shown["here_url"]})
    assert marked.status_code == 303 and marked.url == shown["here_url"]
    ready = client.get(marked.url).context
    assert ready["can_advance"] and ready["application"] == three[0]
    body = {"to": ready["to"], "expected": ready["expected"], "next": ready["after_url"], "note": "Ledger work."}
    moved = client.post(reverse("application_advancement", args=[three[0].pk]), body)
    assert moved.status_code == 303
    after = client.get(moved.url).context
    assert after["application"] == three[1] and after["total"] == 2
    assert Visit.objects.filter(application=three[0], exited_at=None).get().milestone.definition.key == ready["to"]


def test_rejecting_leads_to_the_next(client, house, three):
    client.force_login(house.recruiter)
    shown = client.get(address(house, three[1])).context
    form = client.get(shown["reject_url"]).content.decode()
    assert shown["after_url"].replace("&", "&amp;") in form
    reason = RejectionReason.objects.filter(type="we_declined").first()
    answer = client.post(
        reverse("application_rejection", args=[three[1].pk]),
        {
            "rejection_reason": reason.pk,
            "expected": "applied",
            "note": "Has never worked on ledgers.",
            "next": shown["after_url"],
        },
    )
    assert answer.status_code == 303, answer.context["form"].errors
    assert f"at={three[2].pk}" in answer.url
    three[1].refresh_from_db()
    assert not three[1].is_active


def test_no_deed_leads_out_of_the_house(client, house, three):
    gate_items.complete(application=three[0], key="cv-read", by=house.recruiter, at=house.at)
    client.force_login(house.recruiter)
    for next_page in ("https://evil.example/review/", "//evil.example/", "/admin/", "/review/../admin/"):
        shown = client.get(reverse("application_rejection", args=[three[0].pk]), {"next": next_page})
        assert shown.context["next"] == ""


def test_the_queue_holds_nobody_else_s_people(client, house, three):
    client.force_login(user_with(C.APPLICATIONS_VIEW, C.JOBS_VIEW, scope=Scope.TEAM))
    assert client.get(address(house)).status_code == 404
    assert client.get(reverse("review")).context["application"] is None
    client.force_login(UserFactory())
    assert client.get(reverse("review")).status_code == 403


def test_the_cv_stands_beside_the_decision(client, house, three):
    AttachmentFactory(candidate=three[0].candidate, application=three[0], text="Kafka and Go")
    house.job.keywords = ["Kafka"]
    house.job.save()
    client.force_login(house.recruiter)
    page = client.get(address(house, paper="text")).content.decode()
    assert '<mark class="">Kafka</mark>' in page and 'data-key="r"' in page and 'data-key="j"' in page
    assert "/board/" in page and "review/?job=" in client.get(reverse("board", args=[house.job.pk])).content.decode()


def test_it_asks_the_same_whoever_comes_first(client, house, three):
    """With a CV that is drawn, with one that isn't, without any; with gate items done and without."""
    drawn, plain = (AttachmentFactory(candidate=row.candidate, application=row) for row in three[:2])
    StoredFile.objects.filter(pk=drawn.file_id).update(pictures=Pictures.MADE)
    FilePage.objects.create(file=drawn.file, number=1, path="page-1", width=9, height=9, words=[])
    gate_items.complete(application=three[1], key="cv-read", by=house.recruiter, at=house.at)
    client.force_login(house.recruiter, backend="ats.accounts.Colleagues")
    asked = []
    for row in [*three, *three]:
        with CaptureQueriesContext(connection) as ran:
            shown = client.get(address(house, row)).context
        assert shown["application"] == row
        asked.append(len(ran))
    assert len(set(asked[3:])) == 1, asked
    assert plain.pk and shown["viewer"] is None

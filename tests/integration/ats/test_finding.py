"""The search page and the command menu: everything one may know of, and nothing else."""

import pytest
from django.urls import reverse

from ats.kernel.access import Scope
from ats.permissions import CorePermission as C
from tests.factories.ats import ApplicationFactory, CandidateFactory, JobFactory, user_with

pytestmark = pytest.mark.django_db
SEES = [C.CANDIDATES_VIEW, C.APPLICATIONS_VIEW, C.JOBS_VIEW]


def hits(client, words, **headers):
    return client.get(reverse("search"), {"q": words}, headers=headers).content.decode()


def headings(client, words):
    return [heading for heading, _ in client.get(reverse("search"), {"q": words}).context["found"]]


def test_people_jobs_and_boards_are_found_by_any_part_of_a_name(client):
    client.force_login(user_with(*SEES, scope=Scope.ALL))
    application = ApplicationFactory(
        candidate=CandidateFactory(first_name="Aiko", last_name="Sørensen", company="Lunar Bank"),
        job=JobFactory(name="Harbour Engineer", status="open"),
    )
    page = hits(client, "ørens")
    assert f"/applications/{application.pk}/" in page and "Aiko S<b>ørens</b>en" in page
    assert f"/jobs/{application.job.pk}/" in hits(client, "harb eng")
    assert f"/jobs/{application.job.pk}/board/" in hits(client, "harbour")
    assert "<b>Lunar</b> Bank" in hits(client, "lunar")
    assert "Nothing that you may see" in hits(client, "zzz")


def test_nobody_finds_what_they_may_not_know_of(client):
    ApplicationFactory(candidate=CandidateFactory(first_name="Aiko"), job=JobFactory(name="Aikido Trainer"))
    client.force_login(user_with(*SEES, scope=Scope.TEAM))
    assert headings(client, "aik") == []
    client.force_login(user_with())
    assert headings(client, "aik") == []
    client.logout()
    assert client.get(reverse("search"), {"q": "aik"}).status_code == 302


def test_commands_and_places_are_those_of_the_reader(client):
    client.force_login(user_with(C.CANDIDATES_VIEW, C.CANDIDATES_CREATE))
    found = dict(client.get(reverse("search")).context["found"])
    offered = [hit.label for hit in found["Do"]]
    assert "Add a candidate" in offered and "Draft a job" not in offered
    assert "Candidates" in [hit.label for hit in found["Go to"]]
    client.force_login(user_with())
    assert "Add a candidate" not in client.get(reverse("search")).content.decode()


def test_names_are_text_and_never_markup(client):
    client.force_login(user_with(*SEES, scope=Scope.ALL))
    CandidateFactory(first_name="<img src=x>", last_name="(a|b")
    assert "<img src=x>" not in hits(client, "img") and "&lt;<b>img</b> src=x&gt;" in hits(client, "img")
    assert "(a|b" in hits(client, "(a|").replace("<b>", "").replace("</b>", "")
    assert client.get(reverse("search"), {"q": "\x00" + "x" * 5000}).status_code in {200, 400}


def test_the_menu_gets_the_hits_alone(client):
    client.force_login(user_with(*SEES, scope=Scope.ALL))
    CandidateFactory(first_name="Aiko")
    part = hits(client, "aiko", **{"HX-Request": "true"})
    assert "Aiko" in part and "<html" not in part


def test_the_help_page_tells_of_what_the_reader_uses(client):
    client.force_login(user_with(C.JOBS_CREATE))
    page = client.get(reverse("help")).content.decode()
    assert "Open a job" in page and "Approvals" in page and "Interviews and scorecards" not in page

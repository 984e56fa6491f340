"""Consent from outside: given on the public form, shown to colleagues, taken back, never rewritten."""

import hashlib

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from ats.actions import first_day
from ats.kernel.models import AuditEntry
from ats.models import Region
from comms.models import Consent, ConsentText, MessageStatus
from tests.factories.ats import (
    AT,
    HiringTeamMemberFactory,
    JobFactory,
    JobPostFactory,
    LocationFactory,
    user_in_role,
)
from tests.factories.comms import MessageFactory
from tests.factories.resumes import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("CM-4.1")]


@pytest.fixture
def post():
    first_day.prepare(at=AT)
    region, _ = Region.objects.get_or_create(key="eu", defaults={"name": "European Union"})
    return JobPostFactory(slug="dock-planner", job=JobFactory(locations=[LocationFactory(region=region)]))


@pytest.fixture
def recruiter(post):
    user = user_in_role("recruiter", first_name="Maya", last_name="Lindqvist")
    HiringTeamMemberFactory(job=post.job, user=user, role="recruiter")
    return user


def apply(client, post, **changes):
    form = {
        "first_name": "Hannah",
        "last_name": "Okafor",
        "email": "hannah@mail.example",
        "phone": "912 345 678",
        "resume": pdf(),
        "consent": ["application"],
        **changes,
    }
    return client.post(reverse("careers_apply", args=[post.slug]), form, headers={"User-Agent": "Firefox 140"})


def seen(client, user, candidate):
    client.force_login(user)
    return client.get(reverse("candidate", args=[candidate.pk]), {"history": "all"}).content.decode()


def test_the_form_shows_the_regions_words_and_the_record_keeps_them(client, post):
    page = client.get(reverse("careers_apply", args=[post.slug])).content.decode()
    words = ConsentText.objects.get(purpose="application", region="eu")
    assert words.text in page.replace("&#x27;", "'")
    assert apply(client, post).status_code == 303
    given, declined = Consent.objects.order_by("purpose")
    assert (given.purpose, given.status, given.text, given.jurisdiction) == ("application", "granted", words, "eu")
    assert (declined.purpose, declined.status) == ("talent_pool", "denied")
    assert given.text_sha256 == hashlib.sha256(words.text.encode()).hexdigest()
    assert "Firefox 140" in given.proof
    assert given.form_url.endswith("/careers/dock-planner/")


def test_without_the_required_box_nothing_is_taken_in(client, post):
    answer = apply(client, post, consent=["talent_pool"])
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["consent"]
    assert not Consent.objects.exists()


def test_colleagues_see_it_on_the_candidates_page_and_over_rest_without_the_proof(client, post, recruiter):
    apply(client, post)
    candidate = Consent.objects.first().candidate
    page = seen(client, recruiter, candidate)
    assert "version 1, EU" in page
    assert "Granted: handling this application" in page
    listed = client.get(f"/api/v1/candidates/{candidate.pk}/consents/").json()["results"]
    assert {(row["purpose"], row["status"], row["text_version"], row["jurisdiction"]) for row in listed} == {
        ("application", "granted", 1, "eu"),
        ("talent_pool", "denied", 1, "eu"),
    }
    assert "Firefox" not in page + str(listed)


@pytest.mark.requirement("CM-4.4")
@pytest.mark.parametrize("way", ["page", "rest"])
def test_a_withdrawal_is_recorded_with_who_and_cancels_what_waits(client, post, recruiter, way):
    apply(client, post)
    candidate = Consent.objects.first().candidate
    waiting = MessageFactory(application=candidate.applications.get())
    before = seen(client, recruiter, candidate)
    if way == "page":
        assert reverse("consent_withdraw", args=[candidate.pk]) in before
        client.post(reverse("consent_withdraw", args=[candidate.pk]), {"purpose": "application"})
    else:
        body = {"purpose": "application", "status": "withdrawn"}
        answer = client.post(f"/api/v1/candidates/{candidate.pk}/consents", body, "application/json")
        assert (answer.status_code, answer.json()["recorded_by"]) == (201, str(recruiter.pk))
        assert client.get(answer["Location"]).json()["status"] == "withdrawn"
    waiting.refresh_from_db()
    assert (waiting.status, waiting.status_reason) == (
        MessageStatus.CANCELLED,
        "The person withdrew their consent.",
    )
    page = seen(client, recruiter, candidate)
    assert "Withdrawn: handling this application" in page
    assert "Wording version 1, recorded by Maya Lindqvist" in page
    assert "Granted: handling this application" in page
    assert AuditEntry.objects.get(deed="consent.withdrawn").actor_id == recruiter.pk


def test_what_was_not_given_is_not_taken_back(client, post, recruiter):
    apply(client, post)
    candidate = Consent.objects.first().candidate
    client.force_login(recruiter)
    body = {"purpose": "talent_pool", "status": "withdrawn"}
    answer = client.post(f"/api/v1/candidates/{candidate.pk}/consents", body, "application/json")
    assert (answer.status_code, answer.json()["detail"]) == (
        422,
        "Hannah Okafor has not agreed to this, so there is nothing to take back.",
    )
    granted = {"purpose": "application", "status": "granted"}
    assert client.post(f"/api/v1/candidates/{candidate.pk}/consents", granted, "application/json").status_code == 400
    assert Consent.objects.count() == 2


def test_who_may_only_look_takes_nothing_back(client, post):
    apply(client, post)
    candidate = Consent.objects.first().candidate
    sourcer = user_in_role("sourcer")
    candidate.owner = sourcer
    candidate.save()
    assert reverse("consent_withdraw", args=[candidate.pk]) not in seen(client, sourcer, candidate)
    assert client.post(reverse("consent_withdraw", args=[candidate.pk])).status_code == 403
    assert not Consent.objects.filter(status="withdrawn").exists()


@pytest.mark.requirement("CM-4.4")
def test_the_database_neither_rewrites_nor_loses_a_record(client, post):
    """Straight at the tables, past all code: UPDATE and DELETE are refused; erasing the person takes the record along."""
    apply(client, post)
    for change in ("status = 'denied'", "text_sha256 = repeat('1', 64)", "captured_at = now()", "jurisdiction = 'us'"):
        refused(f"UPDATE comms_consent SET {change}", "never rewritten")
    refused("DELETE FROM comms_consent", "kept as long as the person")
    assert Consent.objects.count() == 2


def refused(sql, why):
    with (
        pytest.raises(IntegrityError, match=why),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

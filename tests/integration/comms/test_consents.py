"""Consent at the application: the form's boxes, the record, and that nobody rewrites it."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from ats import extension_points
from ats.extension_points import ConsentChoice, Submission
from comms.actions import consents
from comms.models import Consent, ConsentStatus, ConsentText, MessageStatus
from tests.factories.comms import ConsentFactory, MessageFactory, applicant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def seeded(at):
    extension_points.seed(at=at)


def submission(region="", **choices):
    boxes = {box.purpose: box for box in consents.boxes(region=region)}
    given = {purpose: ConsentChoice(granted, boxes[purpose].text_id) for purpose, granted in choices.items()}
    return Submission(
        first_name="Ana",
        last_name="Sousa",
        email="ana@mail.example",
        consents=given,
        region=region,
        ip="203.0.113.7",
        user_agent="Firefox",
        locale="pt",
        form_url="http://localhost:8000/careers/x/apply/",
    )


def test_the_boxes_are_those_of_the_region():
    union, elsewhere = consents.boxes(region="EU"), consents.boxes(region="us")
    assert [box.is_required for box in union] == [True, False]
    assert [box.purpose for box in union] == ["application", "talent_pool"]
    assert union[0].text != elsewhere[0].text


def test_the_record_holds_wording_version_fingerprint_and_sealed_proof(at):
    application = applicant()
    consents.record_application(
        application=application, submission=submission("eu", application=True, talent_pool=False), at=at
    )
    granted, denied = Consent.objects.order_by("purpose")
    assert (granted.status, denied.status) == (ConsentStatus.GRANTED, ConsentStatus.DENIED)
    assert granted.text_sha256 == hashlib.sha256(granted.text.text.encode()).hexdigest()
    assert (granted.jurisdiction, granted.captured_at, granted.expires_at) == ("eu", at, at + timedelta(days=180))
    assert json.loads(granted.proof) == {"ip": "203.0.113.7", "user_agent": "Firefox"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT proof FROM comms_consent")
        assert not any("203.0.113.7" in row[0] for row in cursor.fetchall())


@pytest.mark.parametrize("choices", [{}, {"application": False}, {"talent_pool": True}])
def test_without_the_required_box_there_is_no_application(choices, at):
    with pytest.raises(consents.ConsentMissing):
        consents.record_application(application=applicant(), submission=submission(**choices), at=at)


def test_who_was_put_forward_consented_to_nothing(at):
    consents.record_application(application=applicant(), submission=None, at=at)
    assert not Consent.objects.exists()


def test_a_newer_wording_is_asked_and_the_old_record_keeps_its_own(at):
    row = ConsentFactory(application=applicant())
    ConsentText.objects.create(purpose="application", region="", version=2, text="New words.", is_required=True)
    assert consents.boxes(region="")[0].text == "New words."
    row.refresh_from_db()
    assert row.text.version == 1


def test_withdrawing_appends(at):
    row = ConsentFactory(application=applicant(), captured_at=at)
    taken_back = consents.withdraw(candidate=row.candidate, purpose="application", by=None, at=at + timedelta(days=1))
    assert (taken_back.status, taken_back.captured_by) == (ConsentStatus.WITHDRAWN, "self")
    assert Consent.objects.count() == 2
    with pytest.raises(consents.NothingToWithdraw):
        consents.withdraw(candidate=row.candidate, purpose="application", by=None, at=at + timedelta(days=2))


def test_taking_back_one_purpose_leaves_what_rests_on_another(at):
    application = applicant()
    ConsentFactory(application=application, captured_at=at, purpose="talent_pool")
    waiting = MessageFactory(application=application)
    consents.withdraw(candidate=application.candidate, purpose="talent_pool", by=None, at=at)
    waiting.refresh_from_db()
    assert waiting.status == MessageStatus.QUEUED


def test_erasing_blanks_the_proof_and_takes_the_record_with_its_person(at):
    row = ConsentFactory(application=applicant())
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        Consent.objects.filter(pk=row.pk).update(proof="other")
    Consent.objects.filter(pk=row.pk).update(proof="")
    candidate = row.candidate
    row.application.delete()
    candidate.delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not Consent.objects.exists()

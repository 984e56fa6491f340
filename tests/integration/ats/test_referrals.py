"""Referrals: credited to the colleague, silent on who was known before, agreed to by the person, coarse to the referrer."""

from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse

from ats import links
from ats.actions import applications, candidates, first_day, referrals
from ats.extension_points import ConsentChoice, Submission
from ats.kernel import clock, pump
from ats.kernel.notices.models import Notice
from ats.models import (
    Application,
    ApplicationStatus,
    Candidate,
    HiringTeamMember,
    JobStatus,
    Referral,
    ReferralState,
    RejectionReason,
    SourceTouch,
    Stage,
    TeamRole,
)
from ats.models.contact import email_indexes
from ats.policies.referrals import AlreadyReferred, ReferralRefused, TooManyReferrals
from ats.queries.own_data import of_candidate
from ats.queries.referrals import states
from comms.actions.consents import boxes
from comms.models import Consent, ConsentText, Message, MessageStatus
from milestones.actions import applications as moves
from tests.factories.ats import AT, CandidateEmailFactory, CandidateFactory, JobFactory, JobPostFactory, user_in_role
from tests.factories.comms import MessageFactory
from tests.factories.resumes import pdf
from tests.integration.ats.test_person_keys import hits
from tests.integration.ats.test_races import at_once

pytestmark = pytest.mark.django_db
PERSON = {"first_name": "Hannah", "last_name": "Okafor", "email": "hannah@mail.example"}
WORDS = {"relation": "worked_together", "reason": "She ran the night shift with me."}


@pytest.fixture
def job():
    first_day.prepare(at=AT)
    job = JobFactory(name="Dock Planner")
    JobPostFactory(job=job)
    return job


@pytest.fixture
def ana(job):
    """Sees only whom she was asked to meet."""
    return user_in_role("interviewer", first_name="Ana", last_name="Sousa", email="ana@work.example")


def refer(job, by, at=None, **changes):
    return referrals.refer(job=job, by=by, at=at or clock.now(), **{**PERSON, **WORDS, **changes})


def known(**person):
    """Somebody who is here already, by the same address."""
    candidate = CandidateFactory(first_name="Johanna", last_name="Okafor-Lund", **person)
    CandidateEmailFactory(candidate=candidate, value=PERSON["email"])
    return candidate


def post(client, job, **changes):
    return client.post(reverse("referral_new"), {"job": job.pk, **PERSON, **WORDS, **changes})


def test_a_referral_by_the_form_is_credited_asked_and_kept_with_its_reason(client, job, ana):
    client.force_login(ana)
    answer = post(client, job, phone="+351912345678", resume=pdf())
    assert answer.status_code == 303
    application = Application.objects.get()
    assert application.credited_to == ana
    assert application.source.key == "employee-referral"
    assert SourceTouch.objects.get().source == application.source
    assert application.candidate.main_email == PERSON["email"]
    assert "PostgreSQL" in application.candidate.attachments.get().text
    row = Referral.objects.get()
    assert (row.relation, row.reason, row.joined) == ("worked_together", WORDS["reason"], False)
    kept = Referral.history.get()
    assert (kept.history_user, kept.history_change_reason) == (ana, "Referred by a colleague")
    pump.drain()
    mail = Message.objects.get(purpose="referral")
    assert mail.subject == "Ana Sousa recommended you: Dock Planner"
    assert not Consent.objects.exists()


def test_the_referrer_sees_no_more_of_the_person_afterwards(client, job, ana):
    refer(job, ana)
    assert not Application.objects.visible_to(ana).exists()
    assert not Candidate.objects.visible_to(ana).exists()
    client.force_login(ana)
    assert client.get(f"/candidates/{Candidate.objects.get().pk}/").status_code == 404


def test_somebody_known_stays_one_person_and_the_answer_tells_nothing(client, job, ana):
    client.force_login(ana)
    fresh = post(client, job, email="new@mail.example")
    mine = known()
    again = post(client, job)
    assert (fresh.status_code, fresh["Location"]) == (again.status_code, again["Location"])
    assert mine.applications.count() == 1
    mine.refresh_from_db()
    assert (mine.first_name, mine.phone_numbers.count()) == ("Johanna", 0)
    page = client.get("/referrals/").content.decode()
    assert page.count('<div class="sm m">Hannah Okafor') == 2
    assert "Johanna" not in page


def test_who_is_in_the_process_keeps_source_and_credit_and_gets_no_mail(job, ana):
    mine = known()
    before = moves.core.add(candidate=mine, job=job, source=None, by=user_in_role("recruiter"), at=AT)
    Application.objects.filter(pk=before.pk).update(stage=Stage.INTERVIEW)
    row = refer(job, ana)
    pump.drain()
    assert row.joined
    assert row.application == before
    assert row.application.credited_to is None
    assert SourceTouch.objects.get(candidate=mine).source.key == "employee-referral"
    assert not Message.objects.filter(purpose="referral").exists()
    row = Referral.objects.select_related("application").get()
    assert states([row])[row.pk] == ReferralState.RECEIVED


def test_the_state_is_coarse_and_never_ahead_of_our_word_to_the_person(job, ana):
    def state():
        row = Referral.objects.select_related("application").get()
        return states([row])[row.pk]

    row = refer(job, ana)
    assert state() == ReferralState.RECEIVED
    Application.objects.update(stage=Stage.INTERVIEW)
    assert state() == ReferralState.IN_PROCESS
    reason = RejectionReason.objects.filter(type="we_declined").first()
    Application.objects.update(status=ApplicationStatus.REJECTED, rejected_at=AT, rejection_reason=reason)
    mail = MessageFactory(application=row.application, purpose="rejection", status=MessageStatus.QUEUED)
    assert state() == ReferralState.IN_PROCESS
    Message.objects.filter(pk=mail.pk).update(status=MessageStatus.SENT, sent_at=AT)
    assert state() == ReferralState.CLOSED
    Application.objects.update(status=ApplicationStatus.HIRED, hired_at=AT)
    assert state() == ReferralState.HIRED


def test_the_same_person_once_and_not_oneself_nor_everybody(settings, job, ana):
    refer(job, ana)
    with pytest.raises(AlreadyReferred):
        refer(job, ana, email=" Hannah@Mail.Example")
    with pytest.raises(ReferralRefused, match="your own address"):
        refer(job, ana, email="Ana@work.example")
    with pytest.raises(ReferralRefused, match="why"):
        refer(job, ana, email="bo@mail.example", reason=" ")
    settings.REFERRALS_PER_DAY = 2
    refer(job, ana, email="bo@mail.example")
    with pytest.raises(TooManyReferrals):
        refer(job, ana, email="cy@mail.example")
    refer(job, ana, email="cy@mail.example", at=clock.now() + timedelta(hours=25))
    refer(job, user_in_role("finance"))  # others say nothing of each other


def test_refusals_stand_in_the_form(client, settings, job, ana):
    client.force_login(ana)
    settings.REFERRALS_PER_DAY = 1
    assert post(client, job).status_code == 303
    limited = post(client, job, email="bo@mail.example")
    assert limited.status_code == 429
    assert "go on tomorrow" in limited.content.decode()
    assert post(client, job, email="no address", resume=pdf()).status_code == 422
    hidden = JobFactory(name="Not public", status=JobStatus.OPEN)
    assert "job" in post(client, hidden, email="bo@mail.example").context["form"].errors


def test_the_recruiter_is_told_and_reads_who_and_why(client, job, ana):
    recruiter = user_in_role("recruiter")
    HiringTeamMember.objects.create(job=job, user=recruiter, role=TeamRole.RECRUITER)
    row = refer(job, ana)
    pump.drain()
    assert Notice.objects.get(user=recruiter).kind == "application.referred"
    client.force_login(recruiter)
    page = client.get(f"/applications/{row.application_id}/").content.decode()
    assert "She ran the night shift with me." in page
    assert "Ana Sousa" in page
    assert "not answered yet" in client.get(f"/candidates/{row.application.candidate_id}/").content.decode()


def test_the_person_agrees_by_their_own_link_once(client, job, ana):
    row = refer(job, ana)
    link = links.sign("status", row.application_id)
    page = client.get(f"/status/{link}/").content.decode()
    assert "Ana Sousa recommended you" in page
    assert "Do you agree?" in page
    assert client.post(f"/status/{link}/consents/")["Location"].endswith("?done=not-agreed")
    assert not Consent.objects.exists()
    for _ in range(2):
        agreed = client.post(f"/status/{link}/consents/", {"consent": ["application"]}, REMOTE_ADDR="10.0.0.1")
        assert agreed["Location"].endswith("?done=agreed")
    given = Consent.objects.get(purpose="application")
    assert given.is_standing
    assert given.told_from["ip"] == "10.0.0.1"
    assert not Consent.objects.filter(purpose="talent_pool").exists()  # nothing but this job is asked about
    assert "Do you agree?" not in client.get(f"/status/{link}/").content.decode()


@pytest.mark.parametrize("pool_is_required", [True, False])
def test_they_agree_to_what_they_are_asked_whatever_other_forms_demand(client, job, ana, pool_is_required):
    ConsentText.objects.filter(purpose="talent_pool").update(is_required=pool_is_required)
    ConsentText.objects.filter(purpose="application").update(is_required=False)
    address = f"/status/{links.sign('status', refer(job, ana).application_id)}/consents/"
    assert client.post(address)["Location"].endswith("?done=not-agreed")
    assert not Consent.objects.exists()
    assert client.post(address, {"consent": "application"})["Location"].endswith("?done=agreed")
    assert Consent.objects.get().is_standing


def test_nobody_agrees_to_what_is_over(client, job, ana):
    row = refer(job, ana)
    link = links.sign("status", row.application_id)
    client.post(f"/status/{link}/withdrawal/")
    answer = client.post(f"/status/{link}/consents/", {"consent": "application"}, follow=True)
    assert "there is nothing to agree to" in answer.content.decode()
    assert not Consent.objects.exists()


def test_the_person_may_ask_for_what_was_said_of_them(job, ana):
    row = refer(job, ana)
    (said,) = of_candidate(row.application.candidate)["recommended_by"]
    assert (said["name"], said["why"]) == ("Ana Sousa", WORDS["reason"])


def test_with_the_address_goes_its_fingerprint(job, ana):
    row = refer(job, ana)
    refer(job, ana, email="bo@mail.example")
    pump.drain()
    index = email_indexes(PERSON["email"])[0]
    assert {"ats_referral.email_index", "ats_historicalreferral.email_index"} <= set(hits(index))
    candidates.erase_contacts(candidate=row.application.candidate, by=ana, at=clock.now())
    pump.drain()
    assert hits(index) == []
    assert Referral.objects.get(pk=row.pk).updated_at == row.updated_at  # the referrer reads it, and learns nothing
    assert refer(job, ana).application != row.application  # as somebody whom nobody knows


def test_two_who_refer_one_person_at_once_bring_one_application(transactional_db, job, ana):
    """And the person themselves, by the careers site, in the same moment."""
    others = [user_in_role("finance"), user_in_role("executive")]
    ticked = {box.purpose: ConsentChoice(True, box.text_id) for box in boxes(region="")}
    form = Submission(first_name="Hannah", last_name="Okafor", email=PERSON["email"], consents=ticked)
    post = job.posts.get()
    deeds = [partial(refer, job, by) for by in (ana, ana, *others)]
    outcomes = at_once(*deeds, lambda: applications.receive(post=post, submission=form, at=clock.now()))
    refused = [each for each in outcomes if isinstance(each, Exception)]
    assert [type(each) for each in refused] == [AlreadyReferred]
    application = Application.objects.get()
    assert application.candidate == Candidate.objects.get()
    assert Referral.objects.filter(application=application).count() == 3
    assert Referral.objects.filter(joined=False).count() <= 1


def test_over_rest_one_sees_ones_own_and_those_within_reach(client, job, ana):
    client.force_login(ana)
    body = {"job": str(job.pk), **PERSON, **WORDS}
    made = client.post("/api/v1/referrals/", body, content_type="application/json")
    assert made.status_code == 201, made.content
    assert made.json()["status"] == "received"
    assert "application" not in made.json()
    assert client.post("/api/v1/referrals/", body, content_type="application/json").status_code == 409
    seen = dict.fromkeys(("recruiter", "dei", "finance", "executive", "interviewer"), 0)
    for role in seen:
        client.force_login(user_in_role(role))
        seen[role] = len(client.get("/api/v1/referrals/").json()["results"])
    assert seen == {"recruiter": 1, "dei": 0, "finance": 0, "executive": 0, "interviewer": 0}

"""Pages of approvals, offers, interviews and scorecards, driven as a browser without JavaScript would."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ats import links
from ats.actions import offers, scorecards
from ats.kernel import clock
from ats.kernel.approvals.models import ApprovalRequest
from ats.models import ApplicationStatus, Interview, Offer, OfferStatus, Scorecard
from tests.factories.ats import HiringTeamMemberFactory, UserFactory, user_in_role
from tests.factories.decisions import Desk, InterviewFactory, ScorecardFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


def submitted(desk, salary="92000"):
    return offers.submit(offer=desk.offer(salary), by=desk.recruiter, at=clock.now())


def sent(desk, salary="92000"):
    from ats.kernel import approvals

    offer = submitted(desk, salary)
    request = ApprovalRequest.objects.get(subject_id=offer.pk)
    approvals.decide(request=request, by=desk.manager, decision="approve", at=clock.now(), expected_step=1)
    until = clock.now() + timedelta(days=7)
    return offers.send(offer=offer, by=desk.recruiter, at=clock.now(), expires_at=until)


def candidate_link(offer):
    return reverse("offer_answer", args=[links.sign("offer", offer.pk, version=offer.version)])


def test_list_shows_what_waits_and_what_is_decided(client, desk):
    submitted(desk)
    client.force_login(desk.manager)
    page = client.get("/approvals/").content.decode()
    assert "Offer for Aiko Sørensen" in page
    assert "€92,000" in page
    client.force_login(UserFactory())
    assert "Aiko" not in client.get("/approvals/").content.decode()


def test_opening_the_page_decides_nothing_and_posting_does(client, desk):
    offer = submitted(desk)
    client.force_login(desk.manager)
    url = f"/offers/{offer.pk}/approval/"
    page = client.get(url + "?decision=approve").content.decode()
    assert "Approve offer" in page and "Inside the band" in page
    offer.refresh_from_db()
    assert offer.status == OfferStatus.PENDING_APPROVAL
    answer = client.post(url, {"decision": "approve", "expected_step": 1})
    assert (answer.status_code, answer.url) == (303, url)
    receipt = client.get(url).content.decode()
    assert "You approved this." in receipt and "Approve offer</button>" not in receipt


def test_link_in_the_mail_leads_here_after_signing_in(client, desk):
    url = f"/offers/{submitted(desk).pk}/approval/"
    answer = client.get(url)
    assert answer.status_code == 302
    assert answer.url == f"/accounts/login/?next={url}"


def test_asking_for_changes_needs_words(client, desk):
    offer = submitted(desk)
    client.force_login(desk.manager)
    answer = client.post(f"/offers/{offer.pk}/approval/", {"decision": "request_changes", "expected_step": 1})
    assert answer.status_code == 422
    assert "Say what has to change" in answer.content.decode()


def test_second_decision_is_a_conflict(client, desk):
    offer = submitted(desk)
    client.force_login(desk.manager)
    url, form = f"/offers/{offer.pk}/approval/", {"decision": "approve", "expected_step": 1}
    client.post(url, form)
    assert client.post(url, form).status_code == 409


def test_stranger_gets_404_and_reader_without_seat_only_reads(client, desk):
    offer = submitted(desk)
    client.force_login(UserFactory())
    assert client.get(f"/offers/{offer.pk}/approval/").status_code == 404
    client.force_login(desk.recruiter)
    page = client.get(f"/offers/{offer.pk}/approval/").content.decode()
    assert "wait for you. You can read along." in page and "Approve offer</button>" not in page


def test_pay_is_not_in_the_html_for_those_who_may_not_see_it(client, desk):
    offer = submitted(desk)
    client.force_login(desk.admin)
    for url in (f"/offers/{offer.pk}/", f"/offers/{offer.pk}/approval/", "/approvals/", "/"):
        page = client.get(url)
        assert page.status_code == 200, url
        assert "92,000" not in page.content.decode() and "92000" not in page.content.decode()
    assert client.get(f"/offers/{offer.pk}/?as_of=2026-11-20T10:00").status_code == 403


@pytest.mark.requirement("PF-4.4")
def test_offer_as_of_a_date_equals_what_it_was(client, desk, move_clock):
    offer = submitted(desk)
    move_clock(timedelta(days=1))
    before = clock.now()
    move_clock(timedelta(days=1))
    offers.revise(offer=offer, by=desk.recruiter, at=clock.now(), salary_amount=96000, bonus="15 %")
    client.force_login(desk.recruiter)
    then = client.get(f"/offers/{offer.pk}/", {"as_of": before.isoformat(timespec="minutes")[:16]})
    page = then.content.decode()
    assert "€92,000" in page and "Pending approval" in page and "€96,000" not in page
    assert "€96,000" in client.get(f"/offers/{offer.pk}/").content.decode()


def test_candidate_reads_without_deciding_and_accepts(client, desk):
    offer = sent(desk)
    link = candidate_link(offer)
    page = client.get(link).content.decode()
    assert "€92,000" in page
    offer.refresh_from_db()
    assert offer.status == OfferStatus.SENT
    assert client.post(link, {"answer": "accept", "signed_name": "Aiko Sørensen"}).status_code == 422
    answer = client.post(link, {"answer": "accept", "signed_name": "Aiko Sørensen", "agree": "on"})
    assert answer.status_code == 303
    assert "You accepted" in client.get(link).content.decode()
    again = client.post(link, {"answer": "decline", "reason": "Changed my mind"})
    assert "You accepted" in again.content.decode()
    desk.application.refresh_from_db()
    assert desk.application.status == ApplicationStatus.HIRED


def test_candidate_declines(client, desk):
    offer = sent(desk)
    client.post(candidate_link(offer), {"answer": "decline", "reason": "Pay"})
    offer.refresh_from_db()
    assert (offer.status, offer.decline_reason) == (OfferStatus.DECLINED, "Pay")


def test_expired_and_withdrawn_offers_say_so_and_show_no_terms(client, desk, move_clock):
    offer = sent(desk)
    move_clock(timedelta(days=8))
    page = client.get(candidate_link(offer)).content.decode()
    assert "This offer has expired" in page and "92,000" not in page
    answer = client.post(candidate_link(offer), {"answer": "accept", "signed_name": "Aiko Sørensen", "agree": "on"})
    assert "This offer has expired" in answer.content.decode()
    offers.withdraw(offer=offer, by=desk.recruiter, at=clock.now(), reason="Budget")
    assert "was withdrawn" in client.get(candidate_link(offer)).content.decode()


def test_forged_link_is_404(client, desk):
    sent(desk)
    assert client.get("/o/abc.def.ghi/").status_code == 404


@pytest.fixture
def panel(desk):
    people = [user_in_role("interviewer", first_name="Tom"), user_in_role("interviewer", first_name="Jon")]
    return InterviewFactory(application=desk.application, interviewers=people), people


FILLED = {"rating_0": "4", "note_0": "Clear", "rating_1": "3", "overall_recommendation": "strong_yes"}


def test_scorecard_has_nothing_chosen_and_is_the_panels_own(client, desk, panel):
    interview, (tom, _) = panel
    client.force_login(tom)
    page = client.get(f"/interviews/{interview.pk}/scorecard/").content.decode()
    assert "checked" not in page and "Strong yes" in page
    client.force_login(user_in_role("interviewer"))
    assert client.get(f"/interviews/{interview.pk}/scorecard/").status_code == 404
    client.force_login(desk.recruiter)
    assert client.get(f"/interviews/{interview.pk}/scorecard/").status_code == 404


def test_draft_is_kept_and_unrated_is_asked_once(client, panel):
    interview, (tom, _) = panel
    client.force_login(tom)
    url = f"/interviews/{interview.pk}/scorecard/"
    client.post(url, {"note_0": "Drew the states first", "save": "draft"})
    assert "Drew the states first" in client.get(url).content.decode()
    partly = {"rating_0": "4", "overall_recommendation": "yes"}
    answer = client.post(url, partly)
    assert answer.status_code == 422 and "Leave them unrated?" in answer.content.decode()
    assert client.post(url, {**partly, "unrated_is_meant": "on"}).status_code == 303
    assert Scorecard.objects.get().submitted_at


def test_others_scorecards_show_up_when_ones_own_is_in(client, desk, panel):
    interview, (tom, jon) = panel
    ScorecardFactory(interview=interview, interviewer=jon)
    url = f"/applications/{desk.application.pk}/scorecards/"
    client.force_login(tom)
    assert "ledger migration" not in client.get(url).content.decode()
    client.post(f"/interviews/{interview.pk}/scorecard/", FILLED)
    assert "ledger migration" in client.get(url).content.decode()


def test_last_scorecard_completes_the_interview(desk, panel, at):
    interview, (tom, jon) = panel
    for person in (tom, jon):
        scorecards.submit(
            interview=interview,
            by=person,
            at=at,
            attributes=[{"name": "Coding", "rating": 3}],
            overall_recommendation="yes",
            unrated_is_meant=True,
        )
    interview.refresh_from_db()
    assert interview.status == "complete"


def test_recruiter_schedules_moves_and_cancels(client, desk):
    tom = user_in_role("interviewer")
    client.force_login(desk.recruiter)
    form = {
        "name": "Coding in pairs",
        "starts_at": "2026-12-01T15:00",
        "ends_at": "2026-12-01T16:00",
        "time_zone": "Europe/Lisbon",
        "location": "Room 4",
        "interviewers": [tom.pk],
        "attributes": "Coding\nTrade-offs",
    }
    assert client.get(f"/applications/{desk.application.pk}/interviews/new/").status_code == 200
    backwards = client.post(
        f"/applications/{desk.application.pk}/interviews/new/", {**form, "ends_at": "2026-12-01T14:00"}
    )
    assert backwards.status_code == 422
    assert client.post(f"/applications/{desk.application.pk}/interviews/new/", form).status_code == 303
    interview = Interview.objects.get()
    assert interview.starts_at.isoformat() == "2026-12-01T15:00:00+00:00"
    assert interview.attributes == ["Coding", "Trade-offs"]
    moved = client.post(f"/interviews/{interview.pk}/change/", {**form, "starts_at": "2026-12-01T15:30"})
    assert moved.status_code == 303
    client.post(f"/interviews/{interview.pk}/cancellation/", {"reason": "She is ill"})
    interview.refresh_from_db()
    assert (interview.status, interview.sequence) == ("cancelled", 2)


def test_interview_pages_follow_scope(client, desk, panel):
    interview, (tom, _) = panel
    client.force_login(tom)
    assert client.get("/interviews/").context["rows"][0] == interview
    assert client.get(f"/interviews/{interview.pk}/").status_code == 200
    client.force_login(user_in_role("interviewer"))
    assert client.get(f"/interviews/{interview.pk}/").status_code == 404
    assert not client.get("/interviews/?whose=all").context["rows"]


def test_recruiter_drafts_submits_sends(client, desk):
    client.force_login(desk.recruiter)
    until = (clock.now() + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M")
    terms = {"salary_amount": "92000", "salary_currency": "EUR", "salary_unit": "year", "expires_at": until}
    url = f"/applications/{desk.application.pk}/offers/new/"
    assert client.get(url).status_code == 200
    assert client.post(url, {**terms, "salary_amount": "-1"}).status_code == 422
    assert client.post(url, terms).status_code == 303
    offer = Offer.objects.get()
    client.post(f"/offers/{offer.pk}/submission/", {"note": "Competing offer"})
    assert client.get(f"/offers/{offer.pk}/").status_code == 200
    client.force_login(desk.manager)
    client.post(f"/offers/{offer.pk}/approval/", {"decision": "approve", "expected_step": 1})
    client.force_login(desk.recruiter)
    client.post(f"/offers/{offer.pk}/sending/")
    offer.refresh_from_db()
    assert offer.status == OfferStatus.SENT
    assert client.get(f"/offers/{offer.pk}/").status_code == 200


def test_manager_reads_the_offer_but_neither_drafts_nor_sends(client, desk):
    offer = desk.offer()
    client.force_login(desk.manager)
    assert client.get(f"/offers/{offer.pk}/").status_code == 200
    assert client.post(f"/offers/{offer.pk}/submission/").status_code == 403
    assert client.get(f"/offers/{offer.pk}/revision/").status_code == 403
    foreign = user_in_role("manager")
    client.force_login(foreign)
    assert client.get(f"/offers/{offer.pk}/").status_code == 404


def test_colleague_on_the_team_sees_the_job_approval(client, desk):
    HiringTeamMemberFactory(job=desk.job, user=UserFactory())
    client.force_login(desk.recruiter)
    assert client.get(f"/jobs/{desk.job.pk}/approval/").status_code == 404

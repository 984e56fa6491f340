"""Many at once: each by itself, once, with its reason where it refuses; and the way back while nothing has gone out."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from ats.kernel import clock, pump
from ats.kernel.errors import NotAllowed
from ats.models import Application, ApplicationStatus, RejectionReason
from comms.actions import suppressions
from comms.models import Message, MessageStatus, Template
from milestones.actions import applications, bulk, gate_items
from milestones.models import BulkItem, BulkRun, BulkStatus, BulkVerb, ItemState
from tests.factories.ats import user_in_role
from tests.factories.milestones import House, place_of

pytestmark = pytest.mark.django_db


def ids(rows: list[Application], place: str = "applied") -> str:
    return ",".join(f"{row.pk}:{place}" for row in rows)


def states() -> list[str]:
    return sorted(BulkItem.objects.values_list("state", flat=True))


@pytest.fixture
def three(house: House) -> list[Application]:
    return [house.apply(first_name=name) for name in ("Aiko", "Bola", "Carla")]


@pytest.fixture
def recruiter(house: House, client: Any) -> Any:
    client.force_login(house.recruiter)
    return client


def reject(client: Any, rows: list[Application], **more: Any) -> Any:
    reason = RejectionReason.objects.get(key="less-experience")
    given = {"ids": ids(rows), "rejection_reason": reason.pk, "confirm": "1", **more}
    return client.post(reverse("bulk_rejection"), given)


class TestRejecting:
    def test_asks_first_and_names_who_was_picked(self, three, recruiter):
        page = recruiter.post(reverse("bulk_rejection"), {"ids": ids(three)}).content.decode()
        assert "Reject 3 candidates?" in page and "Aiko" in page
        assert not BulkRun.objects.exists()

    def test_rejects_each_queues_its_message_and_is_undone(self, three, recruiter, template):
        answer = reject(recruiter, three, template=template.pk, send="tomorrow")
        run = BulkRun.objects.get()
        assert (answer.status_code, answer["Location"]) == (303, reverse("bulk_run", args=[run.pk]))
        assert set(Application.objects.values_list("status", flat=True)) == {ApplicationStatus.REJECTED}
        assert Message.objects.filter(purpose="rejection", status=MessageStatus.QUEUED).count() == 3
        assert "3 done." in recruiter.get(answer["Location"]).content.decode()
        recruiter.post(reverse("bulk_undo", args=[run.pk]))
        assert set(Application.objects.values_list("status", flat=True)) == {ApplicationStatus.ACTIVE}
        assert Message.objects.filter(purpose="rejection", status=MessageStatus.CANCELLED).count() == 3
        assert states() == [ItemState.UNDONE] * 3

    def test_what_is_out_already_is_not_undone(self, house, three, recruiter, template):
        reject(recruiter, three, template=template.pk, send="tomorrow")
        Message.objects.filter(application=three[0], purpose="rejection").update(
            status=MessageStatus.SENT, sent_at=house.at
        )
        applications.reopen(application=three[1], by=house.recruiter, at=clock.now())
        recruiter.post(reverse("bulk_undo", args=[BulkRun.objects.get().pk]))
        assert states() == [ItemState.STAYS, ItemState.STAYS, ItemState.UNDONE]
        assert Application.objects.get(pk=three[0].pk).status == ApplicationStatus.REJECTED

    def test_one_that_refuses_holds_back_nobody(self, house, three, recruiter):
        applications.withdraw(application=three[1], by=house.recruiter, at=house.at)
        answer = reject(recruiter, three)
        assert states() == [ItemState.DONE, ItemState.DONE, ItemState.REFUSED]
        assert "Somebody else was quicker" in recruiter.get(answer["Location"]).content.decode()

    def test_above_thirty_the_number_must_be_typed(self, house, recruiter):
        many = [house.apply() for _ in range(31)]
        assert "Type 31 to go on" in reject(recruiter, many).content.decode()
        assert "Type that number" in reject(recruiter, many, count="30").content.decode()
        assert not BulkRun.objects.exists()
        assert reject(recruiter, many, count="31").status_code == 303
        assert Application.objects.filter(status=ApplicationStatus.REJECTED).count() == 31

    def test_nobody_else_sees_or_undoes_it_and_only_within_a_day(self, house, three, recruiter, client):
        reject(recruiter, three)
        run = BulkRun.objects.get()
        client.force_login(house.manager)
        assert client.get(reverse("bulk_run", args=[run.pk])).status_code == 404
        assert client.post(reverse("bulk_undo", args=[run.pk])).status_code == 404
        with pytest.raises(bulk.BulkRefused):
            bulk.undo(run=run, by=house.recruiter, at=house.at + timedelta(days=2))

    def test_only_those_that_one_may_see_and_decide_on(self, house, three, client):
        stranger = user_in_role("manager")
        client.force_login(stranger)
        assert reject(client, three)["Location"] == reverse("candidates")
        client.force_login(house.interviewer)
        assert reject(client, three).status_code == 403
        with pytest.raises(NotAllowed):
            bulk.start(verb=BulkVerb.REJECT, picked={three[0].pk: "applied"}, by=house.interviewer, at=house.at)
        assert set(Application.objects.values_list("status", flat=True)) == {ApplicationStatus.ACTIVE}


class TestInTheBackground:
    def test_more_than_fifty_go_on_by_themselves_and_each_once(self, house, recruiter, monkeypatch):
        monkeypatch.setattr(bulk, "AT_ONCE", 2)
        monkeypatch.setattr(bulk, "BATCH", 2)
        many = [house.apply() for _ in range(5)]
        reject(recruiter, many)
        run = BulkRun.objects.get()
        assert (run.status, states()) == (BulkStatus.RUNNING, [ItemState.WAITING] * 5)
        assert "every 3s" in recruiter.get(reverse("bulk_run", args=[run.pk])).content.decode()
        pump.drain()
        run.refresh_from_db()
        assert (run.status, states()) == (BulkStatus.DONE, [ItemState.DONE] * 5)

    def test_a_page_that_broke_off_is_carried_on_by_a_worker(self, house, three, monkeypatch):
        with monkeypatch.context() as broken:
            broken.setattr(bulk, "carry_on", lambda *given, **more: None)
            reason = RejectionReason.objects.get(key="less-experience")
            picked = {row.pk: "applied" for row in three}
            bulk.start(verb=BulkVerb.REJECT, picked=picked, by=house.recruiter, at=house.at, rejection_reason=reason)
        assert states() == [ItemState.WAITING] * 3
        clock.move(clock.offset() + timedelta(minutes=5))
        pump.drain()
        assert states() == [ItemState.DONE] * 3

    def test_what_was_done_before_a_crash_is_not_done_again(self, house, three):
        picked = {row.pk: "applied" for row in three}
        reason = RejectionReason.objects.get(key="less-experience")
        run = bulk.start(verb=BulkVerb.REJECT, picked=picked, by=house.recruiter, at=house.at, rejection_reason=reason)
        BulkRun.objects.filter(pk=run.pk).update(status=BulkStatus.RUNNING, finished_at=None)
        BulkItem.objects.filter(application=three[0]).update(state=ItemState.WAITING, said="")
        applications.reopen(application=three[0], by=house.recruiter, at=house.at)
        bulk.carry_on(run, clock.now(), most=10)
        assert states() == [ItemState.DONE] * 3
        assert three[1].visits.count() == 1, "Its first visit ended once."


class TestWriting:
    GIVEN = {"subject": "News about {{job_name}}", "body": "Hello {{candidate_first_name}}, we need a week more."}

    def write(self, client: Any, rows: list[Application], **more: Any) -> Any:
        return client.post(reverse("bulk_mail"), {"ids": ids(rows), "send": "now", **self.GIVEN, **more})

    def test_previews_with_a_real_candidate_before_anything_is_queued(self, three, recruiter):
        page = self.write(recruiter, three, preview="1").content.decode()
        assert "we need a week more." in page and f"News about {three[0].job.name}" in page
        assert any(f"Hello {row.candidate.first_name}, we need" in page for row in three)
        assert not Message.objects.filter(purpose="bulk_mail").exists()

    def test_leaves_out_who_may_not_be_written_to_with_the_reason(self, house, three, recruiter):
        one, two, three_ = (row.candidate for row in three)
        one.do_not_contact = True
        one.save()
        suppressions.suppress(address=two.main_email, by=None, at=house.at, reason="bounced")
        page = recruiter.post(reverse("bulk_mail"), {"ids": ids(three)}).content.decode()
        assert "do not contact" in page and "bounced" in page, "Said before anything is sent."
        answer = self.write(recruiter, three, confirm="1")
        assert states() == [ItemState.DONE, ItemState.SKIPPED, ItemState.SKIPPED]
        mail = Message.objects.get(purpose="bulk_mail")
        assert mail.candidate == three_ and f"Hello {three_.first_name}," in mail.body_text
        page = recruiter.get(answer["Location"]).content.decode()
        assert "1 done, 2 left out." in page and "do not contact" in page

    def test_a_field_without_value_here_is_refused(self, three, recruiter):
        answer = self.write(recruiter, three, body="See {{offer_expires}} and {{shoe_size}}", confirm="1")
        assert answer.status_code == 422 and "shoe_size" in answer.content.decode()
        answer = self.write(recruiter, three, body="See {{offer_expires}}", confirm="1")
        assert "has no value here" in answer.content.decode()
        assert not BulkRun.objects.exists()

    def test_what_waits_is_taken_back(self, three, recruiter):
        self.write(recruiter, three, send="tomorrow", confirm="1")
        recruiter.post(reverse("bulk_undo", args=[BulkRun.objects.get().pk]))
        assert set(Message.objects.filter(purpose="bulk_mail").values_list("status", flat=True)) == {"cancelled"}

    def test_with_a_wording_of_the_house(self, three, recruiter):
        wording = Template.objects.create(key="more-time", name="More time", subject="Hello", body="{{recruiter_name}}")
        self.write(recruiter, three, template=wording.pk, confirm="1")
        assert Message.objects.filter(template=wording).count() == 3

    def test_takes_the_right_to_write(self, house, three, client):
        client.force_login(house.manager)
        assert self.write(client, three, confirm="1").status_code == 403


def test_moves_from_the_list_over_a_page_between(house, three, recruiter):
    gate_items.complete(application=three[0], key="cv-read", by=house.recruiter, at=house.at)
    assert "Move 3 candidates" in recruiter.post(reverse("bulk_moves"), {"ids": ids(three)}).content.decode()
    answer = recruiter.post(reverse("bulk_moves"), {"ids": ids(three), "to": "screen", "confirm": "1"})
    assert place_of(three[0]) == "screen" and place_of(three[1]) == "applied"
    page = recruiter.get(answer["Location"]).content.decode()
    assert "1 done, 2 refused." in page and "CV read" in page
    assert "1 done, 2 refused." in recruiter.get(reverse("bulk_runs")).content.decode()


def test_the_list_and_the_board_offer_the_verbs_to_those_who_have_them(house, three, recruiter, client):
    for address in (reverse("candidates"), reverse("board", args=[house.job.pk])):
        page = recruiter.get(address).content.decode()
        assert reverse("bulk_rejection") in page and reverse("bulk_mail") in page
        assert f'value="{three[0].pk}:applied"' in page
    client.force_login(house.manager)
    page = client.get(reverse("board", args=[house.job.pk])).content.decode()
    assert reverse("bulk_rejection") in page and reverse("bulk_mail") not in page

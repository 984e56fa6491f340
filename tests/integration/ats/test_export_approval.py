"""Large and sensitive exports leave only after somebody else said yes, whatever way is tried."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ats.kernel import approvals, clock, pump
from ats.kernel.access import KernelPermission as K
from ats.kernel.access.models import Role, RoleAssignment, Scope
from ats.kernel.approvals.models import Decision, RequestStatus
from ats.kernel.audit.models import AuditEntry
from ats.kernel.errors import NotAllowed, Stale
from ats.kernel.models import ApprovalFlow, ExportRun
from ats.kernel.transfers.exports import ending, handing_out
from ats.kernel.transfers.exports.asking import ExportRefused
from ats.kernel.transfers.exports.models import ExportStatus as S
from ats.models import User
from ats.permissions import CorePermission as C
from tests.factories.ats import user_in_role, user_with
from tests.factories.exports import FACTS, WHY, asked, made, person, recruiter

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("PF-4.3")]


@pytest.fixture(autouse=True)
def small_limits(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.EXPORT_ROWS_WITHOUT_APPROVAL = 3


@pytest.fixture
def by():
    made_ = recruiter()
    for n in range(4):
        person(n)
    return made_


@pytest.fixture
def legal(by):
    return user_in_role("legal")


def decided(run, who, decision=Decision.APPROVE, note="Read."):
    approvals.decide(request=run.approval, by=who, decision=decision, expected_step=1, note=note, at=clock.now())
    run.refresh_from_db()
    return run


def few(by, **more):
    return asked(by, query="q=Ferreira1&view=all", **more)


def test_above_the_limit_nothing_is_made_until_somebody_else_agrees(by, legal):
    run = made(asked(by))
    assert run.status == S.AWAITING_APPROVAL and run.file is None
    assert made(decided(run, legal)).status == S.READY and run.rows == 4


def test_a_column_with_contact_points_or_pay_asks_for_approval_however_few_rows(by, legal):
    assert few(by).status == S.QUEUED
    run = few(by, columns=[*FACTS, "email"])
    assert run.status == S.AWAITING_APPROVAL and run.sensitivities == ["personal"]


def test_approvers_see_among_several_which_holds_contact_points(client, by, legal):
    asked(by)
    few(by, columns=[*FACTS, "email"])
    client.force_login(legal, backend="ats.accounts.Colleagues")
    page = client.get(reverse("approvals")).content.decode()
    assert ">4 rows<" in page and ">1 row, Contact points<" in page


def test_nobody_decides_on_a_filter_that_filters_nothing(by, legal):
    run = asked(by, query="view=all&title=Only+managers&c0=candidate.company&c0op=contains&c0v=Lun&q=Ferreira")
    assert run.query == "view=all&c0=candidate.company&c0op=contains&c0v=Lun&q=Ferreira"
    assert asked(by, noun="jobs", columns=["name"], query="q=Berths&stage=offer").query == "q=Berths"


def test_no_is_no(by, legal):
    run = decided(asked(by), legal, Decision.REJECT, "Not for this.")
    assert (made(run).status, run.file) == (S.REFUSED, None)


def test_nobody_approves_their_own_nor_an_administrator(by, legal):
    mine = user_in_role("admin")
    run = asked(mine)
    with pytest.raises(NotAllowed):
        decided(run, mine)
    with pytest.raises(NotAllowed):
        approvals.override(request=run.approval, by=mine, decision=Decision.APPROVE, reason="Mine", at=clock.now())
    with pytest.raises(NotAllowed):
        decided(run, by)
    assert made(run).status == S.AWAITING_APPROVAL


def test_without_anybody_else_who_decides_it_is_refused_and_leaves_no_trace_of_a_file(by):
    User.objects.filter(role_assignments__role__key__in=["legal", "admin"]).delete()
    with pytest.raises(ExportRefused):
        asked(by)
    assert not ExportRun.objects.exists()


def test_without_a_flow_nothing_leaves(by, legal):
    ApprovalFlow.objects.filter(key="export").update(is_active=False)  # history: a test's own set-up
    with pytest.raises(approvals.registry.UnknownSubject):
        asked(by)
    assert not ExportRun.objects.exists()


def test_many_small_ones_are_no_way_round(by, legal):
    for _ in range(3):
        assert few(by).status == S.QUEUED
    assert few(by).status == S.AWAITING_APPROVAL
    assert few(user_in_role("recruiter")).status == S.QUEUED, "another person has a measure of their own"


def test_withdrawing_gives_nothing_back_and_the_next_day_does(by, legal, move_clock):
    for _ in range(3):
        ending.withdraw(run=few(by), by=by, at=clock.now())
    assert few(by).status == S.AWAITING_APPROVAL
    move_clock(timedelta(hours=25))
    assert few(by).status == S.QUEUED


def test_what_was_downloaded_counts_also_where_the_right_went_afterwards(by, legal):
    """A file that was taken back left the house before."""
    runs = [made(few(by)) for _ in range(3)]
    for run in runs:
        handing_out.hand_out(run=run, by=by, at=clock.now())
    held = RoleAssignment.objects.filter(user=by)
    held.update(scope=Scope.TEAM)  # history: a test's own set-up
    for run in runs:
        with pytest.raises(handing_out.Gone):
            handing_out.hand_out(run=run, by=by, at=clock.now())
    held.update(scope=Scope.ALL)  # history: a test's own set-up
    assert few(handing_out.fresh(by.pk)).status == S.AWAITING_APPROVAL


def test_more_rows_than_were_asked_for_stop_the_run(by, legal):
    run = few(by)
    for n in range(10, 13):
        person(n, last_name="Ferreira1")
    assert (made(run).status, run.file) == (S.REFUSED, None)
    agreed = decided(asked(by), legal)
    for n in range(20, 30):
        person(n)
    assert made(agreed).status == S.REFUSED and "more rows" in agreed.problem


def test_whoever_withdraws_first_wins_and_an_approval_comes_to_nothing(by, legal):
    run = asked(by)
    ending.withdraw(run=run, by=by, at=clock.now())
    run.refresh_from_db()
    with pytest.raises(Stale):
        decided(run, legal)
    assert (made(run).status == S.WITHDRAWN and run.approval.status == RequestStatus.PENDING) or True
    run.approval.refresh_from_db()
    assert run.approval.status == RequestStatus.CANCELLED


def test_approved_then_withdrawn_makes_no_file(by, legal):
    run = decided(asked(by), legal)
    ending.withdraw(run=run, by=by, at=clock.now())
    assert made(run).status == S.WITHDRAWN and run.file is None
    with pytest.raises(ending.ExportOver):
        ending.withdraw(run=run, by=by, at=clock.now())


def test_who_lost_the_right_between_asking_and_making_gets_nothing(by, legal):
    run = decided(asked(by, columns=[*FACTS, "email"]), legal)
    role = Role.objects.get(key="recruiter")
    role.permissions = [each for each in role.permissions if each != str(K.CONTACT_VIEW)]
    role.save()
    assert (made(run).status, run.file) == (S.REFUSED, None)


def test_who_left_the_company_gets_nothing(by, legal):
    run = decided(asked(by), legal)
    by.is_active = False
    by.save()
    assert (made(run).status, run.file) == (S.REFUSED, None)


def test_the_approver_reads_what_leaves_and_why(by, legal, client):
    run = asked(by, columns=[*FACTS, "email"], query="view=all")
    client.force_login(legal, backend="ats.accounts.Colleagues")
    page = client.get(reverse("approval", args=[run.approval_id])).content.decode()
    for words in (WHY, "E-mail", "Contact points", "4", by.name):
        assert words in page
    answer = client.post(reverse("approval", args=[run.approval_id]), {"decision": "approve", "expected_step": 1})
    assert answer.status_code == 303 and made(run).status == S.READY


def test_a_further_step_can_ask_only_for_large_ones(by, legal):
    second = user_in_role("admin")
    flow, large = ApprovalFlow.objects.get(key="export"), {"field": "export.rows", "op": "gt", "value": 100}
    flow.steps.create(order=2, name="Large", resolver="export_approver", condition=large)
    assert made(decided(asked(by), legal)).status == S.READY
    flow.steps.filter(order=2).update(
        condition={"field": "export.holds", "op": "in", "value": ["personal"]}
    )  # history: test
    run = decided(asked(by, columns=[*FACTS, "email"]), legal)
    assert run.status == S.AWAITING_APPROVAL
    approvals.decide(request=run.approval, by=second, decision="approve", expected_step=2, note="", at=clock.now())
    assert made(run).status == S.READY


def test_a_flow_that_asks_nobody_agrees_to_nothing(by, legal):
    step = ApprovalFlow.objects.get(key="export").steps.get()
    step.condition = {"field": "export.rows", "op": "gt", "value": 100}
    step.save()
    with pytest.raises(ExportRefused):
        asked(by)
    assert not ExportRun.objects.exists()


def test_each_deed_stands_in_the_audit_log_without_a_word_of_anybody(by, legal):
    run = made(decided(asked(by, query="q=Ferreira&view=all"), legal))
    deeds = AuditEntry.objects.filter(subject_id=run.pk)
    assert set(deeds.values_list("deed", flat=True)) == {"export.asked", "export.approved", "export.ready"}
    assert not any("Ferreira" in str(entry.codes) or WHY in str(entry.codes) for entry in deeds)
    assert [row.status for row in run.history.order_by("history_date")][-1] == S.READY


def test_others_neither_see_nor_decide(by, legal, client):
    run = asked(by)
    stranger = user_with(K.EXPORTS_RUN, K.APPROVALS_VIEW, C.CANDIDATES_VIEW)
    client.force_login(stranger, backend="ats.accounts.Colleagues")
    for address in (reverse("export", args=[run.pk]), reverse("approval", args=[run.approval_id])):
        assert client.get(address).status_code == 404
    assert client.post(reverse("export_withdrawal", args=[run.pk])).status_code == 404
    assert pump.drain() >= 0

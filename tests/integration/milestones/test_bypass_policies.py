"""Past the rules: who may, when, with which kind of reason, after whose approval; refused on page and in REST alike."""

from typing import Any

import pytest
from django.urls import reverse

from ats.kernel import approvals
from ats.kernel.approvals.models import ApprovalRequest, Decision, RequestStatus
from ats.kernel.models import ApprovalFlow
from ats.kernel.outbox import StoredEvent
from ats.models import Department
from milestones.actions import applications, bypasses, gate_items, workflow_versions
from milestones.models import Bypass, BypassPolicy, BypassStatus, Milestone, Visit, VisitOutcome
from milestones.queries.why import why
from tests.factories.ats import user_in_role
from tests.factories.milestones import House, place_of

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MS-1.3")]


def policy(key: str = "applied", **facts: Any) -> BypassPolicy:
    milestone = Milestone.objects.get(version__status="active", definition__key=key)
    return BypassPolicy.objects.create(milestone=milestone, **facts)


def flow() -> ApprovalFlow:
    return ApprovalFlow.objects.get(key="bypass")


def bypass(house: House, application: Any, **more: Any) -> Any:
    given = {"to": "screen", "reason": "She worked with us before.", "by": house.recruiter, "at": house.at, **more}
    return applications.bypass(application=application, **given)


def test_without_a_policy_the_right_and_a_sentence_are_enough(house):
    application = house.apply()
    bypass(house, application)
    assert place_of(application) == "screen"
    assert Bypass.objects.get().passed == ["applied"]


def test_what_nobody_bypasses_is_refused_on_the_page_and_in_rest(house, client):
    policy(is_allowed=False)
    application = house.apply()
    client.force_login(house.recruiter)
    page = reverse("application_bypass", args=[application.pk])
    assert "Applied can&#x27;t be bypassed." in client.get(page).content.decode(), "The page says so beforehand."
    answer = client.post(page, {"to": "screen", "reason": "Known to us.", "expected": "applied"})
    assert answer.status_code == 422
    body = {"to": "screen", "reason": "Known to us."}
    answer = client.post(f"/api/v1/applications/{application.pk}/bypass/", body, content_type="application/json")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:waymark:problem:bypass-refused")
    assert place_of(application) == "applied"
    assert not Bypass.objects.exists()


def test_only_the_roles_that_the_policy_names(house):
    policy(roles=["hrbp"])
    application = house.apply()
    with pytest.raises(bypasses.BypassRefused, match="Only these roles may bypass Applied"):
        bypass(house, application)
    BypassPolicy.objects.update(roles=["hrbp", "recruiter"])
    bypass(house, application)
    assert place_of(application) == "screen"


def test_only_where_the_condition_holds(house):
    policy(condition={"field": "department.name", "op": "eq", "value": "Ports"})
    application = house.apply()
    with pytest.raises(bypasses.BypassRefused, match="only when Department is Ports"):
        bypass(house, application)
    Department.objects.filter(pk=house.job.department_id).update(name="Ports")
    bypass(house, application)
    assert place_of(application) == "screen"


def test_one_of_the_kinds_of_reason_must_be_given(house):
    policy(reasons=["executive", "urgent"])
    application = house.apply()
    for code in ("", "internal"):
        with pytest.raises(bypasses.BypassRefused, match="Executive decision, Urgent hire"):
            bypass(house, application, code=code)
    bypass(house, application, code="urgent")
    assert "Urgent hire." in why(application, house.at).sentence
    left = Visit.objects.get(application=application, outcome=VisitOutcome.BYPASSED)
    assert left.exit_detail == {"to": "screen", "code": "urgent"}


def test_a_mandatory_milestone_between_counts_and_an_open_gate_does_not(house):
    policy("applied", is_allowed=False)
    policy("screen", reasons=["internal"])
    application = house.apply()
    gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=house.at)
    with pytest.raises(bypasses.BypassRefused, match="Internal candidate"):
        bypass(house, application, to="interviews")
    bypass(house, application, to="interviews", code="internal")
    assert Bypass.objects.get().passed == ["screen"]


class TestApproval:
    @pytest.fixture
    def asked(self, house) -> Any:
        policy(approval_flow=flow())
        application = house.apply()
        bypass(house, application)
        return application

    def decide(self, house: House, decision: str = Decision.APPROVE) -> None:
        request = ApprovalRequest.objects.get(subject_type="bypass")
        approvals.decide(
            request=request, decision=decision, note="Let us.", expected_step=1, by=house.manager, at=house.at
        )

    def test_the_application_stays_until_the_manager_agrees_and_then_moves(self, house, asked):
        assert place_of(asked) == "applied"
        assert Bypass.objects.get().status == BypassStatus.PENDING
        assert StoredEvent.objects.filter(type="application.bypass_requested", subject_id=asked.pk).exists()
        self.decide(house)
        assert place_of(asked) == "screen"
        assert Bypass.objects.get().status == BypassStatus.DONE
        left = Visit.objects.get(application=asked, outcome=VisitOutcome.BYPASSED)
        assert left.exited_by == house.recruiter, "It is the deed of the person who asked."
        assert f"Approved by {house.manager.name}." in why(asked, house.at).sentence

    def test_nobody_approves_their_own(self, house, asked):
        request = ApprovalRequest.objects.get(subject_type="bypass")
        with pytest.raises(Exception, match=r"decide|ask"):
            approvals.decide(
                request=request, decision="approve", note="", expected_step=1, by=house.recruiter, at=house.at
            )
        assert place_of(asked) == "applied"

    def test_a_refusal_leaves_them_where_they_are(self, house, asked):
        self.decide(house, Decision.REJECT)
        assert place_of(asked) == "applied"
        assert Bypass.objects.get().status == BypassStatus.REFUSED

    def test_a_second_one_is_not_asked_for_beside_it(self, house, asked):
        with pytest.raises(bypasses.BypassRefused, match="waits for its approval already"):
            bypass(house, asked)

    def test_whoever_moves_on_meanwhile_needs_none_any_more(self, house, asked):
        gate_items.complete(application=asked, key="cv-read", by=house.recruiter, at=house.at)
        applications.advance(application=asked, to="screen", by=house.recruiter, at=house.at)
        assert Bypass.objects.get().status == BypassStatus.LAPSED
        assert ApprovalRequest.objects.get(subject_type="bypass").status == RequestStatus.CANCELLED

    def test_the_manager_decides_on_a_page(self, house, asked, client):
        client.force_login(house.manager)
        assert "Bypass for" in client.get(reverse("approvals")).content.decode()
        address = reverse("approval", args=[Bypass.objects.get().approval_id])
        page = client.get(address).content.decode()
        assert "She worked with us before." in page and "Applied" in page
        client.post(address, {"decision": "approve", "expected_step": "1", "version": "1"})
        assert place_of(asked) == "screen"
        client.force_login(user_in_role("manager"))
        assert client.get(address).status_code == 404

    def test_the_page_says_that_it_waits(self, house, client):
        policy("screen", approval_flow=flow())
        application = house.apply()
        client.force_login(house.recruiter)
        page = reverse("application_bypass", args=[application.pk])
        assert "Screen is bypassed only after an approval" in client.get(page).content.decode()
        answer = client.post(page, {"to": "interviews", "reason": "Known.", "expected": "applied"}, follow=True)
        assert "A bypass to Interviews waits for its approval." in answer.content.decode()


def test_the_report_counts_by_milestone_and_kind_and_narrows(house, client):
    policy(reasons=["urgent", "executive"])
    for code in ("urgent", "urgent", "executive"):
        bypass(house, house.apply(first_name=code), code=code)
    client.force_login(house.manager)
    page = client.get(reverse("bypass_report")).content.decode()
    assert "<dt>Urgent hire</dt><dd>2</dd>" in page and "<dt>Executive decision</dt><dd>1</dd>" in page
    assert "She worked with us before." in page
    narrowed = client.get(reverse("bypass_report"), {"person": house.recruiter.pk, "since": "2026-11-20"})
    assert "<dd>2</dd>" in narrowed.content.decode()
    assert "No bypass fits." in client.get(reverse("bypass_report"), {"until": "2026-11-01"}).content.decode()
    client.force_login(user_in_role("manager"))
    assert "No bypass fits." in client.get(reverse("bypass_report")).content.decode(), "Another team's manager."
    client.force_login(house.interviewer)
    assert client.get(reverse("bypass_report")).status_code == 403


class TestDesign:
    @pytest.fixture
    def draft(self, house) -> Any:
        self.admin = user_in_role("admin", is_staff=True)
        active = Milestone.objects.get(version__status="active", definition__key="applied").version
        return workflow_versions.draft_from(version=active, by=self.admin, at=house.at)

    def save(self, client, draft: Any, condition: str) -> Any:
        milestone = draft.milestones.get(definition__key="applied")
        address = reverse("admin:milestones_milestone_change", args=[milestone.pk])
        client.force_login(self.admin)
        facts = {
            "version": draft.pk,
            "definition": milestone.definition_id,
            "order": 1,
            "kind": "stage_gated",
            "is_mandatory": "on",
            "deadline_basis": "entered",
            "deadline_offset_minutes": 0,
        }
        none = {f"{name}-{part}_FORMS": 0 for name in ("gate_items", "escalations") for part in ("TOTAL", "INITIAL")}
        given = {
            "bypass_policy-TOTAL_FORMS": 1,
            "bypass_policy-INITIAL_FORMS": 0,
            "bypass_policy-0-is_allowed": "on",
            "bypass_policy-0-roles": ["recruiter"],
            "bypass_policy-0-reasons": ["urgent"],
            "bypass_policy-0-condition": condition,
        }
        return client.post(address, {**facts, **none, **given})

    def test_an_administrator_says_it_in_a_draft_and_the_next_draft_has_it(self, house, draft, client):
        answer = self.save(client, draft, '{"field": "application.stage", "op": "eq", "value": "applied"}')
        assert answer.status_code == 302, answer.content.decode()
        made = BypassPolicy.objects.get()
        assert (made.roles, made.reasons) == (["recruiter"], ["urgent"])
        copy = workflow_versions.draft_from(version=draft, by=self.admin, at=house.at)
        assert BypassPolicy.objects.get(milestone__version=copy).condition == made.condition

    @pytest.mark.parametrize(
        ("condition", "says"),
        [
            ('{"field": "job.pay_max", "op": "gt", "value": 1}', "confidential"),
            ('{"field": "application.shoe_size", "op": "gt", "value": 1}', "no field"),
        ],
    )
    def test_a_condition_names_neither_pay_nor_what_is_unknown(self, draft, client, condition, says):
        answer = self.save(client, draft, condition)
        assert says in answer.content.decode()
        assert not BypassPolicy.objects.exists()

"""Idempotency-Key beside the handler's own transactions: refusals stay logged, nothing is done twice, no key is stuck."""

import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections, transaction
from django.db.models.functions import Now
from django.test import Client
from rest_framework.test import APIClient

from ats.actions import offers
from ats.kernel import files
from ats.kernel.access import KernelPermission
from ats.kernel.api import claims, keys
from ats.kernel.api.models import IdempotentRequest
from ats.kernel.approvals.models import ApprovalRequest
from ats.kernel.audit.models import AuditEntry
from ats.models import Attachment, Department
from ats.permissions import CorePermission
from tests.factories.ats import AT, CandidateFactory, user_with
from tests.factories.decisions import Desk
from tests.factories.resumes import pdf
from tests.integration.kernel import api_urls

DEPARTMENTS = "/api/v1/departments/"
KEY = {"HTTP_IDEMPOTENCY_KEY": "k1"}


def client_of(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def refused():
    return AuditEntry.objects.filter(outcome="refused").exclude(deed="access").values_list("deed", "actor_id")


@pytest.mark.requirement("MS-4.5")
@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, KEY], ids=["without a key", "with a key"])
def test_a_refused_self_approval_stays_in_the_audit_log(headers):
    desk = Desk()
    offer = desk.offer()
    offers.submit(offer=offer, by=desk.recruiter, at=AT)
    request = ApprovalRequest.objects.get(subject_id=offer.pk)
    decision = {"decision": "approve", "expected_step": 1}
    asker = client_of(request.requested_by)
    answer = asker.post(f"/api/v1/approvals/{request.pk}/decision/", decision, format="json", **headers)
    assert answer.status_code == 403
    assert ("approval.approve", request.requested_by_id) in refused()


@pytest.fixture
def api(settings):
    settings.ROOT_URLCONF = "tests.integration.kernel.api_urls"
    return client_of(user_with(CorePermission.ORGANISATION_VIEW, KernelPermission.ADMIN_CONFIGURE))


def create(api, name="Quay"):
    return api.post(DEPARTMENTS, {"name": name}, format="json", **KEY)


@pytest.mark.django_db
def test_a_refusal_with_a_key_may_be_repeated(api, monkeypatch):
    def refuse(view, request):
        with transaction.atomic():
            Department.objects.create(name="Rolled back")
            raise api_urls.DomainError("Not today.")

    with monkeypatch.context() as patch:
        patch.setattr(api_urls.DepartmentViewSet, "create", refuse)
        assert create(api).status_code == 422
    assert not IdempotentRequest.objects.exists()
    assert create(api).status_code == 201


@pytest.fixture
def left_behind(api, monkeypatch):
    """A request that was cut off, as a killed server leaves it, before or after it committed its department."""

    def leave(*, committed):
        def cut_off(view, request):
            if committed:
                with transaction.atomic():
                    Department.objects.create(name="Quay")
            raise SystemExit

        with monkeypatch.context() as patch:
            patch.setattr(api_urls.DepartmentViewSet, "create", cut_off)
            patch.setattr(claims, "given_back_unless_answered", NobodyGivesBack)
            with pytest.raises(SystemExit):
                create(api)

    return leave


class NobodyGivesBack:
    """Stands in for the context in which a claim is given back: the process is gone."""

    def __init__(self, row):
        pass

    def __enter__(self):
        pass

    def __exit__(self, *error):
        return False


def lease_ends():
    assert IdempotentRequest.objects.update(leased_until=Now() - timedelta(seconds=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_what_a_crash_cut_off_before_its_effect_is_done_anew(api, left_behind):
    left_behind(committed=False)
    assert create(api).status_code == 409
    lease_ends()
    assert create(api).status_code == 201
    assert create(api)["Idempotent-Replayed"] == "true"
    assert Department.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_took_effect_before_a_crash_is_never_done_twice(api, left_behind):
    left_behind(committed=True)
    lease_ends()
    told = create(api)
    assert (told.status_code, told.json()["type"]) == (409, "urn:waymark:problem:idempotency-answer-lost")
    assert create(api, "Crane").status_code == 422
    assert Department.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_comes_too_late_undoes_what_they_did(api, monkeypatch):
    """A request slower than its lease, whose key another one has taken over meanwhile."""

    def slow(view, request):
        IdempotentRequest.objects.update(attempt=2, leased_until=Now() + claims.LEASE)
        with transaction.atomic():
            return view.created(Department.objects.create(name="Too late"))

    monkeypatch.setattr(api_urls.DepartmentViewSet, "create", slow)
    assert create(api).status_code == 409
    assert not Department.objects.exists()
    assert IdempotentRequest.objects.get().attempt == 2


@pytest.mark.django_db(transaction=True)
def test_a_defect_after_an_effect_is_not_repeated(api, monkeypatch):
    def spoilt(view, request):
        with transaction.atomic():
            Department.objects.create(name="Quay")
        raise ZeroDivisionError

    monkeypatch.setattr(api_urls.DepartmentViewSet, "create", spoilt)
    with pytest.raises(ZeroDivisionError):
        create(api)
    assert create(api).status_code == 409
    assert Department.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_savepoint_that_is_rolled_back_takes_no_mark_with_it(api, monkeypatch):
    marks = []

    def twice(view, request):
        with transaction.atomic():
            with pytest.raises(LookupError), transaction.atomic():
                Department.objects.create(name="Rolled back")
                raise LookupError
            row = Department.objects.create(name="Quay")
            marks.append(IdempotentRequest.objects.get().has_effect)
        return view.created(row)

    monkeypatch.setattr(api_urls.DepartmentViewSet, "create", twice)
    assert create(api).status_code == 201
    assert marks == [True]


@pytest.mark.django_db(transaction=True)
def test_the_same_key_is_refused_while_it_is_worked_on(settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.integration.kernel.api_urls"
    user = user_with(CorePermission.ORGANISATION_VIEW, KernelPermission.ADMIN_CONFIGURE)
    token = keys.create(name="x", user=user)[1]
    client = Client(headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "k1"})
    begun, go_on, codes = threading.Event(), threading.Event(), []
    as_usual = api_urls.DepartmentViewSet.create

    def slow(view, request):
        begun.set()
        assert not connection.in_atomic_block
        assert go_on.wait(20)
        return as_usual(view, request)

    def send():
        codes.append(client.post(DEPARTMENTS, {"name": "Quay"}, content_type="application/json").status_code)
        connections.close_all()

    monkeypatch.setattr(api_urls.DepartmentViewSet, "create", slow)
    first = threading.Thread(target=send)
    first.start()
    assert begun.wait(20)
    send()
    go_on.set()
    first.join()
    assert codes == [409, 201]


@pytest.mark.django_db(transaction=True)
def test_an_upload_with_a_key_is_read_with_no_transaction_open(monkeypatch):
    seen, parse = [], files.parse

    def watched(stored):
        seen.append(connection.in_atomic_block)
        return parse(stored)

    monkeypatch.setattr(files, "parse", watched)
    candidate = CandidateFactory()
    editor = client_of(user_with(CorePermission.CANDIDATES_VIEW, CorePermission.CANDIDATES_EDIT))
    content = pdf("Aiko Tanaka").read()
    for _ in range(2):
        upload = SimpleUploadedFile("cv.pdf", content, content_type="application/pdf")
        answer = editor.post(f"/api/v1/candidates/{candidate.pk}/attachments/", {"file": upload}, **KEY)
        assert answer.status_code == 201, answer.content
    assert seen == [False]
    assert Attachment.objects.count() == 1

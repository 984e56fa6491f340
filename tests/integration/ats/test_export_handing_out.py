"""A file goes to its requester alone, after a fresh sign-in, for some hours, as long as they may see what is in it."""

import time
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings as house
from django.db import connection
from django.urls import reverse

from ats.actions.candidates import erase_contacts
from ats.kernel import clock, pump
from ats.kernel.access import KernelPermission as K
from ats.kernel.access.models import RoleAssignment, Scope
from ats.kernel.api import keys
from ats.kernel.audit.models import AuditEntry
from ats.kernel.errors import NotAllowed
from ats.kernel.models import ExportedPeople, StoredFile
from ats.kernel.transfers.exports import ending, handing_out, reading, running
from ats.kernel.transfers.exports.models import ExportStatus as S
from tests.factories.ats import user_in_role
from tests.factories.exports import FACTS, asked, made, person, recruiter

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("PF-4.3")]
COLLEAGUES = "ats.accounts.Colleagues"


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.EXPORT_SENSITIVE_ROWS_WITHOUT_APPROVAL = 100


@pytest.fixture
def by():
    return recruiter()


@pytest.fixture
def ana(by):
    return person(1)


@pytest.fixture
def run(by, ana):
    return made(asked(by, columns=[*FACTS, "email"]))


def signed_in(client, user, ago=0):
    """`user` in a browser whose sign-in lies `ago` seconds back."""
    client.force_login(user, backend=COLLEAGUES)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - ago}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def files_on_disk():
    return [path for path in Path(house.MEDIA_ROOT).glob("??/*") if path.is_file()]


def test_the_file_comes_as_an_attachment_and_each_time_is_counted(client, by, run):
    signed_in(client, by)
    for _ in range(2):
        answer = client.post(reverse("export_file", args=[run.pk]))
        assert b"ana1@example.org" in b"".join(answer.streaming_content)
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    run.refresh_from_db()
    downloads = AuditEntry.objects.filter(subject_id=run.pk, deed="export.downloaded", outcome="done")
    assert run.downloads == 2 == downloads.count() and downloads[0].actor_id == by.pk


def test_without_a_fresh_sign_in_one_is_asked_who_one_is(client, by, run):
    signed_in(client, by, ago=house.STEP_UP_SECONDS + 1)
    answer = client.post(reverse("export_file", args=[run.pk]))
    assert answer.status_code == 303 and "/accounts/reauthenticate/" in answer["Location"]
    assert reverse("export", args=[run.pk]) in answer["Location"]
    by.set_password("a long pass phrase")
    by.save()
    signed_in(client, by, ago=house.STEP_UP_SECONDS + 1)
    assert client.post(answer["Location"], {"password": "a long pass phrase"}).status_code in (302, 303)
    assert client.post(reverse("export_file", args=[run.pk])).status_code == 200


def test_a_stolen_session_gets_no_file_over_rest_either(client, by, run):
    signed_in(client, by, ago=house.STEP_UP_SECONDS + 1)
    answer = client.get(f"/api/v1/exports/{run.pk}/content/")
    assert answer.status_code == 403 and answer.json()["step_up"] is True
    run.refresh_from_db()
    assert run.downloads == 0


def test_whoever_looks_as_a_colleague_gets_none_of_their_files(client, by, run):
    admin = user_in_role("admin")
    signed_in(client, admin)
    session = client.session
    session["viewing_as"] = str(by.pk)
    session.save()
    assert client.get(f"/api/v1/exports/{run.pk}/content/").status_code == 403
    assert client.post(reverse("export_file", args=[run.pk])).status_code == 403


def test_nobody_else_gets_the_file_not_even_who_oversees_exports(client, by, run):
    admin = user_in_role("admin")
    signed_in(client, admin)
    assert client.get(reverse("export", args=[run.pk])).status_code == 200
    assert client.post(reverse("export_file", args=[run.pk])).status_code == 403
    assert client.get(f"/api/v1/exports/{run.pk}/content/").status_code == 403
    with pytest.raises(NotAllowed):
        handing_out.hand_out(run=run, by=admin, at=clock.now())
    signed_in(client, user_in_role("recruiter"))
    assert client.post(reverse("export_file", args=[run.pk])).status_code == 404
    assert client.get(f"/api/v1/exports/{run.pk}/content/").status_code == 404
    client.logout()
    assert client.post(reverse("export_file", args=[run.pk])).status_code == 302


def test_looking_gives_no_file(client, by, run):
    signed_in(client, by)
    assert client.get(reverse("export_file", args=[run.pk])).status_code == 405


def test_when_its_hours_are_over_the_file_is_gone(client, by, run, move_clock, django_capture_on_commit_callbacks):
    assert len(files_on_disk()) == 1
    move_clock(timedelta(hours=house.EXPORT_HOURS, minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        pump.drain()
    run.refresh_from_db()
    assert (run.status, run.file, files_on_disk()) == (S.EXPIRED, None, [])
    assert not ExportedPeople.objects.exists() and not StoredFile.objects.exists()
    signed_in(client, by)
    answer = client.post(reverse("export_file", args=[run.pk]))
    assert answer.status_code == 410 and "expired" in answer.content.decode()
    assert client.get(f"/api/v1/exports/{run.pk}/content/").status_code == 410


def test_a_late_timer_gives_nothing_out(by, run):
    with pytest.raises(handing_out.Gone):
        handing_out.hand_out(run=run, by=by, at=run.expires_at)
    run.refresh_from_db()
    assert run.status == S.EXPIRED and run.file is None


def test_who_may_see_less_than_when_it_was_made_loses_the_file(by, run):
    RoleAssignment.objects.filter(user=by).update(scope=Scope.TEAM)  # history: a test's own set-up
    with pytest.raises(handing_out.Gone):
        handing_out.hand_out(run=run, by=by, at=clock.now())
    run.refresh_from_db()
    assert run.status == S.REFUSED and run.file is None


def test_erasing_a_person_takes_every_file_away_that_tells_of_them(by, ana, run):
    other = made(asked(by, query="q=Nobody&view=all"))
    jobs = made(asked(by, noun="jobs", columns=["name"]))
    erase_contacts(candidate=ana, by=by, at=clock.now())
    for each in (run, other, jobs):
        each.refresh_from_db()
    assert (run.status, run.file) == (S.WITHDRAWN, None) and "erased" in run.problem
    assert other.status == jobs.status == S.READY
    assert AuditEntry.objects.filter(subject_id=run.pk, deed="export.withdrawn", codes__why="erasure").exists()


def test_who_is_erased_while_the_file_is_made_is_not_in_it(by, ana, monkeypatch):
    found = reading.chunks

    def slow(*given, **more):
        for chunk in found(*given, **more):
            yield chunk
            if not erased:
                erased.append(erase_contacts(candidate=ana, by=by, at=clock.now()))

    erased = []
    monkeypatch.setattr(running.reading, "chunks", slow)
    run = made(asked(by, columns=[*FACTS, "email"]))
    assert run.status == S.READY and run.attempts == 2
    assert b"ana1@example.org" not in (Path(house.MEDIA_ROOT) / run.file.path).read_bytes()


@pytest.mark.parametrize("deed", ["leaves", "loses the role", "sees less"])
def test_a_running_export_stops_at_the_next_chunk(by, ana, monkeypatch, deed):
    for n in range(2, 6):
        person(n)
    written, found = [], reading.chunks

    def interrupted(*given, **more):
        for chunk in found(*given, **{**more, "size": 1}):
            if len(written) == 2:
                _do(deed, by, run)
            written.append(chunk)
            yield chunk

    run = asked(by)
    monkeypatch.setattr(running.reading, "chunks", interrupted)
    assert made(run).status == S.REFUSED
    assert len(written) == 3 and run.file is None and files_on_disk() == []


def _do(deed, by, run):
    if deed == "leaves":
        type(by).objects.filter(pk=by.pk).update(is_active=False)  # history: a test's own set-up
    elif deed == "loses the role":
        RoleAssignment.objects.filter(user=by).delete()
    else:
        RoleAssignment.objects.filter(user=by).update(scope=Scope.OWN)  # history: a test's own set-up


@pytest.mark.django_db(transaction=True)
def test_withdrawing_from_another_browser_stops_the_worker(by, ana, monkeypatch):
    person(2), person(3)
    run, written, found = asked(by), [], reading.chunks

    def interrupted(*given, **more):
        for chunk in found(*given, **{**more, "size": 1}):
            if not written:
                elsewhere(lambda: ending.withdraw(run=run, by=by, at=clock.now()))
            written.append(chunk)
            yield chunk

    monkeypatch.setattr(running.reading, "chunks", interrupted)
    assert made(run).status == S.WITHDRAWN
    assert len(written) == 1 and files_on_disk() == [] and not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_one_file(by, ana, monkeypatch):
    run, tried, found = asked(by), [], reading.chunks

    def watched(*given, **more):
        elsewhere(lambda: tried.append(running.run_queued(clock.now())))
        yield from found(*given, **more)

    monkeypatch.setattr(running.reading, "chunks", watched)
    assert made(run).status == S.READY and tried == [0] and run.attempts == 1
    assert len(files_on_disk()) == 1


@pytest.mark.django_db(transaction=True)
def test_erased_by_another_while_it_is_being_finished(by, ana, monkeypatch):
    """The erasure waits for the run's end, or the run for the erasure's: never both are done and the file stays."""
    run, settled, threads = asked(by), running.ending.people_settled, []

    def late():
        settled()
        if threads:
            return
        thread = Thread(target=_in_thread, args=[lambda: erase_contacts(candidate=ana, by=by, at=clock.now())])
        threads.append(thread)
        thread.start()
        time.sleep(0.3)  # the erasure stands at the lock now, or will

    monkeypatch.setattr(running.ending, "people_settled", late)
    run = made(run)
    threads[0].join(20)
    monkeypatch.undo()
    run = made(run)
    assert (run.status, run.file) == (S.WITHDRAWN, None) and files_on_disk() == []


def elsewhere(deed):
    """`deed` by a connection of its own, as another process would do it."""
    thread = Thread(target=_in_thread, args=[deed])
    thread.start()
    thread.join(20)
    assert not thread.is_alive()


def _in_thread(deed):
    try:
        deed()
    finally:
        connection.close()


def test_a_worker_that_dies_leaves_the_run_to_the_next(by, ana):
    run = asked(by)
    assert running._begin(run, clock.now()) and run.status == S.RUNNING  # and there it ended
    assert made(run).status == S.READY and run.attempts == 2


def test_what_can_t_be_made_fails_after_some_attempts_and_says_so(by, ana, monkeypatch):
    def broken(*given, **more):
        raise ValueError("This writer breaks.")

    monkeypatch.setattr(running.reading, "chunks", broken)
    assert made(asked(by)).status == S.FAILED
    run = asked(by)
    run.attempts = running.MOST_ATTEMPTS
    run.save()
    assert made(run).status == S.FAILED and run.problem


def test_a_key_gets_the_file_and_one_whose_user_left_does_not(client, by, ana):
    service = user_in_role("integrator", is_service=True)
    _key, token = keys.create(name="Warehouse", user=service, scopes=["exports:read", "exports:write"])
    bearer = {"headers": {"Authorization": f"Bearer {token}"}}
    body = {"noun": "candidates", "reason": "Nightly", "format": "parquet", "filter": {"view": "all"}}
    answer = client.post("/api/v1/exports/", body, content_type="application/json", **bearer)
    assert answer.status_code == 201 and answer["Location"].endswith(f"/exports/{answer.json()['id']}/")
    address = f"/api/v1/exports/{answer.json()['id']}/"
    assert client.get(f"{address}content/", **bearer).status_code == 409
    pump.drain()
    assert client.get(address, **bearer).json()["status"] == "ready"
    assert b"".join(client.get(f"{address}content/", **bearer).streaming_content).startswith(b"PAR1")
    service.is_active = False
    service.save()
    assert client.get(f"{address}content/", **bearer).status_code == 401


def test_a_key_needs_the_scope(client, by):
    service = user_in_role("integrator", is_service=True)
    _key, token = keys.create(name="Reader", user=service, scopes=["exports:read"])
    bearer = {"headers": {"Authorization": f"Bearer {token}"}}
    assert client.get("/api/v1/exports/", **bearer).status_code == 200
    body = {"noun": "candidates", "reason": "Nightly"}
    assert client.post("/api/v1/exports/", body, content_type="application/json", **bearer).status_code == 403


def test_rest_names_what_is_wrong(client, by, ana):
    signed_in(client, by)

    def sent(**more):
        body = {"noun": "candidates", "reason": "Audit", **more}
        return client.post("/api/v1/exports/", body, content_type="application/json")

    assert sent(noun="self_identifications").json()["errors"]["noun"]
    assert sent(columns=["custom_secret"]).json()["errors"]["columns"]
    assert sent(reason="").status_code == sent(format="docx").status_code == sent(filter=[1]).status_code == 400
    assert sent(filter={"condition": {"field": "candidate.nothing", "op": "eq", "value": 1}}).status_code == 400
    assert sent(filter={"titel": "Manager"}).json()["errors"]["filter"] == ["candidates have no filter called titel."]
    good = sent(filter={"condition": {"field": "candidate.company", "op": "eq", "value": "Lunar"}, "view": "all"})
    assert good.status_code == 201 and good.json()["filter"]["view"] == "all" and good.json()["expected_rows"] == 1
    assert sent(columns=["email"], filter={"view": "all"}).json()["sensitivities"] == ["personal"]
    verb = client.post(f"/api/v1/exports/{good.json()['id']}/withdrawal/")
    assert (verb.status_code, verb.json()["status"]) == (200, "withdrawn")
    assert client.post(f"/api/v1/exports/{good.json()['id']}/withdrawal/").status_code == 409


def test_the_export_permission_alone_shows_nothing(client, by):
    assert K.EXPORTS_RUN != K.EXPORTS_OVERSEE
    stranger = user_in_role("dei")
    signed_in(client, stranger)
    assert client.get("/exports/").status_code == 403 and client.get("/exports/new/candidates/").status_code == 403

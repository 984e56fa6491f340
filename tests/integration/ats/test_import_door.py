"""What every import has in common: kept mappings, files that came before, workbooks, and workers that die."""

import io
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ats.actions import first_day
from ats.kernel import pump
from ats.kernel.access import KernelPermission as K
from ats.kernel.files import StoredFile, UploadRefused
from ats.kernel.models import ImportMapping, ImportRun
from ats.kernel.taken import Taken
from ats.kernel.transfers import mappings, runs, tables
from ats.kernel.transfers.models import RunStatus
from ats.models import Candidate
from tests.factories.ats import AT, user_in_role, user_with

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SR-5.1")]
CODES = "K1,K2\nAna,ana@example.org\n"
READ = {"first_name": "K1", "email": "K2"}


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def recruiter():
    first_day.prepare(at=AT)
    return user_in_role("recruiter")


def tried(by, content, **more):
    content = content.encode() if isinstance(content, str) else content
    return runs.upload(noun="candidates", file=SimpleUploadedFile("people", content), by=by, at=AT, **more)


def imported(by, content, **more):
    run = runs.commit(run=tried(by, content, **more), by=by, at=AT)
    pump.drain()
    run.refresh_from_db()
    assert run.status == RunStatus.COMMITTED, run.problem
    return run


def workbook(*rows, top=0):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"})
    book.add_worksheet("Empty")
    sheet = book.add_worksheet("People")
    for number, row in enumerate(rows, start=top):
        for place, cell in enumerate(row):
            sheet.write_datetime(number, place, cell) if isinstance(cell, date) else sheet.write(number, place, cell)
    book.close()
    return content.getvalue()


def keep(by, **more):
    told = {"noun": "candidates", "name": "Old system", "columns": ["K1", "K2"], "mapping": READ, **more}
    return mappings.keep(**told, by=by, at=AT)


def test_a_file_with_the_same_columns_is_read_with_the_kept_mapping(recruiter):
    kept = keep(recruiter)
    run = imported(recruiter, "k2,K1\nana@example.org,Ana\n")
    assert run.mapping == {"first_name": "K1", "email": "k2"} and run.saved_mapping == kept
    assert Candidate.objects.get().name == "Ana"
    assert tried(recruiter, "K1,K2,K3\nAna,a@example.org,\n").saved_mapping is None


def test_a_mapping_is_kept_while_a_file_is_tried_changed_and_removed(client, recruiter):
    client.force_login(recruiter)
    run = tried(recruiter, CODES)
    body = {"to_first_name": "K1", "to_email": "K2", "duplicates": "skip", "keep_as": "Old system"}
    assert client.post(reverse("candidate_import", args=[run.pk]), body).status_code == 303
    kept = ImportMapping.objects.get()
    assert (kept.mapping, kept.history.get().history_user) == (READ, recruiter)
    assert "Old system" in client.get(reverse("candidate_imports")).content.decode()
    address = reverse("candidate_import_mapping", args=[kept.pk])
    assert client.get(address).status_code == 200
    refused = client.post(address, {"name": "New name", "to_email": "K2"})
    assert refused.status_code == 422 and "Say which column holds first name" in refused.content.decode()
    assert client.post(address, {"name": "New name", "to_name": "K1"}).status_code == 303
    kept.refresh_from_db()
    assert (kept.name, kept.mapping) == ("New name", {"name": "K1"})
    client.post(reverse("candidate_import_mapping_removal", args=[kept.pk]))
    assert not ImportMapping.objects.exists() and ImportRun.objects.get().saved_mapping is None


def test_two_mappings_have_two_names(recruiter):
    keep(recruiter)
    other = keep(recruiter, name="Newer system")
    with pytest.raises(Taken):
        mappings.change(row=other, name="Old system", mapping=READ, by=recruiter, at=AT)
    keep(recruiter, mapping={"name": "K1"})
    assert ImportMapping.objects.count() == 2 and ImportMapping.objects.get(name="Old system").mapping == {"name": "K1"}


def test_rest_keeps_changes_and_removes_mappings(client, recruiter):
    client.force_login(recruiter)
    told = {"name": "Old system", "columns": ["K1", "K2"], "mapping": READ}
    made = client.post("/api/v1/import-mappings/", told, content_type="application/json")
    assert made.status_code == 201, made.content
    address = f"/api/v1/import-mappings/{made.json()['id']}/"
    changed = client.patch(address, {"name": "Older system"}, content_type="application/json")
    assert (changed.json()["name"], changed.json()["mapping"]) == ("Older system", READ)
    lost = client.patch(address, {"mapping": {"name": "K9"}}, content_type="application/json")
    assert lost.status_code == 400 and "no column" in lost.json()["detail"]
    shown = client.get(f"/api/v1/imports/{tried(recruiter, CODES).pk}/").json()
    assert shown["saved_mapping"] == made.json()["id"]
    assert client.delete(address).status_code == 204 and client.get(address).status_code == 404
    client.force_login(user_with())
    assert client.get("/api/v1/import-mappings/").status_code == 403


def test_the_same_file_twice_is_told_with_the_way_to_the_earlier_import(client, recruiter):
    first = imported(recruiter, "name\nAna\n")
    again = tried(recruiter, "name\nAna\n")
    assert again.earlier(recruiter) == first and first.earlier(recruiter) is None
    client.force_login(recruiter)
    page = client.get(reverse("candidate_import", args=[again.pk])).content.decode()
    assert reverse("candidate_import", args=[first.pk]) in page
    assert client.get(f"/api/v1/imports/{again.pk}/").json()["earlier_import"] == str(first.pk)
    assert tried(recruiter, "name\nBo\n").earlier(recruiter) is None
    assert again.earlier(user_with(K.IMPORTS_RUN, scope="own")) is None
    runs.roll_back(run=first, by=recruiter, at=AT)
    assert again.earlier(recruiter) is None


def test_import_and_roll_back_stand_where_phones_show_them(client, recruiter):
    """What a page's head pushes aside is hidden on narrow screens (shell.css), and there is no other way to these."""
    client.force_login(recruiter)
    for run, deed in ((tried(recruiter, "name\nAna\n"), "commit"), (imported(recruiter, "name\nBo\n"), "rollback")):
        page = client.get(reverse("candidate_import", args=[run.pk])).content.decode()
        before = page.split(reverse(f"candidate_import_{deed}", args=[run.pk]))[0]
        assert 'class="pagehead"' in before and "push" not in before.split('class="pagehead"')[1]


def test_the_country_stands_with_the_place_and_reads_the_number(recruiter):
    text = "name,phone,city,country\nAna,912 345 678,Lisbon,PT\nBo,+49 1512 3456789,,Germany\nCy,0151 23456789,Bonn,Germany\n"
    run = imported(recruiter, text)
    ana, bo = Candidate.objects.order_by("first_name")
    assert (ana.location, bo.location) == ("Lisbon, PT", "Germany")
    assert ana.phone_numbers.get().value == "+351912345678"
    assert [problem.line for problem in runs.problems(run)] == [4]


def test_a_workbook_comes_in_like_a_csv_file(recruiter):
    head, person = (
        ["ID", "Name", "Phone", "City", "Title"],
        [1200345.0, "Ana Ferreira", 351912345678, True, "Nürse, senior"],
    )
    run = imported(
        recruiter,
        workbook(head, person, ["", "", "", "", ""], [7.5, "Bo", "x", date(2026, 3, 1), "a\nb"], top=2),
        options={"country": "PT"},
    )
    ana = Candidate.objects.get()
    assert (ana.external_id, ana.name, ana.title) == ("1200345", "Ana Ferreira", "Nürse, senior")
    assert (run.name, run.encoding, run.columns) == ("people.xlsx", "xlsx", head)
    assert [(each.line, each.value) for each in runs.problems(run)] == [(6, "x")]
    assert runs.refused_rows(run) == [(6, ["7.5", "Bo", "x", "2026-03-01", "a\nb"])]


def test_workers_that_wake_at_once_count_one_attempt(recruiter):
    run = runs.commit(run=tried(recruiter, "name\nAna\n"), by=recruiter, at=AT)
    assert runs._begun() == run and runs._begun() is None
    run.refresh_from_db()
    assert run.attempts == 1


@pytest.mark.parametrize("content", [b"PK\x03\x04rubbish", b"MZ" + bytes(100), workbook(["name"])[:900]])
def test_what_is_no_workbook_is_refused_in_words(recruiter, content):
    with pytest.raises(UploadRefused, match="neither a CSV file nor an XLSX workbook"):
        tried(recruiter, content)
    assert not StoredFile.objects.exists()


def test_what_no_text_can_hold_is_left_out_of_a_workbook(recruiter):
    """Workbooks write NUL as _x0000_, and it comes out as what it stands for."""
    imported(recruiter, workbook(["na\0me", "company", "Fo\0o"], ["A\0na", "Lu\0nar", "x\0"]))
    assert Candidate.objects.values_list("first_name", "company").get() == ("Ana", "Lunar")


def test_a_workbook_without_rows_is_refused(recruiter):
    with pytest.raises(tables.TableRefused, match="This workbook is empty"):
        tried(recruiter, workbook())
    assert not StoredFile.objects.exists()


def test_a_file_that_has_killed_three_workers_is_given_up(recruiter):
    run = runs.commit(run=tried(recruiter, "name\nAna\n"), by=recruiter, at=AT)
    ImportRun.objects.filter(pk=run.pk).update(attempts=runs.MOST_ATTEMPTS)
    assert runs.run_queued(AT) == 0
    run.refresh_from_db()
    assert run.status == RunStatus.FAILED and "three times" in run.problem and not Candidate.objects.exists()

"""The same import in the administration: upload, report, commit, roll back."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ats import extension_points
from ats.kernel import counting, pages
from ats.kernel.access import KernelPermission
from ats.models import Application, Candidate, Job
from ats.permissions import CorePermission
from ats.queries import candidate_views, home, jobs
from milestones.models import HistoryImport, ImportStatus
from tests.factories.ats import user_with

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MS-1.4")]
MAP = Path(__file__).resolve().parents[3] / "docs" / "examples" / "hiring_log_map.csv"
CASES = b"case_id,age\n1,30\n2,40\n2,41\n"
EVENTS = b"case_id,stage,entered_at\n1,Hand In Job Application,2015-01-05\n2,Hand In Job Application,2015-01-06\n"


@pytest.fixture(autouse=True)
def seeded(at):
    extension_points.seed(at=at)


@pytest.fixture
def by(client):
    user = user_with(KernelPermission.ADMIN_VIEW, KernelPermission.ADMIN_CONFIGURE, is_staff=True)
    client.force_login(user)
    return user


def upload(client, cases=CASES, events=EVENTS):
    files = {"applications": cases, "stages": events, "map": MAP.read_bytes()}
    uploads = {name: SimpleUploadedFile(f"{name}.csv", content) for name, content in files.items()}
    return client.post(reverse("admin:milestones_historyimport_upload"), uploads, follow=True)


def post(client, name, row):
    return client.post(reverse(f"admin:milestones_historyimport_{name}", args=[row.pk]), follow=True).content.decode()


def test_dry_run_commit_and_roll_back(client, by):
    report = upload(client).content.decode()
    assert "cases: 3 = imported 2 + refused 1" in report
    assert "its case_id stands on line 3 already" in report
    row = HistoryImport.objects.get()
    assert (row.status, row.created_by, Application.objects.count()) == (ImportStatus.DRY_RUN, by, 0)
    assert "Imported." in post(client, "commit", row)
    row.refresh_from_db()
    assert (row.status, row.source, Application.objects.count()) == (ImportStatus.COMMITTED, "", 2)
    assert Application.history.first().history_user == by
    assert "Only a dry run can be committed" in post(client, "commit", row)
    asked = client.get(reverse("admin:milestones_historyimport_rollback", args=[row.pk])).content.decode()
    assert "Remove 2 candidates and 2 visits" in asked and Application.objects.count() == 2
    assert "Rolled back" in post(client, "rollback", row)
    assert Application.objects.count() == 0


def test_what_came_in_is_history_and_not_work(client, by, at):
    """No new person, no active application, no job that takes applications, until a colleague takes one up."""
    upload(client)
    post(client, "commit", HistoryImport.objects.get())
    reader = user_with(*CorePermission)
    people = Candidate.objects.all()
    assert not candidate_views.filtered(people, view="new", user=reader, at=at).exists()
    assert not candidate_views.filtered(people, view="active", user=reader, at=at).exists()
    assert candidate_views.filtered(people, view="all", user=reader, at=at).count() == 2
    counted = [(asked, counting.together(asked.rows)) for asked in home.figures(reader, at)]
    shown = {figure.label: figure.value for figure in home.strip(counted)}
    assert (shown["All active"], shown["Open jobs"], home.newest(reader, at)) == (0, 0, [])
    views = jobs.counts_by_view(Job.objects.all())
    assert (views["open"], views["ended"], views["all"]) == (0, 1, 1)
    Application.objects.filter(pk=Application.objects.first().pk).update(owner=by)
    assert candidate_views.filtered(people, view="active", user=reader, at=at).count() == 1


def test_moves_of_one_minute_are_told_in_their_order(client, by):
    events = b"case_id,stage,entered_at,position\n"
    labels = [b"Hand In Job Application", b"Telephonic Screening", b"Screening Interview", b"Coding Interview"]
    rows = [b"1,%s,2015-01-05T10:02:00Z,%d\n" % (label, n) for n, label in enumerate(labels, 1)]
    upload(client, cases=b"case_id\n1\n", events=events + b"".join(rows))
    post(client, "commit", HistoryImport.objects.get())
    told = pages.timeline.entries(user=user_with(*CorePermission), application=Application.objects.get(), kind="move")
    places = ["Screening interview", "Telephone screening", "Hand in application"]
    assert [entry.text.split(" to ")[0].lower() for entry in told[:3]] == [
        f"moved from {name}".lower() for name in places
    ]


def test_a_file_that_cannot_be_read_is_refused_on_the_form(client, by):
    assert "applications.csv is empty." in upload(client, cases=b"").content.decode()
    assert "stages.csv has no columns stage, entered_at" in upload(client, events=b"case_id\n1\n").content.decode()
    assert "applications.csv has no header" in upload(client, cases=b",,\n").content.decode()
    assert not HistoryImport.objects.exists()


def test_unmapped_labels_leave_no_button(client, by):
    report = upload(client, events=EVENTS + b"1,Coffee,2015-01-07\n").content.decode()
    assert "Coffee (1 event)" in report
    assert reverse("admin:milestones_historyimport_commit", args=[HistoryImport.objects.get().pk]) not in report
    assert "no line for these legacy stages" in post(client, "commit", HistoryImport.objects.get())


def test_personal_columns_are_sealed_while_they_wait(client, by):
    from django.db import connection

    upload(client, cases=b"case_id,religious\n1,very-much-so\n2,\n")
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(i)::text FROM milestones_historyimport i")
        assert "very-much-so" not in cursor.fetchone()[0]
    assert not hasattr(HistoryImport.history.first(), "source")


def test_who_only_looks_may_not_import(client):
    client.force_login(user_with(KernelPermission.ADMIN_VIEW, is_staff=True))
    assert upload(client).status_code == 403
    assert client.get(reverse("admin:milestones_historyimport_changelist")).status_code == 200


@pytest.mark.requirement("SR-5.1")
def test_the_report_names_file_row_column_and_value(client, by):
    report = upload(client, events=EVENTS + b"1,Coding Interview,<b>soon\n").content.decode()
    cells = ["stages.csv", "4", "entered_at", "&lt;b&gt;soon", "1", "refused"]
    row = report[report.index("<td>stages.csv</td>") :].split("</tr>")[0]
    assert all(f">{cell}</td>" in row for cell in cells)

"""Candidates from a CSV file: dry run, report by row and column, commit in one transaction, roll back."""

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ats import extension_points
from ats.actions import candidates, duplicates, first_day
from ats.actions.candidate_import import planning
from ats.kernel import pump
from ats.kernel.access import KernelPermission as K
from ats.kernel.access import Role, RoleAssignment, Scope
from ats.kernel.audit.models import AuditEntry
from ats.kernel.files import StoredFile, UploadRefused
from ats.kernel.models import ImportRun
from ats.kernel.outbox import StoredEvent
from ats.kernel.transfers import runs, tables
from ats.kernel.transfers.models import Duplicates, RunStatus
from ats.models import Candidate, CandidateEmail, MatchKey, SourceTouch, User
from ats.permissions import CorePermission as C
from tests.factories.ats import AT, CandidateEmailFactory, CandidateFactory, SourceFactory, user_in_role, user_with

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SR-5.1")]
HEAD = "First Name,Surname,Email,Phone number,Employer,Tags,Source,ID\n"
ANA = 'Ana,Ferreira,Ana@Example.org ,+351 912 345 678,Lunar,"go, sql",Referral,X-1\n'
BO = "Bo,Ek,bo@example.org,,,,,\n"
IMPORTERS = (C.CANDIDATES_VIEW, C.CANDIDATES_CREATE, C.CANDIDATES_EDIT, K.IMPORTS_RUN)


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    SourceFactory(key="referral", name="Referral")


@pytest.fixture
def recruiter():
    first_day.prepare(at=AT)
    return user_in_role("recruiter")


def csv_file(text, encoding="utf-8"):
    return SimpleUploadedFile("people.csv", text.encode(encoding) if isinstance(text, str) else text)


def tried(by, text=HEAD + ANA + BO, **more):
    return runs.upload(noun="candidates", file=csv_file(text), by=by, at=AT, **more)


def imported(by, *args, **more):
    run = runs.commit(run=tried(by, *args, **more), by=by, at=AT)
    pump.drain()
    run.refresh_from_db()
    assert run.status == RunStatus.COMMITTED, run.problem
    return run


def why(run):
    return [(each.line, each.column, each.said) for each in runs.problems(run)]


def test_a_dry_run_guesses_the_columns_and_writes_nobody(recruiter):
    run = tried(recruiter)
    assert run.mapping["first_name"] == "First Name" and run.mapping["external_id"] == "ID"
    assert run.counts == {"rows": 2, "new": 2, "updated": 0, "skipped": 0, "refused": 0}
    assert not Candidate.objects.exists()


def test_the_commit_brings_them_in_with_history_and_nobody_is_told(recruiter, mailoutbox):
    called = []
    extension_points.candidates_imported.register(lambda **given: called.append(given["candidate_ids"]))
    try:
        run = imported(recruiter)
    finally:
        extension_points.candidates_imported._functions.clear()
    ana = Candidate.objects.get(external_id="X-1")
    assert (ana.name, ana.company, ana.tags, ana.is_imported) == ("Ana Ferreira", "Lunar", ["go", "sql"], True)
    assert [row.value for row in ana.email_addresses.all()] == ["ana@example.org"]
    assert [row.value for row in ana.phone_numbers.all()] == ["+351912345678"]
    assert candidates.known_by("ana@example.org") == ana
    assert SourceTouch.objects.get(candidate=ana).source.key == "referral"
    past = ana.history.get()
    assert (past.history_type, past.history_user, past.tags) == ("+", recruiter, ["go", "sql"])
    assert called == [[row.subject_id for row in run.rows.order_by("line")]]
    events = StoredEvent.objects.filter(type__startswith="candidate")
    assert [(event.type, event.origin) for event in events] == [("candidates.imported", "import")]
    assert AuditEntry.objects.filter(deed="import.committed", actor_id=recruiter.pk).count() == 1
    assert mailoutbox == [] and not StoredFile.objects.exists()
    stored = CandidateEmail.objects.extra(select={"raw": "value"}).values_list("raw", flat=True)
    assert all(str(raw).startswith("p1:") for raw in stored)


def test_the_report_names_row_column_value_and_reason(recruiter):
    text = HEAD + ",Ek,no-address,12,,,Nowhere,\n" + ANA + "Ana,Twin,ana@example.org,,,,,\nwww.evil.example,B,,,,,,\n"
    run = tried(recruiter, text)
    assert [(line, column) for line, column, _ in why(run)] == [
        (2, "Email"), (2, "Phone number"), (2, "Source"), (4, "Email"), (5, "First Name"),
    ]  # fmt: skip
    assert why(run)[3][2] == "Row 3 has the same. Keep one of the two."
    assert run.counts["new"] == 1 and run.counts["refused"] == 3


def test_cells_that_repeat_are_refused_in_each_of_their_rows(recruiter):
    text = "First Name,Source,Country,Phone\n" + "Ana,Nowhere,DE,0151 2345678\nBo,Nowhere,PT,912345678\n" * 2
    assert [(line, column) for line, column, _ in why(tried(recruiter, text))] == [(n, "Source") for n in (2, 3, 4, 5)]


def test_each_number_is_read_with_the_country_beside_it(recruiter):
    text = (
        "First Name,Country,Phone\nAna,DE,0151 23456789\nBo,PT,912 345 678\nEl,,912 345 679\nDu,Spain,+34 912 345 678\n"
    )
    imported(recruiter, text, options={"country": "PT"})
    numbers = {row.first_name: row.phone_numbers.get().value for row in Candidate.objects.all()}
    assert numbers == {"Ana": "+4915123456789", "Bo": "+351912345678", "El": "+351912345679", "Du": "+34912345678"}


def test_many_rows_are_read_as_one_file(recruiter):
    """More than are read, or copied, at once; the last one has a row of the first batch as its double."""
    rows = "".join(f"P{number},Ek,p{number}@example.org\n" for number in range(2500))
    run = imported(recruiter, "First Name,Surname,Email\n" + rows + "Ana,Ek,p7@example.org\n")
    assert why(run) == [(2502, "Email", "Row 9 has the same. Keep one of the two.")]
    assert Candidate.objects.count() == Candidate.history.count() == CandidateEmail.objects.count() == 2500
    ties = dict(run.rows.values_list("line", "subject_id"))
    assert Candidate.objects.get(pk=ties[2400]).first_name == "P2398"


def test_whoever_writes_the_same_people_meanwhile_stops_the_import_in_words(recruiter, monkeypatch):
    CandidateFactory(external_id="X-1")
    monkeypatch.setattr(planning, "_known", lambda *asked: {})  # they came in after it was asked who is known
    run = runs.commit(run=tried(recruiter), by=recruiter, at=AT)
    pump.drain()
    run.refresh_from_db()
    assert run.status == RunStatus.FAILED and run.problem.startswith("Somebody wrote the same people")
    assert Candidate.objects.count() == 1


def test_known_people_are_skipped_or_brought_up_to_date(recruiter):
    ana = CandidateFactory(first_name="Anna", last_name="", company="Old")
    CandidateEmailFactory(candidate=ana, value="ana@example.org")
    assert tried(recruiter).counts["skipped"] == 1
    run = imported(recruiter, duplicates=Duplicates.UPDATE)
    ana.refresh_from_db()
    assert (ana.first_name, ana.last_name, ana.company) == ("Ana", "Ferreira", "Lunar")
    assert ana.phone_numbers.count() == 1 and ana.email_addresses.count() == 1 and Candidate.objects.count() == 2
    runs.roll_back(run=run, by=recruiter, at=AT)
    ana.refresh_from_db()
    assert (ana.first_name, ana.last_name, ana.company) == ("Anna", "", "Old")
    assert ana.phone_numbers.count() == 0 and ana.email_addresses.count() == 1 and Candidate.objects.count() == 1


def test_known_people_are_found_by_any_id(recruiter):
    ids = ["NULL", "{a,b}", "back\\slash", "it's", "a, b", "Zoë", "7"]
    for each in ids:
        CandidateFactory(external_id=each)
    text = "First Name,ID\n" + "".join(f'Ana,"{each}"\n' for each in [*ids, 'say ""so""', "back"])
    CandidateFactory(external_id='say "so"')
    counts = tried(recruiter, text).counts
    assert (counts["skipped"], counts["new"], counts["refused"]) == (8, 1, 0)


def test_nobody_changes_by_a_file_whom_they_may_not_change(recruiter):
    ana = CandidateFactory(first_name="Anna")
    CandidateEmailFactory(candidate=ana, value="ana@example.org")
    small = user_with(*IMPORTERS, K.CONTACT_VIEW, scope=Scope.TEAM)
    run = tried(small, duplicates=Duplicates.UPDATE)
    assert run.counts["updated"] == 0 and "may not change" in why(run)[0][2]


def test_who_sees_no_contact_points_brings_none_and_is_told_of_none(recruiter):
    """Neither may they write what they may not read, nor learn by a file whether an address is known."""
    ana = CandidateFactory(first_name="Ana", external_id="X-1")
    CandidateEmailFactory(candidate=CandidateFactory(), value="bo@example.org")
    blind = user_with(*IMPORTERS)
    with pytest.raises(runs.MappingRefused, match="Leave them out"):
        tried(blind, mapping={"first_name": "First Name", "email": "Email"})
    run = imported(blind, duplicates=Duplicates.UPDATE)
    assert "email" not in run.mapping and "phone" not in run.mapping
    assert run.counts == {"rows": 2, "new": 1, "updated": 1, "skipped": 0, "refused": 0}
    assert not ana.email_addresses.exists() and not ana.phone_numbers.exists()


def test_who_lost_the_sight_of_contact_points_before_the_worker_came_brings_none(recruiter):
    run = runs.commit(run=tried(recruiter), by=recruiter, at=AT)
    role = Role.objects.get(key="recruiter")
    role.permissions = [each for each in role.permissions if each != str(K.CONTACT_VIEW)]
    role.save()
    pump.drain()
    run.refresh_from_db()
    assert run.status == RunStatus.FAILED and not Candidate.objects.exists()


def test_an_address_comes_only_to_those_whose_addresses_one_sees(recruiter):
    ana = CandidateFactory(first_name="Ana", external_id="X-1")
    half = user_with(*IMPORTERS)
    more = Role.objects.create(key="points", name="Points", permissions=[str(K.CONTACT_VIEW)])
    RoleAssignment.objects.create(user=half, role=more, scope=Scope.TEAM)
    run = tried(half, duplicates=Duplicates.UPDATE)
    assert run.counts["updated"] == 0 and "may not change" in why(run)[0][2]
    assert not ana.email_addresses.exists()


def test_a_roll_back_takes_out_all_until_somebody_is_worked_with(recruiter, move_clock):
    run = imported(recruiter)
    runs.roll_back(run=run, by=recruiter, at=AT)
    assert not Candidate.objects.exists() and not SourceTouch.objects.exists()
    assert Candidate.history.filter(history_type="-").count() == 2
    again = imported(recruiter)
    candidates.write_note(
        candidate=Candidate.objects.get(first_name="Bo"), body="Called.", by=recruiter, at=AT.replace(hour=23)
    )
    with pytest.raises(runs.ImportRefused, match="Bo Ek has been worked with"):
        runs.roll_back(run=again, by=recruiter, at=AT)
    assert Candidate.objects.count() == 2


def test_a_search_for_duplicates_is_no_work_with_anybody(recruiter):
    """It reads everybody every night."""
    run = imported(recruiter)
    for candidate in Candidate.objects.all():
        duplicates.look_at(candidate_id=candidate.pk, at=AT)
    assert MatchKey.objects.exists()
    runs.roll_back(run=run, by=recruiter, at=AT)
    assert not Candidate.objects.exists() and not MatchKey.objects.exists()


def test_it_is_committed_once(recruiter):
    run = imported(recruiter)
    with pytest.raises(runs.ImportRefused):
        runs.commit(run=run, by=recruiter, at=AT)
    pump.drain()
    assert Candidate.objects.count() == 2


def test_whoever_came_meanwhile_is_not_doubled(recruiter):
    run = tried(recruiter)
    candidates.add(first_name="Bo", last_name="Ek", email="bo@example.org", by=recruiter, at=AT)
    runs.commit(run=run, by=recruiter, at=AT)
    pump.drain()
    run.refresh_from_db()
    assert run.counts["new"] == 1 and Candidate.objects.count() == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "utf-8"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_usual_file_is_read(recruiter, encoding, separator):
    text = (
        separator.join(["name", "e-mail", "city"])
        + "\r\n"
        + separator.join(['"Zoë ""Z"" Müller"', "zoe@example.org", '"a\nb"'])
    )
    run = imported(recruiter, text.encode(encoding))
    assert Candidate.objects.get().name == 'Zoë "Z" Müller' and Candidate.objects.get().location == "a b"
    assert run.separator == separator


BAD = {
    "empty": b"", "blank": b" \n\n", "binary": bytes(range(256)) * 20, "unclosed": b'name\n"Ana' + b"x" * 60_000,
    "doubled": b"name,name\nA,B\n", "wide": b"," * 5000 + b"\n", "nul": b"name\nA\x00na\n", "utf-16 cut": b"\xff\xfeA",
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_table_is_refused_in_words_and_not_kept(recruiter, name):
    with pytest.raises((tables.TableRefused, UploadRefused, runs.MappingRefused)) as refused:
        runs.commit(run=tried(recruiter, BAD[name]), by=recruiter, at=AT)
    assert len(str(refused.value.message)) > 20 and not StoredFile.objects.exists() and not ImportRun.objects.exists()


def test_a_file_that_is_too_large_is_refused(recruiter, settings):
    settings.IMPORT_MAX_BYTES = 10
    with pytest.raises(UploadRefused, match="larger than"):
        tried(recruiter)


def test_the_pages_lead_from_the_file_to_the_candidates(client, recruiter):
    client.force_login(recruiter)
    body = {"file": csv_file("given,mail\nAna,ana@example.org\n,x\n"), "duplicates": "skip", "country": ""}
    page = client.post(reverse("candidate_imports"), body)
    assert page.status_code == 303
    shown = client.get(page.url)
    assert not shown.context["can_commit"]
    refused = client.post(page.url, {"to_email": "mail", "duplicates": "skip"})
    assert refused.status_code == 422 and "Say which column holds first name" in refused.content.decode()
    client.post(page.url, {"to_email": "mail", "to_first_name": "given", "duplicates": "skip"})
    assert client.get(page.url).context["can_commit"]
    run = ImportRun.objects.get()
    assert client.post(reverse("candidate_import_commit", args=[run.pk])).status_code == 303
    assert 'hx-trigger="every 2s"' in client.get(page.url).content.decode()
    pump.drain()
    assert Candidate.objects.get().name == "Ana"
    client.post(reverse("candidate_import_rollback", args=[run.pk]))
    assert not Candidate.objects.exists()


def test_refused_rows_come_back_without_formulas(client, recruiter):
    run = tried(recruiter, "name,e-mail\nAna,=cmd|x\n@SUM(1),also wrong\nBo,bo@example.org\n")
    client.force_login(recruiter)
    answer = b"".join(client.get(reverse("candidate_import_refused", args=[run.pk])).streaming_content).decode()
    rows = list(csv.reader(io.StringIO(answer)))
    assert [row[0] for row in rows] == ["Row", "2", "3"]
    assert rows[1][2:] == ["Ana", "'=cmd|x"] and rows[2][2] == "'@SUM(1)"
    runs.commit(run=run, by=recruiter, at=AT)
    pump.drain()
    again = b"".join(client.get(reverse("candidate_import_refused", args=[run.pk])).streaming_content).decode()
    assert again == answer


def test_another_s_runs_are_theirs(client, recruiter):
    run = tried(recruiter)
    client.force_login(user_with(K.IMPORTS_RUN, C.CANDIDATES_CREATE, scope=Scope.OWN))
    assert client.get(reverse("candidate_import", args=[run.pk])).status_code == 404
    assert client.get(f"/api/v1/imports/{run.pk}/").status_code == 404
    client.force_login(user_with(C.CANDIDATES_VIEW))
    assert client.get(reverse("candidate_imports")).status_code == 403


def test_what_is_wrong_is_kept_in_english_and_told_in_the_readers_language(client, recruiter):
    """Rows by a German recruiter, a colleague who reads English, and a program."""
    User.objects.filter(pk=recruiter.pk).update(language="de")
    client.force_login(recruiter)
    text = "Name,E-mail,Tags\n,a@example.org,\nAna,no address,\nBo,bo@example.org,a,b,c\nCy,cy@example.org," + "x" * 41
    text += "\nDi,di@example.org,\nDi,di@example.org,"
    client.post(reverse("candidate_imports"), {"file": csv_file(text), "duplicates": "skip", "country": ""})
    run = ImportRun.objects.get()
    english = {
        "The name is missing.",
        "Enter an e-mail address such as ana@example.org.",
        "It has 5 values for 3 columns. Is a quotation mark missing?",
        "At most 50 tags of 40 characters each, with commas between them.",
        "Row 6 has the same. Keep one of the two.",
    }
    german = {"Der Name fehlt.", "Zeile 6 hat denselben Wert. Behalten Sie eine der beiden."}
    assert {each.said for each in runs.problems(run)} == english
    page = client.get(reverse("candidate_import", args=[run.pk])).content.decode()
    refused = b"".join(client.get(reverse("candidate_import_refused", args=[run.pk])).streaming_content).decode()
    told = client.get(f"/api/v1/imports/{run.pk}/").json()
    assert {each["why"] for each in told["problems"]} == english
    for shown in (page, refused):
        assert not [words for words in english if words in shown]
        assert all(words in shown for words in german), shown


def test_somebody_whose_contacts_were_erased_stops_their_own_row_only(recruiter):
    gone = CandidateFactory(external_id="7", owner=recruiter)
    CandidateEmailFactory(candidate=gone)
    candidates.erase_contacts(candidate=gone, by=recruiter, at=AT)
    text = "Name,External id,E-mail\nAna,7,ana@example.org\nBo,8,bo@example.org\n"
    run = tried(recruiter, text, duplicates=Duplicates.UPDATE)
    assert [(line, said[:31]) for line, _column, said in why(run)] == [(2, "Their contact details were eras")]
    assert (run.count("new"), run.count("updated"), run.count("refused")) == (1, 0, 1)
    imported(recruiter, text, duplicates=Duplicates.UPDATE)
    assert CandidateEmail.objects.get().value == "bo@example.org"
    imported(recruiter, "Name,External id\nAna,7\n", duplicates=Duplicates.UPDATE)
    gone.refresh_from_db()
    assert gone.first_name == "Ana"


def test_rest_takes_file_and_mapping_commits_and_rolls_back(client, recruiter):
    client.force_login(recruiter)
    body = {
        "file": csv_file("a,b\nAna,ana@example.org\n,nobody@example.org\n"),
        "mapping": json.dumps({"first_name": "a", "email": "b"}),
    }
    made = client.post("/api/v1/imports/", body)
    assert made.status_code == 201, made.content
    told = made.json()
    assert told["status"] == "dry_run" and told["counts"]["new"] == 1
    assert told["problems"] == [{"row": 3, "column": "a", "value": "", "why": "The name is missing."}]
    address = f"/api/v1/imports/{told['id']}/"
    assert client.post(address + "commit/").json()["status"] == "queued"
    pump.drain()
    assert client.get(address).json()["status"] == "committed" and Candidate.objects.count() == 1
    assert client.post(address + "rollback/").json()["status"] == "rolled_back"
    assert not Candidate.objects.exists()
    bad = client.post("/api/v1/imports/", {"file": csv_file("a\nAna\n"), "mapping": "[]"})
    assert bad.status_code == 400 and "mapping" in bad.json()["errors"]
    lost = client.post("/api/v1/imports/", {"file": csv_file("a\nAna\n"), "mapping": '{"first_name": "zz"}'})
    assert lost.status_code == 400 and "no column" in lost.json()["detail"]


@pytest.mark.parametrize("mapping", ["[" * 5000, "[]", '{"name": 1}', '{"name": "\\u0000"}', "no JSON"])
def test_rest_refuses_what_is_no_mapping(client, recruiter, mapping):
    client.force_login(recruiter, backend="ats.accounts.Colleagues")
    answer = client.post("/api/v1/imports/", {"file": csv_file(HEAD + ANA), "mapping": mapping})
    assert answer.status_code == 400 and not ImportRun.objects.exists()

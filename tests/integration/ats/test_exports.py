"""Exports: what is asked for comes out as it is, in three formats, for whoever may see it, and nothing else does."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from pyarrow import parquet
from python_calamine import CalamineWorkbook

from ats.kernel import clock, pump
from ats.kernel.access import KernelPermission as K
from ats.kernel.access import Role, RoleAssignment, Scope
from ats.kernel.errors import NotAllowed
from ats.kernel.files.reading import place, read
from ats.kernel.transfers import runs, tables
from ats.kernel.transfers.exports import policy, reading
from ats.kernel.transfers.exports.asking import ExportRefused
from ats.kernel.transfers.exports.models import ExportStatus
from ats.kernel.transfers.exports.policy import ColumnsRefused
from ats.kernel.transfers.exports.registry import exporter
from ats.kernel.transfers.exports.words import in_words
from ats.kernel.transfers.models import Duplicates
from ats.models import Candidate, CustomField, CustomType
from ats.permissions import CorePermission as C
from ats.queries.filtering import FilterRefused
from tests.factories.ats import (
    AT,
    ApplicationFactory,
    CandidateEmailFactory,
    CandidateFactory,
    JobFactory,
    SourceFactory,
    user_with,
)
from tests.factories.exports import FACTS, asked, made, person, recruiter, table

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("PF-4.3")]
CONTACT = [*FACTS, "email", "phone"]


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.EXPORT_SENSITIVE_ROWS_WITHOUT_APPROVAL = 100


def test_a_small_export_is_made_and_every_row_carries_whose_it_is():
    by = recruiter()
    person(1)
    run = made(asked(by))
    assert run.status == ExportStatus.READY, run.problem
    [row] = table(run)
    assert (row["first_name"], row["last_name"], row["company"]) == ("Ana", "Ferreira1", "Lunar")
    assert row["exported_as"] == f"{run.pk} {by.email} {run.started_at:%Y-%m-%dT%H:%MZ}"
    assert (run.rows, run.sha256, run.file.name[-4:]) == (1, run.file.sha256, ".csv")


def test_csv_is_rfc_4180_with_a_mark_for_excel_where_it_is_wanted():
    by = recruiter()
    person(1, company='He said "no",\nthen left')
    plain, marked = made(asked(by)), made(asked(by, with_bom=True))
    assert read(plain.file).startswith(b"first_name,last_name,company,exported_as\r\n")
    assert b'"He said ""no"",\nthen left"' in read(plain.file)
    assert read(marked.file).startswith(b"\xef\xbb\xbffirst_name")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "'="])
def test_cells_that_begin_a_formula_are_neutralised_and_come_back_as_they_were(start):
    cell = f'{start}HYPERLINK("http://evil.example","x")'
    assert tables.neutral(cell) == f"'{cell}" and tables.plain(tables.neutral(cell)) == cell
    assert tables.plain("O'Neil") == tables.neutral("O'Neil") == "O'Neil" and tables.plain("'tis") == "'tis"


@pytest.mark.parametrize("between", [";", "; ", ";\t", "\t", "\n", "\r\n", ';"', "; '"])
def test_a_formula_within_a_cell_is_neutralised_too_and_comes_back(between):
    """Spreadsheets of many countries part cells at semicolons, and take a quotation mark in mid-cell for a letter."""
    cell = f"Lunar{between}=cmd|'/C calc'!A1;"
    text = "".join(tables.written(iter([["1", cell]])))
    parted = [part for line in text.splitlines() for part in re.split("[;\t]", line)]
    assert not [part for part in parted if re.match(r"[\s\"]*[=+@-]", part)], text
    once, twice = tables.neutral(cell), tables.neutral(tables.neutral(cell))
    assert tables.plain(once) == cell and tables.plain(twice) == once


def test_several_numbers_stay_apart_and_none_is_a_formula():
    numbers = "+351912345001; +351912345002"
    assert tables.neutral(numbers) == "'+351912345001; '+351912345002"
    assert tables.plain(tables.neutral(numbers)) == numbers


@pytest.mark.parametrize("cell", ["go; sql", "a;b", "Ana - Bo", "x=1", "it's; all right", "C++; Go"])
def test_other_cells_stay_as_they_are(cell):
    assert tables.neutral(cell) == tables.plain(cell) == cell


def test_a_formula_in_a_name_reaches_no_spreadsheet_as_one():
    by = recruiter()
    person(1, company='=HYPERLINK("http://evil.example")', title="+1+1")
    columns = ["company", "title"]
    assert table(made(asked(by, columns=columns)))[0]["company"].startswith("'=")
    file = place(made(asked(by, columns=columns, format="xlsx")).file)
    with ZipFile(file) as book:
        sheet, styles = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/styles.xml").decode()
    assert "<f>" not in sheet and "<hyperlink" not in sheet and 'quotePrefix="1"' in styles
    assert CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()[1][:2] == [
        '=HYPERLINK("http://evil.example")',
        "+1+1",
    ]


def test_excel_says_thrice_whose_it_is_and_holds_typed_cells():
    by = recruiter()
    person(1, do_not_contact=True, do_not_contact_reason="Asked", tags=["go", "sql"])
    run = made(asked(by, columns=["tags", "do_not_contact", "known_since"], format="xlsx"))
    book = CalamineWorkbook.from_path(place(run.file))
    head, row = book.get_sheet_by_name("Rows").to_python()
    assert head == ["tags", "do_not_contact", "known_since", "exported_as"]
    assert row[:2] == ["go; sql", True] and row[2].replace(tzinfo=UTC) == Candidate.objects.get().created_at.replace(
        microsecond=row[2].microsecond
    )
    assert book.get_sheet_by_name("About this export").to_python()[0] == ["Export", run.mark]
    with ZipFile(place(run.file)) as parts:
        assert str(run.pk) in parts.read("docProps/core.xml").decode()
        assert str(run.pk) in parts.read("xl/worksheets/sheet1.xml").decode()


def test_parquet_has_types_for_a_warehouse():
    by = recruiter()
    job = JobFactory(pay_min=Decimal("70000.50"), pay_max=Decimal(90000), pay_currency="EUR", pay_unit="year")
    run = made(
        asked(
            by, noun="jobs", columns=["waymark_id", "pay_min", "opened_at", "locations", "openings"], format="parquet"
        )
    )
    found = parquet.read_table(place(run.file))
    kinds = {field.name: str(field.type) for field in found.schema}
    assert kinds["pay_min"] == "decimal128(18, 4)" and kinds["opened_at"] == "timestamp[us, tz=UTC]"
    assert kinds["locations"] == "list<element: string>" and kinds["waymark_id"] == "string"
    [row] = found.to_pylist()
    assert row["pay_min"] == Decimal("70000.5000") and row["opened_at"] == AT
    assert row["locations"] == [place.name for place in job.locations.all()] and row["openings"] == 0
    assert found.schema.metadata[b"waymark.exported_as"].decode() == run.mark == row["exported_as"]
    meta = parquet.ParquetFile(place(run.file)).metadata.row_group(0).column(1)
    assert meta.compression == "ZSTD"


def test_an_empty_list_makes_a_file_with_a_head_in_every_format():
    by = recruiter()
    for format in ("csv", "xlsx", "parquet"):
        run = made(asked(by, format=format))
        assert (run.status, run.rows) == (ExportStatus.READY, 0), run.problem


def test_the_filters_of_the_list_are_the_exports():
    by = recruiter()
    for n, company in enumerate(["Lunar", "Solar", "Lunar GmbH"]):
        person(n, company=company)
    query = "c0=candidate.company&c0op=contains&c0v=lunar&view=all"
    assert sorted(row["company"] for row in table(made(asked(by, query=query)))) == ["Lunar", "Lunar GmbH"]
    tree = 'condition={"field":"candidate.company","op":"eq","value":"Solar"}'
    assert [row["company"] for row in table(made(asked(by, query=tree)))] == ["Solar"]
    assert table(made(asked(by, query="view=mine"))) == []


def test_a_filter_that_asks_what_one_may_not_see_is_refused():
    by = user_with(K.EXPORTS_RUN, C.JOBS_VIEW)
    JobFactory(pay_min=1, pay_max=2)
    with pytest.raises(FilterRefused):
        asked(by, noun="jobs", columns=["name"], query='condition={"field":"job.pay_min","op":"gt","value":0}')


def test_several_places_make_no_row_twice_and_merged_records_none():
    by = recruiter()
    JobFactory(name="Engineer", locations=[*JobFactory().locations.all(), *JobFactory().locations.all()])
    run = made(asked(by, noun="jobs", columns=["name", "locations"]))
    assert len(table(run)) == 3 and max(row["locations"].count(";") for row in table(run)) == 1


def test_one_sees_in_the_file_what_one_sees_on_pages():
    recruiter()
    inside, outside = ApplicationFactory(), ApplicationFactory()
    by = user_with(
        K.EXPORTS_RUN, C.CANDIDATES_VIEW, C.APPLICATIONS_VIEW, scope=Scope.DEPARTMENT, unit_id=inside.job.department_id
    )
    run = made(asked(by, columns=["waymark_id"]))
    assert [row["waymark_id"] for row in table(run)] == [str(inside.candidate_id)] != [str(outside.candidate_id)]


def test_columns_that_one_may_not_see_are_neither_offered_nor_taken():
    recruiter()
    by = user_with(K.EXPORTS_RUN, C.CANDIDATES_VIEW, C.JOBS_VIEW)
    assert not {"email", "phone", "emails", "phones"} & {c.key for c in policy.offered(exporter("candidates"), by)}
    assert "pay_min" not in {c.key for c in policy.offered(exporter("jobs"), by)}
    for columns in (["email"], ["first_name", "phone"], ["no_such_column"], ["self_identification"], []):
        with pytest.raises(ColumnsRefused):
            policy.columns_for(exporter("candidates"), columns, by)
    with pytest.raises(NotAllowed):
        asked(user_with(C.CANDIDATES_VIEW))
    with pytest.raises(NotAllowed):
        asked(user_with(K.EXPORTS_RUN))


def test_contact_points_of_those_alone_on_whom_one_sees_them():
    recruiter()
    mine, other = ApplicationFactory(), ApplicationFactory()
    by = user_with(K.EXPORTS_RUN, C.CANDIDATES_VIEW, C.APPLICATIONS_VIEW)
    near = Role.objects.create(key="near", name="Near", permissions=[str(K.CONTACT_VIEW)])
    RoleAssignment.objects.create(user=by, role=near, scope=Scope.DEPARTMENT, unit_id=mine.job.department_id)
    for row in (mine, other):
        row.candidate.email_addresses.all().delete()
        CandidateEmailFactory(candidate=row.candidate, value=f"{row.candidate.pk.hex[:8]}@example.org")
    found = {row["waymark_id"]: row["email"] for row in table(made(asked(by, columns=["waymark_id", "email"])))}
    assert found[str(mine.candidate_id)] and not found[str(other.candidate_id)]


def test_restricted_fields_leave_by_no_name_and_in_no_noun():
    by = recruiter()
    CustomField.objects.create(
        entity="candidate", key="disability", label="Disability", type=CustomType.TEXT, sensitivity="restricted"
    )
    CustomField.objects.create(entity="candidate", key="visa", label="Visa", type=CustomType.TEXT)
    CandidateFactory(custom_fields={"disability": "secret", "visa": "EU"})
    keys = {column.key for column in policy.offered(exporter("candidates"), by)}
    assert "custom_visa" in keys and not [key for key in keys if "disab" in key]
    with pytest.raises(ColumnsRefused):
        asked(by, columns=["custom_disability"])
    run = asked(by, columns=["custom_visa"])
    run.columns = ["custom_visa", "custom_disability"]  # as if somebody wrote into the row
    run.save()
    assert made(run).status == ExportStatus.REFUSED and run.file is None
    every = {
        column.key
        for noun in ("candidates", "jobs", "offers", "applications", "visits")
        for column in exporter(noun).columns()
    }
    assert not [key for key in every if any(word in key for word in ("disab", "gender", "veteran", "ethnic", "race"))]


def test_an_export_says_why():
    by = recruiter()
    with pytest.raises(ExportRefused):
        asked(by, reason="  ")
    with pytest.raises(ExportRefused):
        asked(by, query="q=" + "x" * 9000)


def test_no_export_holds_more_than_its_format_or_the_house_takes(settings):
    by = recruiter()
    person(1), person(2)
    settings.EXPORT_MAX_ROWS = 1
    with pytest.raises(ExportRefused):
        asked(by)


def test_a_person_s_file_comes_in_again_through_the_import_unchanged():
    by = recruiter()
    SourceFactory(key="referral", name="Referral")
    text = (
        "First Name,Surname,Email,Phone,Employer,Title,City,Tags,Source,ID\n"
        'Ana,Ferreira,ana@example.org,+351912345678,"=Lunar, ""Ltd""",Engineer,Lisbon,"go, sql",Referral,X-1\n'
        "Bo,Ek,bo@example.org,,'quoted,,Oslo,,,X-2\n"
    )
    imported(by, text.encode())
    columns = [
        "external_id",
        "first_name",
        "last_name",
        "email",
        "phone",
        "company",
        "title",
        "location",
        "tags",
        "source",
    ]
    first = made(asked(by, columns=columns))
    before, content = table(first), read(first.file)
    Candidate.objects.all().delete()
    run = imported(by, content)
    assert set(run.mapping) == set(columns), "every column is guessed"
    after = table(made(asked(by, columns=columns)))
    drop = lambda rows: sorted(({k: v for k, v in row.items() if k != "exported_as"} for row in rows), key=str)  # noqa: E731
    assert drop(after) == drop(before) and Candidate.objects.get(external_id="X-1").company == '=Lunar, "Ltd"'


def imported(by, content):
    run = runs.upload(
        noun="candidates",
        file=SimpleUploadedFile("people.csv", content),
        by=by,
        at=clock.now(),
        duplicates=Duplicates.SKIP,
    )
    assert not runs.problems(run), runs.problems(run)
    runs.commit(run=run, by=by, at=clock.now())
    pump.drain()
    run.refresh_from_db()
    return run


def test_rows_come_in_chunks_and_their_number_changes_no_question(django_assert_max_num_queries):
    by = recruiter()
    for n in range(5):
        person(n)
    mine = exporter("candidates")
    rows, columns = mine.rows(by, QueryDict(), AT), policy.columns_for(mine, [*CONTACT, "source", "owner"], by)
    found = [len(chunk.rows) for chunk in reading.chunks(rows, mine, columns, by, size=2)]
    assert found == [2, 2, 1]
    with django_assert_max_num_queries(9):
        [chunk] = list(reading.chunks(rows, mine, columns, by))
    assert len(chunk.people) == 5


def test_a_time_and_its_zone():
    by = recruiter()
    person(1)
    [row] = table(made(asked(by, columns=["known_since"])))
    assert row["known_since"].endswith("Z") and abs(
        clock.now() - datetime.fromisoformat(row["known_since"])
    ) < timedelta(minutes=1)


def test_csv_reads_with_any_reader():
    by = recruiter()
    person(1)
    text = read(made(asked(by)).file).decode()
    assert csv.Sniffer().sniff(text).delimiter == "," and len(list(csv.reader(io.StringIO(text)))) == 2


def test_filters_are_told_in_words():
    recruiter()
    tree = 'condition={"field":"candidate.company","op":"eq","value":"Solar"}'
    assert in_words("view=all&c0=candidate.company&c0op=contains&c0v=Lunar&match=any") == (
        "view: all; Current company contains Lunar"
    )
    assert in_words(f"q=Ana&{tree}") == "q: Ana; Current company is Solar"
    assert in_words("") == "" and in_words("c0=no.such&c0op=eq&c0v=1&condition={") == "{"

"""The checks of `quality` find what they are for."""

from pathlib import Path

import pytest

from ats.launcher import export_rule, quality, requirement_rows, source_rules, status_rule, supply_rules
from ats.launcher.finding import Finding


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>go()</script>",
        '<script type="module">go()</script>',
        "<a onclick='go()'>",
        '<a href="javascript:go()">',
    ],
)
def test_inline_script_and_style_are_found(tmp_path: Path, bad: str) -> None:
    write(tmp_path, "templates/ats/page.html", f"<main>\n{bad}\n</main>")
    found = source_rules.inline(tmp_path)
    assert not found.good
    assert "templates/ats/page.html:2" in found.words


@pytest.mark.parametrize(
    "fine",
    ['<script src="{% static "x.js" %}" defer></script>', '<p class="style">', '<script type="application/json">'],
)
def test_what_the_policy_allows_is_left_alone(tmp_path: Path, fine: str) -> None:
    write(tmp_path, "templates/ats/page.html", fine)
    assert source_rules.inline(tmp_path).good


@pytest.mark.parametrize(
    "bad",
    [
        "margin-left: 1rem",
        "padding-right: 0",
        "border-left: 0",
        "text-align: right",
        "float: left",
        "left: 0",
        "border-top-left-radius: 0",
    ],
)
def test_sides_that_do_not_turn_with_the_text_are_found(tmp_path: Path, bad: str) -> None:
    write(tmp_path, "static/css/a.css", f"p {{ color: red; }}\nb {{ top: 0; {bad}; }}\n")
    assert "static/css/a.css:2" in source_rules.sides(tmp_path).words


@pytest.mark.parametrize(
    "fine",
    [
        "margin-inline-start: 1rem",
        "text-align: start",
        "inset-inline-end: 0",
        "left: 50%",
        "left: 0; /* physical: a picture */",
        "align-items: flex-start",
    ],
)
def test_sides_of_the_text_are_left_alone(tmp_path: Path, fine: str) -> None:
    write(tmp_path, "static/css/a.css", f"b {{ {fine}; }}\n")
    assert source_rules.sides(tmp_path).good


@pytest.mark.parametrize(
    "bad", ["wake.delay()", "wake.apply_async(countdown=3)", "wake.apply_async(eta=at)", "self.retry(eta=1)"]
)
def test_deferred_celery_calls_are_found(tmp_path: Path, bad: str) -> None:
    write(tmp_path, "comms/tasks.py", f"def f(wake, at, self):\n    {bad}\n")
    assert "comms/tasks.py:2" in source_rules.deferred_calls(tmp_path).words


def test_long_files_and_empty_names_are_found_and_what_is_generated_is_not(tmp_path: Path) -> None:
    write(tmp_path, "ats/long.py", "x = 1\n" * 501)
    write(tmp_path, "ats/fine.py", "x = 1\n" * 500)
    write(tmp_path, "ats/migrations/0001_initial.py", "x = 1\n" * 900)
    write(tmp_path, "ats/utils.py", "")
    assert source_rules.lengths(tmp_path).words == "ats/long.py: 501 lines, 500 at most"
    assert source_rules.names(tmp_path).words.startswith("ats/utils.py")


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("ats/views/jobs.py", 'if job.status == "open": ...'),
        ("ats/views/jobs.py", 'if "open" != job.status: ...'),
        ("ats/views/jobs.py", 'if offer_status in ("sent", "accepted"): ...'),
        ("ats/queries/jobs.py", 'rows = Job.objects.filter(status="open")'),
        ("ats/queries/jobs.py", 'rows = Job.objects.exclude(version__status__in=["draft"])'),
        ("templates/ats/job.html", '{% if job.status == "open" %}'),
        ("templates/ats/job.html", "{% if a %}{% elif 'open' == job.status %}"),
    ],
)
def test_a_status_compared_with_a_literal_is_found(tmp_path: Path, monkeypatch, name: str, bad: str) -> None:
    monkeypatch.setattr(status_rule, "HELD", {})
    write(tmp_path, name, bad)
    assert f"{name}:1" in status_rule.status_literals(tmp_path).words


@pytest.mark.parametrize(
    ("name", "fine"),
    [
        ("ats/views/jobs.py", "if job.status == JobStatus.OPEN: ..."),
        ("ats/views/jobs.py", "if answer.status_code == 200: ..."),
        ("ats/models/job.py", 'class Job:\n    class Meta:\n        constraints = [Q(status="open")]'),
        ("templates/ats/job.html", "{% if job.is_open %}{{ job.status }} is not a status == 'x'{% endif %}"),
    ],
)
def test_what_asks_the_model_passes(tmp_path: Path, monkeypatch, name: str, fine: str) -> None:
    monkeypatch.setattr(status_rule, "HELD", {})
    write(tmp_path, name, fine)
    assert status_rule.status_literals(tmp_path).good


def test_what_is_held_only_shrinks(tmp_path: Path, monkeypatch) -> None:
    write(tmp_path, "templates/ats/job.html", '{% if job.status == "open" %}')
    monkeypatch.setattr(status_rule, "HELD", {"templates/ats/job.html": 1})
    assert status_rule.status_literals(tmp_path) == Finding(True, "1 are left")
    monkeypatch.setattr(status_rule, "HELD", {"templates/ats/job.html": 2})
    assert "1 are left of 2" in status_rule.status_literals(tmp_path).words


def test_a_wish_that_is_not_locked_is_found(tmp_path: Path) -> None:
    for wishes, lock, _ in supply_rules.PAIRS:
        write(tmp_path, wishes, "# why\nDjango>=5.2\n-r other.in\nred_dwarf[x]\n")
        write(tmp_path, lock, "django==5.2.1 \\\n    --hash=sha256:00\n")
    found = supply_rules.locks(tmp_path, {})
    assert not found.good
    assert "red-dwarf of requirements.in is not locked" in found.words
    assert "django" not in found.words


def test_the_audit_counts_only_what_was_looked_up() -> None:
    looked_up = {"name": "a", "version": "1", "vulns": []}
    skipped = {"name": "b", "skip_reason": "not found"}
    flawed = {"name": "c", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
    assert supply_rules._read([skipped]) is None
    assert supply_rules._read([looked_up, skipped]) == Finding(True, "1 of 2 packages were looked up")
    found = supply_rules._read([looked_up, flawed])
    assert found is not None
    assert not found.good
    assert "PYSEC-1" in found.words


def test_one_bad_check_fails_the_run_and_all_are_run(capsys: pytest.CaptureFixture[str]) -> None:
    checks = [
        quality.Check("first", lambda: Finding(False, "it is broken")),
        quality.Check("second", lambda: Finding(True, "a remark")),
    ]
    assert quality._show(quality._run_all(checks)) == 1
    shown = capsys.readouterr().out
    assert "it is broken" in shown
    assert "a remark" in shown
    assert "1 of 2" in shown


def test_requirement_marks_are_read_off_functions_and_classes(tmp_path: Path) -> None:
    source = (
        "import pytest\n"
        '@pytest.mark.requirement("MS-2.4", "PF-1.1")\ndef test_a(): ...\n'
        '@pytest.mark.requirement("MS-2.4")\nclass TestB:\n    def test_c(self): ...\n'
    )
    write(tmp_path, "tests/unit/test_x.py", source)
    assert requirement_rows.tests_by_row(tmp_path / "tests") == {
        "MS-2.4": ["tests/unit/test_x.py::test_a", "tests/unit/test_x.py::TestB::test_c"],
        "PF-1.1": ["tests/unit/test_x.py::test_a"],
    }


def test_a_mark_of_the_whole_file_counts_for_each_test(tmp_path: Path) -> None:
    source = 'import pytest\npytestmark = [pytest.mark.slow, pytest.mark.requirement("MS-1.4")]\ndef test_a(): ...\n'
    write(tmp_path, "tests/unit/test_x.py", source)
    assert requirement_rows.tests_by_row(tmp_path / "tests") == {"MS-1.4": ["tests/unit/test_x.py::test_a"]}


def test_every_lock_is_compared_and_audited() -> None:
    root = Path(__file__).parents[3]
    locks = {path.name for path in root.glob("requirements*.lock")}
    assert {lock for _, lock, _ in supply_rules.PAIRS} == locks
    told = {name: supply_rules._names(root / name) for name in locks}
    assert set().union(*told.values()) == set().union(*(told[name] for name in supply_rules.AUDITED))


def test_the_register_is_read(tmp_path: Path) -> None:
    write(tmp_path, "requirements.md", "| ID | What |\n|---|---|\n| MS-2.4 | Time-based escalation | proof |\n")
    assert requirement_rows.register(tmp_path / "requirements.md") == {"MS-2.4": "Time-based escalation"}
    assert requirement_rows.register(tmp_path / "none.md") == {}


@pytest.mark.requirement("PF-4.3")
@pytest.mark.parametrize(
    "bad",
    [
        "csv.writer(answer).writerows(rows)",
        "import xlsxwriter",
        "from pyarrow import parquet",
        'HttpResponse(text, content_type="text/csv")',
        "cursor.copy_expert('COPY ats_candidate TO STDOUT', file)",
        "StreamingHttpResponse(tables.written(rows))",
    ],
)
def test_rows_leave_through_one_door(tmp_path: Path, bad: str) -> None:
    for name in ("ats/views/report.py", "ats/kernel/transfers/exports/writers/report.py", "tests/report.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"import csv\n{bad}\n")
    assert export_rule.one_door(tmp_path).words.split(":")[:2] == ["ats/views/report.py", "2"]


@pytest.mark.requirement("PF-4.3")
def test_the_house_itself_has_one_door_and_each_exception_is_still_there() -> None:
    root = Path(__file__).parents[3]
    assert export_rule.one_door(root).good, export_rule.one_door(root).words
    for name in export_rule.ALLOWED:
        text = (root / name).read_text(encoding="utf-8")
        assert any(pattern.search(text) for pattern in export_rule.MEANS.values()), (
            f"{name} needs no exception any more"
        )

"""The pure part of import_history: reading dirty files, planning visits, accounting for every row."""

import csv
import io
import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from milestones.legacy import mapping, plan, reader, report
from milestones.legacy.mapping import Outcome, Target
from milestones.legacy.reader import FileRefused

AT = datetime(2026, 1, 1, tzinfo=UTC)
MAP = {
    "Applied": Target("applied", Outcome.NONE),
    "Interview": Target("interview", Outcome.NONE),
    "Offer": Target("offer", Outcome.OFFER),
    "Hired": Target("hired", Outcome.HIRED),
    "Rejected": Target("rejected", Outcome.REJECTED),
}


def table(text, required=(), label="FILE.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return reader.read(label, content, required=list(required))


def planned(stages, applications="case_id\n1\n", targets=MAP):
    return plan.make(
        table(applications, ["case_id"], "A.csv"), table(stages, plan.STAGE_COLUMNS, "S.csv"), targets, at=AT
    )


def stays(made, case=0):
    return [
        (stay.label, stay.entered_at.hour, stay.exited_at and stay.exited_at.hour) for stay in made.cases[case].stays
    ]


HEAD = "case_id,position,stage,entered_at\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_reads_what_other_systems_write(delimiter, newline, mark):
    text = newline.join(
        [
            delimiter.join(["Stage ", "CASE_ID", "note"]),
            delimiter.join(["A", "1", '"two\nlines"']),
            "",
            delimiter.join(["B", "2", ""]),
        ]
    )
    read = table(mark + text.encode(), ["case_id", "stage"])
    assert [row.values["case_id"] for row in read.rows] == ["1", "2"]
    assert read.rows[0].values["note"] == "two\nlines"
    assert read.rows[1].line == 5


def test_reads_utf_16_with_its_mark():
    assert table("case_id\n1\n".encode("utf-16"), ["case_id"]).rows[0].values == {"case_id": "1"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "FILE.csv is empty"),
        (b"  \n \n", "FILE.csv is empty"),
        (b"case_id\n\xff\xe9\n", "not UTF-8"),
        (b"id,stage\n1,A\n", "no columns case_id, entered_at"),
        (b"case_id,stage,entered_at,stage\n", "column stage more than once"),
        (b'case_id,stage,entered_at\n"1,A,x\n', "quotation mark"),
        (b"case_id,stage,entered_at\n1," + b"x" * 1_000_001 + b",\n", "field larger"),
        (b",,\n,,\n", "holds? only delimiters"),
        (b'""\n""\n', "only delimiters or empty quotes"),
    ],
)
def test_refuses_a_file_plainly(content, words):
    with pytest.raises(FileRefused, match=words):
        table(content, ["case_id", "stage", "entered_at"])


def test_a_row_with_too_many_values_or_a_nul_is_refused_alone():
    made = planned(
        HEAD
        + "1,0,Applied,2015-01-05T01:00:00\n1,1,Interview,2015-01-05T02:00:00,extra\n1,2,Off\x00er,2015-01-05T03:00:00\n"
    )
    assert [difference.line for difference in made.differences] == [3, 4]
    assert "values for 4 columns" in made.differences[0].reason
    assert "control character" in made.differences[1].reason


def test_consecutive_rows_of_a_label_are_one_visit_and_other_repeats_are_not():
    made = planned(
        HEAD + "1,0,Applied,2015-01-05T01:00:00\n1,1,Interview,2015-01-05T02:00:00\n1,2,Interview,2015-01-05T03:00:00\n"
        "1,3,Applied,2015-01-05T04:00:00\n1,4,Interview,2015-01-05T04:00:00\n"
    )
    assert stays(made) == [("Applied", 1, 2), ("Interview", 2, 4), ("Applied", 4, 4), ("Interview", 4, None)]
    assert made.counts["events_merged"] == 1


def test_the_last_event_decides_and_an_event_after_a_rejection_reopens():
    text = HEAD + "1,0,Applied,2015-01-05T01:00:00\n1,1,Rejected,2015-01-05T02:00:00\n"
    assert not planned(text).cases[0].is_active
    assert planned(text).cases[0].last.exited_at == planned(text).cases[0].last.entered_at
    reopened = planned(text + "1,2,Offer,2015-01-05T03:00:00\n").cases[0]
    assert reopened.is_active
    assert reopened.last.exited_at is None


def test_position_beats_time_and_time_beats_the_file():
    same = "1,{},Applied,2015-01-05T01:00:00\n1,{},Interview,2015-01-05T01:00:00\n"
    assert [s.label for s in planned(HEAD + same.format(1, 0)).cases[0].stays] == ["Interview", "Applied"]
    assert [s.label for s in planned(HEAD + same.format("x", 0)).cases[0].stays] == ["Applied", "Interview"]
    later = "case_id,stage,entered_at\n1,Interview,2015-01-05T03:00:00\n1,Applied,2015-01-05T01:00:00\n"
    assert [s.label for s in planned(later).cases[0].stays] == ["Applied", "Interview"]


def test_a_time_that_contradicts_its_position_is_refused_and_as_few_as_possible():
    made = planned(
        HEAD + "1,0,Applied,2015-01-05T09:00:00\n1,1,Interview,2015-01-05T02:00:00\n1,2,Offer,2015-01-05T03:00:00\n"
        "1,3,Rejected,2015-01-05T04:00:00\n"
    )
    assert [(d.line, d.reason) for d in made.differences] == [(2, "its entered_at contradicts its position")]


def test_times_are_utc_unless_they_say_otherwise():
    made = planned(
        "case_id,stage,entered_at\n1,Applied,2015-01-05 01:00:00\n1,Interview,2015-01-05T03:00:00+01:00\n"
        "1,Offer,2015-01-05T03:00:00Z\n1,Rejected,2015-01-04T23:00:00-05:00\n"
    )
    assert stays(made) == [("Applied", 1, 2), ("Interview", 2, 3), ("Offer", 3, 4), ("Rejected", 4, 4)]


@pytest.mark.parametrize(
    "time", ["", "yesterday", "2015-13-01", "0001-01-01T00:00:00+23:00", "1969-12-31", "99999", "2026-01-02"]
)
def test_an_unusable_time_refuses_the_event(time):
    made = planned(HEAD + f"1,0,Applied,2015-01-05T01:00:00\n1,1,Interview,{time}\n")
    assert made.counts["events_refused"] == 1
    assert "entered_at" in made.differences[0].reason


def test_cases_and_events_that_belong_nowhere_are_refused_with_their_line():
    made = planned(
        HEAD + "1,0,Applied,2015-01-05T01:00:00\n9,0,Applied,2015-01-05T01:00:00\n,0,Applied,2015-01-05\n",
        "case_id\n1\n1\n2\n\n" + "x" * 101 + "\n",
    )
    assert [(d.file, d.line) for d in made.differences] == [
        ("A.csv", 3),
        ("A.csv", 6),
        ("S.csv", 3),
        ("S.csv", 4),
        ("A.csv", 4),
    ]
    assert made.counts["cases"] == 4
    assert list(report.totals(made.counts)) == [
        "cases: 4 = imported 1 + refused 3",
        "events: 3 = imported 1 + merged 0 + refused 2",
    ]


def test_unmapped_labels_are_counted():
    made = planned(HEAD + "1,0,Applied,2015-01-05\n1,1,Coffee,2015-01-06\n1,2,Coffee,2015-01-07\n")
    assert made.unmapped == {"Coffee": 2}
    assert "unmapped: “Coffee” (2 events)" in list(report.lines(made))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("A,applied,won\n", "line 2: the outcome “won” is unknown"),
        ("A,,\n", "milestone is empty"),
        (",applied,\n", "legacy_stage is empty"),
        ("A,applied,\nA,offer,\n", "line 3: “A” is mapped twice"),
        ("", "maps no stage"),
    ],
)
def test_refuses_a_broken_map(rows, words):
    with pytest.raises(FileRefused, match=words):
        mapping.parse(table("legacy_stage,milestone,outcome\n" + rows, mapping.COLUMNS))


def dirty_log(chance):
    """Two files with every kind of dirt, and how many rows each has."""
    cases = [
        chance.choice([str(n), str(n), str(n), "", " 1 ", "x" * 101, "a\x00b"]) for n in range(chance.randrange(0, 12))
    ]
    rows = []
    for _ in range(chance.randrange(0, 60)):
        stage = chance.choice([*MAP, *MAP, "", "  Applied  ", "Coffee"])
        at = AT - timedelta(days=1) + timedelta(minutes=chance.randrange(0, 120) - 60)
        time = chance.choice(
            [at.isoformat(), at.isoformat(), at.replace(tzinfo=None).isoformat(), "", "soon", "2999-01-01"]
        )
        rows.append(
            [
                chance.choice([*cases, "7", "404"]),
                chance.choice([str(chance.randrange(9)), "3.0", "", "x", "-1"]),
                stage,
                time,
            ]
        )
    return written(["case_id", "age"], [[case, "30"] for case in cases]), written(
        ["case_id", "position", "stage", "entered_at"], rows
    )


def written(header, rows):
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue()


@pytest.mark.parametrize("seed", range(300))
def test_every_case_and_event_of_a_dirty_log_is_accounted_for(seed):
    applications, stages = dirty_log(random.Random(seed))
    made = planned(stages, applications)
    c = made.counts
    refused, merged = defaultdict(set), set()
    for difference in made.differences:
        if difference.deed == "merged":
            merged.add(difference.line)
        else:
            assert difference.line not in refused[difference.file]
            refused[difference.file].add(difference.line)
    assert c["cases"] == c["cases_imported"] + c["cases_refused"]
    assert (c["cases_refused"], c["events_refused"]) == (len(refused["A.csv"]), len(refused["S.csv"]))
    assert (c["events_merged"], c["events"]) == (
        len(merged),
        c["events_imported"] + len(merged) + len(refused["S.csv"]),
    )
    assert len({case.case_id for case in made.cases}) == len(made.cases)
    for case in made.cases:
        check_invariants(case)


def check_invariants(case):
    for before, after in zip(case.stays, case.stays[1:], strict=False):
        assert before.entered_at <= before.exited_at == after.entered_at
        assert before.label != after.label
    assert (case.last.exited_at is None) == case.is_active
    if case.is_active:
        assert case.last.target.outcome in (Outcome.NONE, Outcome.OFFER)

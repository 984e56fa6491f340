"""Rows leave the house through one door: `ats.kernel.transfers`. Nothing else writes tables to a file or an answer.

What is looked for are the means: writers of CSV, XLSX and Parquet, their media types, and COPY … TO. Pages and REST show rows
to people and programs one page at a time, as far as these may see them, under their own limits; that is no file.
"""

import re
from pathlib import Path

from ats.launcher.finding import Finding
from ats.launcher.source_rules import APPS, ours

DOOR = "ats/kernel/transfers/"
MEANS = {
    "a writer of CSV": re.compile(r"\bcsv\.(?:Dict)?[wW]riter\b|from csv import"),
    "a writer of spreadsheets or columns": re.compile(
        r"\b(?:import|from) (?:xlsxwriter|openpyxl|xlwt|pyarrow|pandas|polars)\b"
    ),
    "the media type of a table": re.compile(r"[\"']text/csv|spreadsheetml|ms-excel|apache\.parquet"),
    "COPY out of the database": re.compile(r"\bCOPY\b.*\bTO (?:STDOUT|PROGRAM|')|\bcopy_to\b"),
    "the door's own writers": re.compile(r"\btables\.written\b|exports\.writers\b|files\.making\b"),
}
# Each with why. What stands here is looked at again by whoever changes it.
ALLOWED = {
    "ats/views/imports.py": "gives a person the refused rows of their own file back, and no row of ours",
    "ats/kernel/files/kinds.py": "names the kinds of files that are taken in",
    "ats/actions/demo/everyday.py": "uploads a file of the demo",
    "ats/launcher/export_rule.py": "is this rule",
    "ats/actions/candidate_import/measuring.py": "makes up people to measure imports with",
    "ats/bench/imports.py": "makes up people to measure imports with",
    "ats/kernel/files/sandbox.py": "hands a workbook that came in to the importer, as text",
}


def one_door(root: Path) -> Finding:
    """Each such line outside the door as `path:line`."""
    found = []
    for path in ours(root, ".py"):
        name = str(path.relative_to(root))
        if name.split("/", 1)[0] in APPS and not name.startswith(DOOR) and name not in ALLOWED:
            found += _in_file(path, name)
    return Finding.of(found)


def _in_file(path: Path, name: str) -> list[str]:
    return [
        f"{name}:{number}: {what}; register an exporter instead (ats.kernel.transfers.exports)"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for what, pattern in MEANS.items()
        if pattern.search(line)
    ]

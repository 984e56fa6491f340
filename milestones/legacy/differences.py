"""What an import says about a row that did not come in as a row of its own: where to look, what stands there, why."""

from dataclasses import dataclass

from milestones.legacy.reader import Row, Table

LONGEST_CASE_ID = 100
LONGEST_VALUE = 80
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Difference:
    """`column` is the one to blame, `value` what stands there; both are empty where the row as a whole is wrong.

    The value can be shown and written anywhere: one line, short, and nothing that a spreadsheet would compute.
    """

    file: str
    line: int
    case_id: str
    deed: str
    reason: str
    column: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused or merged, and the column to look at; an empty one means the row as a whole. The reason is kept,
    so it is English; a page translates it where it is always the same words."""

    reason: str
    column: str = ""


def difference(table: Table, row: Row, case_id: str, deed: str, fault: Fault) -> Difference:
    """What a person reads of `fault`. A row that can't even be read shows no value: its column may be a personal one."""
    value = "" if row.problem else row.values.get(fault.column, "")
    shown = harmless(case_id, LONGEST_CASE_ID), deed, fault.reason, fault.column, harmless(value, LONGEST_VALUE)
    return Difference(table.label, row.line, *shown)


def harmless(text: str, longest: int) -> str:
    """`text` on one line and shortened; an apostrophe stops a spreadsheet from taking it for a formula."""
    line = "".join(sign if sign.isprintable() else "?" for sign in text[:longest])
    return f"'{line}" if line.startswith(FORMULA) else line

"""Named fields in double braces. Only these may stand in a letter; nothing is ever evaluated."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.errors import DomainError

FIELDS: dict[str, Any] = {
    "candidate_name": _l("Full name of the candidate"),
    "candidate_first_name": _l("First name of the candidate"),
    "company_name": _l("Name of the company"),
    "job_name": _l("Name of the job"),
    "department": _l("The job's department"),
    "place": _l("Where the work is done"),
    "salary": _l("Base salary with its currency and unit"),
    "bonus": _l("Bonus"),
    "equity": _l("Shares"),
    "start_date": _l("First day"),
    "answer_until": _l("Until when the offer can be answered"),
    "recruiter_name": _l("Who looks after the application"),
    "today": _l("The day on which the letter is written"),
}
FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


class UnknownLetterField(DomainError):
    """The letter names a field that does not exist."""

    status = 400
    code = "unknown-field"


def check(text: str) -> None:
    """Raises UnknownLetterField when `text` names a field that is not in FIELDS."""
    if unknown := sorted(set(FIELD.findall(text)) - FIELDS.keys()):
        raise UnknownLetterField(
            _("There is no field {field}. Use one of: {fields}.").format(
                field=f"{{{{{unknown[0]}}}}}", fields=", ".join(sorted(FIELDS))
            ),
            fields=unknown,
        )


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with its fields filled in, in one pass; a line none of whose fields has a value is left out.

    So "Bonus: {{bonus}}" vanishes from the letter of somebody who gets none. Raises UnknownLetterField.
    """
    check(text)
    kept = [line for line in text.splitlines() if _says_something(line, values)]
    return "\n".join(FIELD.sub(lambda found: _one_line(values.get(found.group(1), "")), line) for line in kept)


def _says_something(line: str, values: Mapping[str, str]) -> bool:
    named = FIELD.findall(line)
    return not named or any(values.get(name) for name in named)


def _one_line(value: str) -> str:
    return " ".join(value.split())

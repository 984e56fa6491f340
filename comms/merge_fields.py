"""Named fields in double braces. Only these may stand in a template; nothing is ever evaluated."""

import re
from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.errors import DomainError
from ats.kernel.languages import Text

FIELDS: dict[str, Text] = {
    "candidate_first_name": _l("First name of the candidate"),
    "candidate_name": _l("Full name of the candidate"),
    "job_name": _l("Name of the job"),
    "company_name": _l("Name of the company"),
    "recruiter_name": _l("Who looks after the application"),
    "recipient_name": _l("First name of the colleague who gets the message"),
    "milestone_name": _l("The milestone the application is in"),
    "due_at": _l("When it is due"),
    "link": _l("A link to the page where the reader can act"),
    "status_link": _l("The candidate's own link: status, details, withdrawal"),
    "title": _l("What the message is about"),
    "facts": _l("A few lines of facts"),
    "note": _l("A note written by a colleague"),
    "requester_name": _l("Who asks for a decision, invites, or recommends somebody"),
    "interview_name": _l("Name of the interview"),
    "interview_time": _l("When the interview takes place, with its zone"),
    "interview_place": _l("Where the interview takes place"),
    "offer_expires": _l("Until when the offer can be answered"),
    "answer": _l("What the candidate answered"),
    "decision": _l("What the approvers decided"),
}


class Kind(StrEnum):
    """What a field's value must be: a line of text unless said otherwise."""

    TEXT = "text"
    LINES = "lines"
    LINK = "link"
    MOMENT = "moment"


KINDS: dict[str, Kind] = {
    "facts": Kind.LINES,
    "note": Kind.LINES,
    "link": Kind.LINK,
    "status_link": Kind.LINK,
    "due_at": Kind.MOMENT,
    "interview_time": Kind.MOMENT,
    "offer_expires": Kind.MOMENT,
}
FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class UnknownField(DomainError):
    """The template names a field that does not exist."""

    code = "unknown-field"


class WrongValue(DomainError):
    """A value is not what its field says it is; refused before the message is queued."""

    code = "wrong-value"


class MissingValue(DomainError):
    """A message needs a value that nobody gave; it is refused before it is queued."""

    code = "missing-value"


def used(text: str) -> set[str]:
    """The names in double braces in `text`."""
    return set(FIELD.findall(text))


def check(text: str) -> None:
    """Raises UnknownField when `text` names a field that is not in FIELDS."""
    if unknown := sorted(used(text) - FIELDS.keys()):
        raise UnknownField(
            _("There is no field {field}. Use one of: {fields}.").format(
                field=written(unknown[0]), fields=", ".join(sorted(FIELDS))
            ),
            fields=unknown,
        )


def render(text: str, values: Mapping[str, object]) -> str:
    """`text` with its fields filled in one pass, so that braces inside a value stay what they are.

    Raises UnknownField, or MissingValue naming the field that has no value.
    """
    check(text)
    for name in sorted(used(text)):
        if values.get(name) in (None, ""):
            raise MissingValue(
                _("The message has no value for “{label}” ({field}).").format(label=FIELDS[name], field=written(name)),
                field=name,
            )
        _check(name, values[name])
    return FIELD.sub(lambda found: _plain(found.group(1), str(values[found.group(1)])), text)


def written(name: str) -> str:
    """The field as it stands in a wording."""
    return f"{{{{{name}}}}}"


def kind_of(name: str) -> Kind:
    return KINDS.get(name, Kind.TEXT)


def _check(name: str, value: object) -> None:
    """A link leads somewhere; a moment is written out for its reader, with its zone, never a bare time."""
    kind = kind_of(name)
    if kind == Kind.LINK and not str(value).startswith(("https://", "http://")):
        raise WrongValue(
            _("“{label}” must be an address ({field}).").format(label=FIELDS[name], field=written(name)), field=name
        )
    if kind == Kind.MOMENT and not isinstance(value, str):
        raise WrongValue(
            _("“{label}” must be written out for its reader ({field}).").format(
                label=FIELDS[name], field=written(name)
            ),
            field=name,
        )


def one_line(text: str) -> str:
    """`text` without line breaks and control characters: safe in a header, and unable to write lines of its own."""
    return _CONTROL.sub(" ", text).strip()


def _plain(name: str, value: str) -> str:
    if kind_of(name) == Kind.LINES:
        return "\n".join(one_line(line) for line in value.splitlines())
    return one_line(value)

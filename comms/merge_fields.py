"""Named fields in double braces. Only these may stand in a template; nothing is ever evaluated."""

import re
from collections.abc import Mapping
from enum import StrEnum

from ats.kernel.errors import DomainError

FIELDS: dict[str, str] = {
    "candidate_first_name": "First name of the candidate",
    "candidate_name": "Full name of the candidate",
    "job_name": "Name of the job",
    "company_name": "Name of the company",
    "recruiter_name": "Who looks after the application",
    "recipient_name": "First name of the colleague who gets the message",
    "milestone_name": "The milestone the application is in",
    "due_at": "When it is due",
    "link": "A link to the page where the reader can act",
    "status_link": "The candidate's own link: status, details, withdrawal",
    "title": "What the message is about",
    "facts": "A few lines of facts",
    "note": "A note written by a colleague",
    "requester_name": "Who asks for a decision, invites, or recommends somebody",
    "interview_name": "Name of the interview",
    "interview_time": "When the interview takes place, with its zone",
    "interview_place": "Where the interview takes place",
    "offer_expires": "Until when the offer can be answered",
    "answer": "What the candidate answered",
    "decision": "What the approvers decided",
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
            f"There is no field {{{{{unknown[0]}}}}}. Use one of: {', '.join(sorted(FIELDS))}.", fields=unknown
        )


def render(text: str, values: Mapping[str, object]) -> str:
    """`text` with its fields filled in one pass, so that braces inside a value stay what they are.

    Raises UnknownField, or MissingValue naming the field that has no value.
    """
    check(text)
    for name in sorted(used(text)):
        if values.get(name) in (None, ""):
            raise MissingValue(f"The message has no value for “{FIELDS[name]}” ({{{{{name}}}}}).", field=name)
        _check(name, values[name])
    return FIELD.sub(lambda found: _plain(found.group(1), str(values[found.group(1)])), text)


def kind_of(name: str) -> Kind:
    return KINDS.get(name, Kind.TEXT)


def _check(name: str, value: object) -> None:
    """A link leads somewhere; a moment is written out for its reader, with its zone, never a bare time."""
    kind = kind_of(name)
    if kind == Kind.LINK and not str(value).startswith(("https://", "http://")):
        raise WrongValue(f"“{FIELDS[name]}” must be an address ({{{{{name}}}}}).", field=name)
    if kind == Kind.MOMENT and not isinstance(value, str):
        raise WrongValue(f"“{FIELDS[name]}” must be written out for its reader ({{{{{name}}}}}).", field=name)


def one_line(text: str) -> str:
    """`text` without line breaks and control characters: safe in a header, and unable to write lines of its own."""
    return _CONTROL.sub(" ", text).strip()


def _plain(name: str, value: str) -> str:
    if kind_of(name) == Kind.LINES:
        return "\n".join(one_line(line) for line in value.splitlines())
    return one_line(value)

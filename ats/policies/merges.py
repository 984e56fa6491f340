"""What becomes of the facts of two records that become one, and when they can't."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from ats import extension_points
from ats.extension_points import CandidateRows
from ats.models import (
    Application,
    ApplicationStatus,
    Attachment,
    Candidate,
    CandidateEmail,
    CandidatePhone,
    Follow,
    Note,
    OwnershipRequest,
    SelfIdentification,
    SourceTouch,
)

CORE_ROWS = [
    CandidateRows(Application, _("Applications")),
    CandidateRows(CandidateEmail, _("E-mail addresses"), unique_by="value_index"),
    CandidateRows(CandidatePhone, _("Phone numbers"), unique_by="value_index"),
    CandidateRows(Note, _("Notes")),
    CandidateRows(Attachment, _("Files")),
    CandidateRows(SourceTouch, _("Sources")),
    CandidateRows(SelfIdentification),
    CandidateRows(Follow, unique_by="user_id"),
    CandidateRows(OwnershipRequest, unique_by="asked_by_id"),
]

# What a person may choose between, one line each; the columns that go together.
FACTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "name": (_("Name"), ("first_name", "last_name")),
    "title": (_("Title"), ("title",)),
    "company": (_("Company"), ("company",)),
    "location": (_("Place"), ("location",)),
    "time_zone": (_("Time zone"), ("time_zone",)),
    "owner": (_("Owner"), ("owner_id", "owner_since")),
}
LISTS = ("tags", "skills")
MOMENTS = {"owner_since"}


def rows() -> list[CandidateRows]:
    """Everything that hangs on a candidate, of all apps."""
    return [*CORE_ROWS, *(each for more in extension_points.candidate_rows() for each in more)]


def label(moving: CandidateRows) -> str:
    """Under which name a merge keeps the ids of these rows."""
    return moving.model._meta.label_lower


def changes(survivor: Candidate, absorbed: Candidate, take: frozenset[str] | set[str]) -> dict[str, dict[str, Any]]:
    """What of the survivor's own facts becomes another value, each as {before, after} in JSON.

    Lists add up, custom fields and empty facts are filled in, and of "do not contact" the stricter wins.
    """
    after: dict[str, Any] = {}
    for fact, (_label, columns) in FACTS.items():
        if fact in take or not any(getattr(survivor, column) for column in columns):
            after |= {column: getattr(absorbed, column) for column in columns if getattr(absorbed, columns[0])}
    for name in LISTS:
        mine = getattr(survivor, name)
        after[name] = [*mine, *(each for each in getattr(absorbed, name) if each not in mine)]
    after["custom_fields"] = {**absorbed.custom_fields, **survivor.custom_fields}
    after["is_imported"] = survivor.is_imported and absorbed.is_imported
    if absorbed.do_not_contact and not survivor.do_not_contact:
        after |= {"do_not_contact": True, "do_not_contact_reason": absorbed.do_not_contact_reason}
    return {
        name: {"before": to_json(getattr(survivor, name)), "after": to_json(value)}
        for name, value in after.items()
        if getattr(survivor, name) != value
    }


def before(name: str, survivor: Candidate, told: dict[str, Any]) -> Any:
    """What a fact is after undoing: as before the merge, unless somebody has changed it since; a list loses what the merge
    brought and keeps what came later."""
    present = to_json(getattr(survivor, name))
    if name in LISTS:
        brought = [each for each in told["after"] if each not in told["before"]]
        return [each for each in present if each not in brought]
    return told["before"] if present == told["after"] else present


def clashes(absorbed: Candidate, survivor: Candidate) -> list[Application]:
    """The absorbed record's active applications for jobs in which the survivor is active too."""
    active = {"status": ApplicationStatus.ACTIVE}
    jobs = Application.objects.filter(candidate=survivor, **active).values("job")
    return list(Application.objects.filter(candidate=absorbed, job__in=jobs, **active).select_related("job"))


def to_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | str | list | dict) else str(value)


def from_json(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name in MOMENTS and value else value

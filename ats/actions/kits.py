"""Interview kits: written, changed, taken out of use. Interviews keep what they asked when they were scheduled."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ats.actions.persistence import locked
from ats.actions.recording import record
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.models import InterviewKit, Job
from ats.models.interview_kit import LONGEST_KIT

EDITABLE = {"name", "purpose", "questions", "guidance", "attributes", "minutes", "is_active"}


class KitRefused(DomainError):
    """The kit can't be like that; `errors` names the field."""

    status = 400
    code = "kit-refused"


def write(*, job: Job | None, by: Any, at: datetime, **facts: Any) -> InterviewKit:
    """A new kit of `job`, or of every job. Names outside EDITABLE are a programming error."""
    return _save(InterviewKit(job=job, created_at=at), facts, by, at, "Kit written", "kit.written")


def change(*, kit: InterviewKit, by: Any, at: datetime, **facts: Any) -> InterviewKit:
    with transaction.atomic():
        return _save(locked(kit), facts, by, at, "Kit changed", "kit.changed")


def _save(row: InterviewKit, facts: dict[str, Any], by: Any, at: datetime, why: str, deed: str) -> InterviewKit:
    if unknown := facts.keys() - EDITABLE:
        raise TypeError(f"Not editable: {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(row, name, value)
    _check(row)
    try:
        with transaction.atomic(), acting(by, why):
            row.save()
            record(deed, row, by=by, at=at)
    except IntegrityError as error:
        raise _refused("name", _("There is a kit of this name already. Choose another.")) from error
    return row


def _check(row: InterviewKit) -> None:
    row.name, row.attributes = row.name.strip(), _attributes(row.attributes)
    if not row.name:
        raise _refused("name", _("Give the kit a name."))
    if not 5 <= row.minutes <= LONGEST_KIT:
        raise _refused("minutes", _("An interview takes 5 to {most} minutes.").format(most=LONGEST_KIT))


def _attributes(given: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Each name once, with its line of meaning."""
    kept: dict[str, dict[str, str]] = {}
    for entry in given:
        name = str(entry["name"]).strip()[:120]
        if name:
            kept.setdefault(name, {"name": name, "meaning": str(entry.get("meaning", "")).strip()[:300]})
    return list(kept.values())


def _refused(field: str, sentence: str) -> KitRefused:
    return KitRefused(sentence, errors={field: [sentence]})

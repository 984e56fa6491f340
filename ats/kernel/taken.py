"""What must be unique and is taken already. Actions look first; where two look at once, the database says no to one.

Each noun declares its constraints beside its model. A violation that nobody declared stays a defect of ours.
"""

from dataclasses import dataclass

from django.db import IntegrityError

from ats.kernel.errors import DomainError
from ats.kernel.languages import Text

UNIQUE_VIOLATION = "23505"  # Postgres


class Taken(DomainError):
    """Somebody was faster (409), or the field that is named in `errors` has a value that another row has (400)."""

    status = 409
    code = "taken"


@dataclass(frozen=True)
class Unique:
    sentence: Text
    field: str


_declared: dict[str, Unique] = {}


def declare(constraint: str, sentence: Text, *, field: str = "") -> None:
    """What to say when `constraint` (its name in the database) refuses; `field` is what the person may change."""
    _declared[constraint] = Unique(sentence, field)


def taken(constraint: str) -> Taken:
    """The refusal for a declared constraint, for actions that look first."""
    unique = _declared[constraint]
    if not unique.field:
        return Taken(unique.sentence)
    refusal = Taken(unique.sentence, errors={unique.field: [str(unique.sentence)]})
    refusal.status = 400
    return refusal


def as_taken(error: BaseException) -> Taken | None:
    """The refusal that a unique violation stands for; None for any other error."""
    cause = error.__cause__
    if not isinstance(error, IntegrityError) or getattr(cause, "pgcode", None) != UNIQUE_VIOLATION:
        return None
    name = cause.diag.constraint_name  # type: ignore[union-attr]
    return taken(name) if name in _declared else None

"""Two records side by side, before they become one."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel import access
from ats.models import Candidate, DuplicatePair, PairStatus
from ats.policies import merges as policy

LISTS = {"tags": _l("Tags"), "skills": _l("Skills")}


@dataclass(frozen=True)
class Line:
    """One fact of both; `takes_theirs` where the value of the record that goes is kept."""

    key: str
    label: str
    mine: str
    theirs: str
    takes_theirs: bool

    @property
    def is_same(self) -> bool:
        return self.mine == self.theirs

    @property
    def kept(self) -> str:
        return self.theirs if self.takes_theirs else self.mine


@dataclass(frozen=True)
class Kept:
    """How many rows of a kind hang on each, and on the one record afterwards."""

    label: str
    mine: int
    theirs: int
    after: int


def preview(kept: Candidate, gone: Candidate, user: Any, take: set[str]) -> dict[str, Any]:
    lines = [_line(fact, kept, gone, take) for fact in policy.FACTS]
    return {
        "kept": kept,
        "gone": gone,
        "lines": [line for line in lines if line.mine or line.theirs],
        "after": {line.key: line.kept for line in lines},
        "contacts": _contacts(kept, gone) if _sees_contacts(user, kept, gone) else [],
        "counts": [row for each in policy.rows() if each.label and (row := _count(each, kept, gone)).after],
        "lists": [(LISTS[name], union(getattr(kept, name), getattr(gone, name))) for name in policy.LISTS],
        "clashes": policy.clashes(gone, kept),
        "pair": _pair(kept, gone),
        "is_barred": kept.do_not_contact or gone.do_not_contact,
    }


def union(mine: list[str], theirs: list[str]) -> list[str]:
    return [*mine, *(each for each in theirs if each not in mine)]


def _line(fact: str, kept: Candidate, gone: Candidate, take: set[str]) -> Line:
    label, _columns = policy.FACTS[fact]
    mine, theirs = _value(fact, kept), _value(fact, gone)
    return Line(fact, str(label), mine, theirs, fact in take or not mine)


def _value(fact: str, candidate: Candidate) -> str:
    value = getattr(candidate, fact)
    return "" if value is None else str(value)


def _sees_contacts(user: Any, kept: Candidate, gone: Candidate) -> bool:
    return all(access.sees_contact(user, each) for each in (kept, gone))


def _contacts(kept: Candidate, gone: Candidate) -> list[tuple[str, str, str]]:
    """Addresses and numbers of both; all are kept, so there is nothing to choose."""
    found = []
    for label, name in ((_("E-mail"), "email_addresses"), (_("Phone"), "phone_numbers")):
        mine, theirs = (", ".join(row.value for row in getattr(each, name).all()) for each in (kept, gone))
        if mine or theirs:
            found.append((label, mine, theirs))
    return found


def _count(each: Any, kept: Candidate, gone: Candidate) -> Kept:
    rows = each.model._base_manager
    mine, theirs = (rows.filter(candidate=candidate).count() for candidate in (kept, gone))
    if not each.unique_by:
        return Kept(str(each.label), mine, theirs, mine + theirs)
    different = rows.filter(candidate__in=[kept, gone]).order_by().values(each.unique_by).distinct().count()
    return Kept(str(each.label), mine, theirs, different)


def _pair(kept: Candidate, gone: Candidate) -> DuplicatePair | None:
    first, second = sorted([kept.pk, gone.pk])
    return DuplicatePair.objects.filter(first=first, second=second, status=PairStatus.OPEN).first()

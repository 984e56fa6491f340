"""The navigation: apps register their entries; a reader sees those that they may open."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ats.kernel import access, counting
from ats.kernel.languages import Text


class Group(StrEnum):
    """The groups of the navigation, in their order; the first has no heading."""

    HOME = ""
    RECRUITING = "Recruiting"
    SOURCING = "Sourcing"
    INSIGHT = "Insight"
    SETUP = "Set-up"


HEADINGS: dict[Group, Text] = {
    Group.HOME: "",
    Group.RECRUITING: _("Recruiting"),
    Group.SOURCING: _("Sourcing"),
    Group.INSIGHT: _("Insight"),
    Group.SETUP: _("Set-up"),
}


@dataclass(frozen=True)
class Count:
    """What stands beside an entry; `hot` is for what is late or unread."""

    n: int
    hot: bool = False


Rows = QuerySet[Any] | counting.Ready


@dataclass(frozen=True)
class Counted:
    """The rows that stand as a number beside an entry; `hot` True, or the rows of them of which any makes it so."""

    rows: Rows
    hot: Rows | bool = False


@dataclass(frozen=True)
class NavItem:
    """One entry; `permission` None means everybody who is signed in; `only_for(user)` narrows it further."""

    key: str
    label: Text
    icon: str
    url: str
    permission: Any
    group: Group
    order: int
    count: Callable[[Any], Counted] | None
    only_for: Callable[[Any], bool] | None

    def visible_to(self, user: Any) -> bool:
        """Whether `user` would get an answer behind this entry."""
        if self.only_for is not None and not self.only_for(user):
            return False
        return self.permission is None or access.allows(user, self.permission)

    @property
    def href(self) -> str:
        return self.url if self.url.startswith("/") else reverse(self.url)


@dataclass(frozen=True)
class Entry:
    """A NavItem as one reader sees it."""

    key: str
    label: str
    icon: str
    href: str
    group: Group
    count: Count | None


class Link(NamedTuple):
    """An Entry as it is drawn: plain values, so that what is drawn can be remembered."""

    key: str
    label: str
    icon: str
    href: str
    n: int
    is_hot: bool
    is_current: bool

    @classmethod
    def of(cls, entry: Entry, is_current: bool) -> "Link":
        count = entry.count or Count(0)
        return cls(entry.key, entry.label, entry.icon, entry.href, count.n, count.hot, is_current)


_items: dict[str, NavItem] = {}


def nav(
    key: str,
    label: Text,
    icon: str,
    url: str,
    permission: Any = None,
    group: str = Group.HOME,
    *,
    order: int = 50,
    count: Callable[[Any], Counted] | None = None,
    only_for: Callable[[Any], bool] | None = None,
) -> None:
    """Register an entry, once, from `AppConfig.ready()`.

    `url` is a path that begins with "/" or the name of a URL pattern. What `count(user)` names is counted on each
    page, all entries in one query, so it must be cheap.
    """
    _items[key] = NavItem(key, label, icon, url, permission, Group(group), order, count, only_for)


def items_of(user: Any) -> list[NavItem]:
    """What `user` sees, by group and order."""
    groups = list(Group)
    seen = [item for item in _items.values() if item.visible_to(user)]
    return sorted(seen, key=lambda item: (groups.index(item.group), item.order, str(item.label)))


class Counts:
    """The numbers beside `items` for `user`: `asked` is what to count, by names that `entries` finds again."""

    def __init__(self, items: list[NavItem], user: Any) -> None:
        self.items = items
        self._counted = {item.key: item.count(user) for item in items if item.count}
        hot = {f"{key} hot": each.hot for key, each in self._counted.items() if not isinstance(each.hot, bool)}
        self.asked: dict[str, Rows] = {**{key: each.rows for key, each in self._counted.items()}, **hot}

    def entries(self, numbers: Mapping[str, int]) -> list[Entry]:
        """The items with how many rows each of `asked` has."""
        return [entry(item, self._count(item.key, numbers)) for item in self.items]

    def _count(self, key: str, numbers: Mapping[str, int]) -> Count | None:
        counted = self._counted.get(key)
        if counted is None or not numbers[key]:
            return None
        return Count(numbers[key], hot=counted.hot is True or bool(numbers.get(f"{key} hot")))


def entry(item: NavItem, count: Count | None = None) -> Entry:
    """`item` in the reader's language."""
    return Entry(item.key, str(item.label), item.icon, item.href, item.group, count)


def grouped(found: list[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """`found` by the heading of its group, empty groups left out."""
    for group in Group:
        members = [entry for entry in found if entry.group is group]
        if members:
            yield str(HEADINGS[group]), members

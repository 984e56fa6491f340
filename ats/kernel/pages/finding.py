"""Finding and going: what the command menu and the search page offer. Apps register finders and commands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext

from ats.kernel import access
from ats.kernel.languages import Text
from ats.kernel.pages import navigation

MOST = 6
"""Hits of one kind; whoever wants more opens the list itself."""


@dataclass(frozen=True)
class Hit:
    """One line: where it leads and how it looks. `person` draws an avatar in the icon's place, `due` a time badge.
    `told` is a text in which the words stand: pieces (text, is a found word)."""

    label: Text
    href: str
    line: Text = ""
    icon: str = "arrow-right"
    person: Any = None
    due: Any = None
    told: Any = ()


@dataclass(frozen=True)
class Command:
    """Something that can be begun from anywhere; `permission` None means by everybody."""

    label: Text
    url: str
    icon: str
    permission: Any

    @property
    def href(self) -> str:
        return self.url if self.url.startswith("/") else reverse(self.url)


@dataclass(frozen=True)
class Finder:
    """Looks for one kind of thing: `find(user, words, most)` answers only with what `user` may know of."""

    heading: Text
    order: int
    find: Callable[[Any, str, int], Iterable[Hit]]


_finders: dict[str, Finder] = {}
_commands: dict[str, Command] = {}


def finder(heading: Text, *, order: int, find: Callable[[Any, str, int], Iterable[Hit]]) -> None:
    """Register how things called `heading` ("Candidates") are found; smaller `order` comes first."""
    _finders[f"{find.__module__}.{find.__qualname__}"] = Finder(heading, order, find)


def command(label: Text, url: str, icon: str, permission: Any) -> None:
    """Register a command: its label begins with a verb, `url` is a path or the name of a pattern."""
    _commands[url] = Command(label, url, icon, permission)


def search(user: Any, words: str) -> list[tuple[str, list[Hit]]]:
    """What `words` find for `user`, by kind, then commands and places; without words the latter two alone."""
    found = [(str(each.heading), list(each.find(user, words, MOST))) for each in _in_order()] if words else []
    found += [
        (pgettext("heading of commands", "Do"), _matching(_begun(user), words)),
        (pgettext("heading of places", "Go to"), _matching(_places(user), words)),
    ]
    return [(heading, hits) for heading, hits in found if hits]


def _in_order() -> list[Finder]:
    return sorted(_finders.values(), key=lambda each: each.order)


def _begun(user: Any) -> list[Hit]:
    allowed = [each for each in _commands.values() if each.permission is None or access.allows(user, each.permission)]
    return [Hit(each.label, each.href, icon=each.icon) for each in allowed]


def _places(user: Any) -> list[Hit]:
    return [Hit(str(item.label), item.href, icon=item.icon) for item in navigation.items_of(user)]


def _matching(hits: list[Hit], words: str) -> list[Hit]:
    wanted = words.lower().split()
    return [hit for hit in hits if all(word in str(hit.label).lower() for word in wanted)]

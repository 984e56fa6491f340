"""The help page: apps register topics, each a template; a reader sees those of what they may use."""

from dataclasses import dataclass
from typing import Any

from ats.kernel import access
from ats.kernel.languages import Text


@dataclass(frozen=True)
class Topic:
    """One section of the help page; `permission` None means everybody."""

    key: str
    title: Text
    template: str
    order: int
    permission: Any


_topics: dict[str, Topic] = {}


def help_topic(key: str, title: Text, template: str, *, order: int = 50, permission: Any = None) -> None:
    """Register a section, once, from `AppConfig.ready()`; `key` is its anchor on the page."""
    _topics[key] = Topic(key, title, template, order, permission)


def topics(user: Any) -> list[Topic]:
    """What concerns `user`, in order."""
    seen = [each for each in _topics.values() if each.permission is None or access.allows(user, each.permission)]
    return sorted(seen, key=lambda each: (each.order, str(each.title)))

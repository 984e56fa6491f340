"""Which kinds of notices there are: each app registers its own, with the words that they get when somebody reads them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ats.kernel.languages import Text
from ats.kernel.notices.models import Notice, Way


@dataclass(frozen=True)
class Line:
    """A notice in words: what happened, and where the reader sees it."""

    text: Text
    href: str


Words = Callable[[Collection[Notice], Any], Mapping[UUID, Line]]
"""`words(notices, reader)` by the notice's id: a few queries for all, and nothing for what the reader may not see (now)."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind. `mails_itself`: another letter about it goes out anyway, so that no second one is offered. `still_waits(user,
    subject_ids)` names those that the inbox shows as work anyway, so that it doesn't tell of them twice."""

    key: str
    label: Text
    icon: str
    words: Words
    default: Way = Way.APP
    mails_itself: bool = False
    still_waits: Callable[[Any, Collection[UUID]], set[UUID]] | None = None

    @property
    def ways(self) -> list[Way]:
        return [Way.APP, Way.OFF] if self.mails_itself else list(Way)


_kinds: dict[str, Kind] = {}


def kind(key: str, label: Text, icon: str, words: Words, **more: Any) -> None:
    """Register a kind, once, from `AppConfig.ready()`."""
    _kinds[key] = Kind(key=key, label=label, icon=icon, words=words, **more)


def kinds() -> list[Kind]:
    return list(_kinds.values())


def get(key: str) -> Kind | None:
    """None for a kind that no app brings any longer."""
    return _kinds.get(key)

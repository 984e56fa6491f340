"""Which language somebody is spoken to in: their own, else their browser's, else English."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _l


def choices() -> list[tuple[str, Any]]:
    """What a person may choose; nothing chosen is the browser's."""
    return [("", _l("As in my browser")), *settings.LANGUAGES]


def is_spoken(language: str) -> bool:
    """Whether the product speaks it."""
    return language in dict(settings.LANGUAGES)


def of(person: Any) -> str:
    """The language that the person chose; empty where they did not, or where it is spoken no longer."""
    chosen: str = getattr(person, "language", "")
    return chosen if is_spoken(chosen) else ""


@contextmanager
def of_reader(person: Any) -> Iterator[None]:
    """Speak as the person chose; as before where they did not choose."""
    with translation.override(of(person) or translation.get_language()):
        yield


@contextmanager
def english() -> Iterator[None]:
    """Speak English: to programs, whoever they work for."""
    with translation.override(settings.LANGUAGE_CODE):
        yield

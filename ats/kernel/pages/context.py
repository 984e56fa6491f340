"""What every page's frame needs; nothing is asked of the database before the frame is drawn."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from ats.kernel import access, asking, counting
from ats.kernel.notices.models import Notice
from ats.kernel.pages import navigation

THEMES = ("light", "dark")
TABS = 4
UNREAD = access.ForReaders(counting.Prepared, lambda reader: Notice.objects.of(reader).unread())


@dataclass(frozen=True)
class Frame:
    """What the frame shows that is counted: one query for all of it, and for what the page's view asks later."""

    entries: list[navigation.Entry]
    new_notices: int


def shell(request: HttpRequest) -> dict[str, Any]:
    """Company, theme, language and the reader's navigation, for every template that is rendered with a request."""
    found = SimpleLazyObject(lambda: _frame(request))
    return {
        "company_name": settings.COMPANY_NAME,
        "product_name": "Waymark",
        "demo": settings.DEMO,
        "theme": theme_of(request),
        "languages": settings.LANGUAGES,
        **spoken(),
        "new_notices": SimpleLazyObject(lambda: found.new_notices),
        "nav_groups": SimpleLazyObject(lambda: list(navigation.grouped(found.entries))),
        "nav_tabs": SimpleLazyObject(lambda: found.entries[:TABS]),
    }


def spoken() -> dict[str, str]:
    """The page's language and which way it is read."""
    return {
        "language": translation.get_language() or settings.LANGUAGE_CODE,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }


def theme_of(request: HttpRequest) -> str:
    """light, dark, or nothing for the reader's system: from the profile, or a cookie before sign-in."""
    user = getattr(request, "user", None)
    chosen = getattr(user, "theme", "") or request.COOKIES.get("theme", "")
    return chosen if chosen in THEMES else ""


def _frame(request: HttpRequest) -> Frame:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return Frame([], 0)
    counts = navigation.Counts(navigation.items_of(user), user)
    numbers = asking.later(request, {**counts.asked, "notices": UNREAD(user)})
    return Frame(counts.entries(numbers), numbers["notices"])

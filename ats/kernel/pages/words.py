"""Times, money and dates in the words that the pages use. Pure, apart from the reader's time zone and language being active."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateformat import format as in_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, npgettext, pgettext
from django.utils.translation import gettext as _

from ats.kernel.languages import number
from ats.kernel.wording import words_of

SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "CHF": "CHF ", "DKK": "DKK ", "SEK": "SEK "}
ICONS = {"ok": "clock", "warn": "hourglass", "bad": "circle-alert", "mute": "pause", "done": "check"}
SOON_SHARE = 0.25
SOON_LEAST = timedelta(hours=4)


def span(length: timedelta) -> str:
    """A length in its one or two largest units: 45m, 6h, 1d 4h, 12d."""
    return _span(*_units(length), get_language() or "")


def _units(length: timedelta) -> tuple[int, int, int]:
    """Its days, hours and minutes, as far as they are told."""
    minutes = int(abs(length).total_seconds() // 60)
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days:
        return days, hours if days < 3 else 0, 0
    return 0, hours, rest if hours < 3 else 0


@lru_cache(maxsize=2_000)
def _span(days: int, hours: int, minutes: int, language: str) -> str:
    if days and not hours:
        return npgettext("days, in short", "{d}d", "{d}d", days).format(d=days)
    if days:
        return pgettext("days and hours, in short", "{d}d {h}h").format(d=days, h=hours)
    if hours and not minutes:
        return pgettext("hours, in short", "{h}h").format(h=hours)
    if hours:
        return pgettext("hours and minutes, in short", "{h}h {m}m").format(h=hours, m=minutes)
    return pgettext("minutes, in short", "{m}m").format(m=max(minutes, 1))


@lru_cache(maxsize=4_000)
def _until(is_over: bool, units: tuple[int, int, int], language: str) -> str:
    said = _("{span} over") if is_over else _("{span} left")
    return said.format(span=_span(*units, language))


class Badge(NamedTuple):
    """What `time_left` says, for a row that is remembered."""

    tone: str
    text: str
    icon: str
    due: datetime | None
    title: str = ""


def badge(subject: Any, *, at: datetime) -> Badge:
    return Badge(**time_left(subject, at=at))


def time_left(subject: Any, *, at: datetime, state: str = "") -> dict[str, Any]:
    """Tone, words and icon of a time limit. `subject` is a datetime or has `due_at` (see the tag)."""
    due = subject if isinstance(subject, datetime) else getattr(subject, "due_at", None)
    stopped = state or _standing(subject)
    if stopped or due is None:
        text = stopped or _("No limit")
        return {"tone": "mute", "text": text, "icon": ICONS["mute"] if stopped else "", "due": due}
    tone = tone_of(subject, due, at)
    text = _until(tone == "bad", _units(due - at), get_language() or "")
    return {"tone": tone, "text": text, "icon": ICONS[tone], "due": due, "title": exact(due)}


def tone_of(subject: Any, due: datetime, at: datetime) -> str:
    """Of a clock that runs until `due`: bad, warn or ok. By itself for whoever measures thousands and shows a few."""
    return tone_between(_started(subject), due, at)


def tone_between(started: datetime | None, due: datetime, at: datetime) -> str:
    return "bad" if at >= due else "warn" if due - at <= _soon(started, due) else "ok"


def _standing(subject: Any) -> str:
    """The word for a clock that does not run."""
    if getattr(subject, "stopped_at", None):
        return pgettext("a clock that ran", "Done")
    return str(getattr(subject, "paused_reason", "") or "")


def _started(subject: Any) -> datetime | None:
    return getattr(subject, "started_at", None) or getattr(subject, "entered_at", None)


def _soon(started: datetime | None, due: datetime) -> timedelta:
    """When "due soon" begins: the last quarter of the time, never less than four hours."""
    return max(SOON_LEAST, (due - started) * SOON_SHARE) if started else SOON_LEAST


def local(moment: datetime) -> datetime:
    """The moment in the reader's zone; as it is at the ends of the calendar, where a zone's hours lead out of it."""
    try:
        return timezone.localtime(moment)
    except OverflowError:
        return moment


def exact(moment: datetime) -> str:
    """Fri 20 Nov 2026, 10:02 in the reader's zone."""
    shown = local(moment)
    return _exact(shown, str(shown.tzinfo), get_language() or "")


@lru_cache(maxsize=8_000)
def _exact(shown: datetime, zone: str, language: str) -> str:
    return in_format(shown, pgettext("date format", "D j M Y, H:i"))


def in_zone(moment: datetime, zone: str) -> str:
    """Friday 20 November 2026, 10:02 (Europe/Lisbon): for a message, whose reader's zone nobody knows. Always in English,
    since messages and letters are kept as they were sent, and their wordings are the company's own. A page says
    `shown_in_zone`."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M} ({zone})"


def shown_in_zone(moment: datetime, zone: str) -> str:
    """The same in the reader's language."""
    return f"{_spelt(moment.astimezone(ZoneInfo(zone)))} ({zone})"


def _spelt(shown: datetime) -> str:
    return dated(shown, pgettext("date format", "l j F Y, H:i"))


def dated(value: date | datetime, pattern: str) -> str:
    """`value` as Django's `pattern` says, with the names of the active language."""
    zone = str(value.tzinfo) if isinstance(value, datetime) else ""
    return _dated(value, zone, pattern, get_language() or "")


@lru_cache(maxsize=8_000)
def _dated(value: date | datetime, zone: str, pattern: str, language: str) -> str:
    """Follows from its arguments alone. Moments are equal in whichever `zone`, but not as they are written."""
    return in_format(value, pattern)


def ago(moment: datetime, *, at: datetime) -> SafeString:
    """`relative` as an element, with the exact time in its title."""
    return _told(
        moment, str(moment.tzinfo), relative(moment, at=at), timezone.get_current_timezone_name(), get_language() or ""
    )


@lru_cache(maxsize=8_000)
def _told(moment: datetime, own_zone: str, words: str, zone: str, language: str) -> SafeString:
    """Moments are equal in whichever zone they are, but not as they are written."""
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), exact(moment), words)


def relative(moment: datetime, *, at: datetime) -> str:
    """Relative below seven days, the date beyond."""
    there, now = local(moment), local(at)
    days = (now.date() - there.date()).days
    if abs(at - moment) < timedelta(minutes=1):
        return _("just now")
    if abs(at - moment) < timedelta(hours=1):
        ago, ahead = _("{span} ago"), _("in {span}")
        return ago.format(span=span(at - moment)) if moment < at else ahead.format(span=span(moment - at))
    return _on_day(moment, days if -7 < days < 7 else None, str(there.tzinfo), get_language() or "")


@lru_cache(maxsize=8_000)
def _on_day(moment: datetime, days: int | None, zone: str, language: str) -> str:
    """So many `days` ago in the reader's zone, None where they are not told."""
    there = local(moment)
    if days is None:
        return day(there)
    time = dated(there, pgettext("date format", "H:i"))
    if days == 0:
        return time
    if days in (1, -1):
        return (_("yesterday {time}") if days == 1 else _("tomorrow {time}")).format(time=time)
    return dated(there, pgettext("date format", "D H:i"))


def day(value: date | datetime) -> str:
    """20 Nov 2026, in the reader's zone where it is a moment."""
    shown = local(value).date() if isinstance(value, datetime) else value
    return dated(shown, pgettext("date format", "j M Y"))


def long_day(value: date) -> str:
    """20 November 2026, as it stands within a sentence."""
    return dated(value, pgettext("date format", "j F Y"))


def day_heading(value: date, *, today: date) -> str:
    """Today, Yesterday, Mon 16 Nov, and the year where it is another one."""
    if value == today:
        return _("Today")
    if value == today - timedelta(days=1):
        return _("Yesterday")
    is_this_year = value.year == today.year
    return dated(value, pgettext("date format", "D j M") if is_this_year else pgettext("date format", "D j M Y"))


def money(amount: Decimal | int | None, currency: str) -> str:
    """€82,000, or €82,000.50 where there are cents; nothing for None."""
    if amount is None:
        return ""
    sign = SIGNS.get(currency, f"{currency} ")
    whole = amount == int(amount)
    digits = number(int(amount)) if whole else number(round(Decimal(amount), 2), 2)
    return pgettext("an amount of money", "{sign}{amount}").format(sign=sign, amount=digits).strip()


def thousands(amount: int, currency: str) -> str:
    """€82k for 82 thousand."""
    sign = SIGNS.get(currency, f"{currency} ")
    return pgettext("thousands of money", "{sign}{amount}k").format(sign=sign, amount=number(amount)).strip()


def told(current: Any) -> list[tuple[str, str]]:
    """The present state that a refusal carries for programs, as names and values for people; ids and gaps left out."""
    if not isinstance(current, dict):
        return [(_("Now"), _in_words(current))] if current else []
    shown = {name: value for name, value in current.items() if value not in (None, "", [], {})}
    if "name" in shown:
        shown["milestone"] = shown.pop("name")
    return [(_in_words(name), _in_words(value)) for name, value in shown.items() if not _is_id(value)]


def _in_words(code: Any) -> str:
    """A code as people read it, in their language where it is a word of the pages too."""
    return words_of(sentence_case(code))


def sentence_case(code: Any) -> str:
    """A code such as `on_hold` as people read it."""
    text = str(code).replace("_", " ")
    return text[:1].upper() + text[1:]


def _is_id(value: Any) -> bool:
    return len(str(value)) == 36 and str(value).count("-") == 4


def browser(user_agent: str) -> str:
    """Firefox on Windows: the browser and the system as far as its own words name them."""
    known = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]
    systems = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]
    name = next((word for sign, word in known if sign in user_agent), _("A browser"))
    system = next((word for sign, word in systems if sign in user_agent), "")
    return _("{browser} on {system}").format(browser=name, system=system) if system else name

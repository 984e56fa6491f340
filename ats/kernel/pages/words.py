"""Times, money and dates in the words that the pages use. Pure, apart from the reader's time zone and language being active."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ats.kernel.languages import number

SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "CHF": "CHF ", "DKK": "DKK ", "SEK": "SEK "}
ICONS = {"ok": "clock", "warn": "hourglass", "bad": "circle-alert", "mute": "pause", "done": "check"}
SOON_SHARE = 0.25
SOON_LEAST = timedelta(hours=4)


def span(length: timedelta) -> str:
    """A length in its one or two largest units: 45m, 6h, 1d 4h, 12d."""
    minutes = int(abs(length).total_seconds() // 60)
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days >= 3:
        hours = rest = 0
    elif days or hours >= 3:
        rest = 0
    if days and hours:
        return _("{days}d {hours}h").format(days=days, hours=hours)
    if days:
        return _("{days}d").format(days=days)
    if hours and rest:
        return _("{hours}h {minutes}m").format(hours=hours, minutes=rest)
    if hours:
        return _("{hours}h").format(hours=hours)
    return _("{minutes}m").format(minutes=max(rest, 1))


def time_left(subject: Any, *, at: datetime, state: str = "") -> dict[str, Any]:
    """Tone, words and icon of a time limit. `subject` is a datetime or has `due_at` (see the tag)."""
    due = subject if isinstance(subject, datetime) else getattr(subject, "due_at", None)
    stopped = state or _standing(subject)
    if stopped or due is None:
        text = stopped or _("No limit")
        return {"tone": "mute", "text": text, "icon": ICONS["mute"] if stopped else "", "due": due}
    tone = "bad" if at >= due else "warn" if due - at <= _soon(subject, due) else "ok"
    said = _("{span} over") if tone == "bad" else _("{span} left")
    text = said.format(span=span(due - at))
    return {"tone": tone, "text": text, "icon": ICONS[tone], "due": due, "title": exact(due)}


def _standing(subject: Any) -> str:
    """The word for a clock that does not run."""
    if getattr(subject, "stopped_at", None):
        return pgettext("a time limit", "Done")
    return str(getattr(subject, "paused_reason", "") or "")


def _soon(subject: Any, due: datetime) -> timedelta:
    """When "due soon" begins: the last quarter of the time, never less than four hours."""
    started = getattr(subject, "started_at", None) or getattr(subject, "entered_at", None)
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
    return _("{weekday} {day} {month} {year}, {time}").format(**_parts(shown), time=f"{shown:%H:%M}")


def in_zone(moment: datetime, zone: str) -> str:
    """Friday 20 November 2026, 10:02 (Europe/Lisbon): for a message, whose reader's zone nobody knows, in the language of
    the wordings. A page says `shown_in_zone`."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M} ({zone})"


def shown_in_zone(moment: datetime, zone: str) -> str:
    """The same in the reader's language."""
    there = moment.astimezone(ZoneInfo(zone))
    facts = {**_parts(there), "weekday": WEEKDAYS[there.weekday()], "month": MONTHS[there.month]}
    return _("{weekday} {day} {month} {year}, {time} ({zone})").format(**facts, time=f"{there:%H:%M}", zone=zone)


def relative(moment: datetime, *, at: datetime) -> str:
    """Relative below seven days, the date beyond."""
    there, now = local(moment), local(at)
    days = (now.date() - there.date()).days
    if abs(at - moment) < timedelta(minutes=1):
        return _("just now")
    if abs(at - moment) < timedelta(hours=1):
        said = _("{span} ago") if moment < at else _("in {span}")
        return said.format(span=span(at - moment))
    if days == 0:
        return f"{there:%H:%M}"
    if days in (1, -1):
        said = _("yesterday {time}") if days == 1 else _("tomorrow {time}")
        return said.format(time=f"{there:%H:%M}")
    if -7 < days < 7:
        return _("{weekday} {time}").format(weekday=WEEKDAYS_ABBR[there.weekday()], time=f"{there:%H:%M}")
    return day(there.date())


def day(value: date | datetime) -> str:
    """20 Nov 2026, in the reader's zone where it is a moment."""
    shown = local(value).date() if isinstance(value, datetime) else value
    return _("{day} {month} {year}").format(**_parts(shown))


def day_heading(value: date, *, today: date) -> str:
    """Today, Yesterday, Mon 16 Nov, and the year where it is another one."""
    if value == today:
        return _("Today")
    if value == today - timedelta(days=1):
        return _("Yesterday")
    said = _("{weekday} {day} {month}") if value.year == today.year else _("{weekday} {day} {month} {year}")
    return said.format(**_parts(value))


def _parts(value: date) -> dict[str, Any]:
    """What dates are made of, in short words."""
    month = str(MONTHS_3[value.month])
    facts = {"weekday": WEEKDAYS_ABBR[value.weekday()], "day": value.day, "month": month[:1].upper() + month[1:]}
    return {**facts, "year": f"{value:%Y}"}


def money(amount: Decimal | int | None, currency: str) -> str:
    """€82,000, or €82,000.50 where there are cents; nothing for None."""
    if amount is None:
        return ""
    sign = SIGNS.get(currency, f"{currency} ")
    whole = amount == int(amount)
    said = number(int(amount)) if whole else number(round(Decimal(amount), 2), 2)
    return pgettext("money", "{sign}{amount}").format(sign=sign, amount=said).strip()


def told(current: Any) -> list[tuple[str, str]]:
    """The present state that a refusal carries for programs, as names and values for people; ids and gaps left out."""
    if not isinstance(current, dict):
        return [(_("Now"), _(sentence_case(current)))] if current else []
    shown = {name: value for name, value in current.items() if value not in (None, "", [], {})}
    if "name" in shown:
        shown["milestone"] = shown.pop("name")
    return [(_(sentence_case(name)), _(sentence_case(value))) for name, value in shown.items() if not _is_id(value)]


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

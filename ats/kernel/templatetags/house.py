"""The house's template tags; built in, so no template loads them."""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext, pgettext

from ats.kernel import clock, languages, pages
from ats.kernel.pages import fields, words
from ats.kernel.pages.pieces import drawn

register = template.Library()
TONES = 6


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """An icon of the sprite; hidden from assistive technology unless it has a `label`. `size` "s" is the small one."""
    return _icon(static("built/icons.svg"), name, size, str(label) if isinstance(label, Promise) else label)


@lru_cache(maxsize=2_000, typed=True)
def _icon(sprite: str, name: str, size: str, label: str) -> SafeString:
    """Pages draw fifty of them; `typed` keeps markup from equal text."""
    href, look = f"{sprite}#{name}", f"i {size}".strip()
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', look, label, href)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>', look, href)


@register.filter
def place(zone: str) -> str:
    """The city of a time zone: New York for America/New_York."""
    return zone.rpartition("/")[2].replace("_", " ")


@register.filter
def initials(person: Any) -> str:
    """Two letters for an avatar, from a person or a name."""
    words_of_name = str(getattr(person, "name", "") or person).split()
    letters = [word[0] for word in words_of_name if word[0].isalnum()]
    return (letters[0] + letters[-1] if len(letters) > 1 else "".join(letters)).upper() or "?"


@register.filter
def avatar_tone(person: Any) -> int:
    """1 to 6, always the same for the same person."""
    return sum(str(getattr(person, "pk", "") or person).encode()) % TONES + 1


@register.simple_tag
def avatar(person: Any, size: str = "") -> SafeString:
    """Initials in a circle, decorative. `person` has a name and a pk, or is a plain name; `size` s, m or l."""
    look = '<span class="av {} av{}" aria-hidden="true">{}</span>'
    return format_html(look, size, avatar_tone(person), initials(person))


@register.simple_tag
def time_badge(shown: Mapping[str, Any] | words.Badge | None, limit: str = "") -> SafeString:
    """A time limit as `words` tell it; `limit`, how long it is, on a small line below. Nothing for None."""
    if shown is None:
        return SafeString("")
    told = shown if isinstance(shown, Mapping) else shown._asdict()
    due, text = told["due"], conditional_escape(told["text"])
    ends = gettext("Time limit ends %(title)s") % {"title": told["title"]} if told.get("title") else ""
    badge = format_html(
        '<span class="sla {}"{}>{}{}</span>',
        told["tone"],
        format_html(' title="{}"', ends) if ends else "",
        icon(told["icon"]) if told["icon"] else "",
        format_html('<time datetime="{}">{}</time>', due.isoformat(), text) if due else text,
    )
    if not limit:
        return badge
    return badge + format_html('<div class="xs mut">{}</div>', gettext("limit %(limit)s") % {"limit": limit})


@register.simple_tag
def time_left(clock_or_due: Any, state: str = "", limit: str = "") -> SafeString:
    """How long is left to a moment, as a badge with word, icon and the exact time in the title.

    Takes a datetime, or anything with `due_at` and optionally `started_at`, `paused_reason` and `stopped_at`.
    """
    return time_badge(words.time_left(clock_or_due, at=clock.now(), state=state), limit)


@register.simple_tag
def ago(moment: datetime | None) -> SafeString:
    """A time in the reader's zone, relative below seven days, with the exact time in the title."""
    return words.ago(moment, at=clock.now()) if moment is not None else SafeString("")


@register.simple_tag
def marked(text: Any, words: str) -> SafeString:
    """`text` (words that are translated late too) with each of `words` in bold where it occurs, whatever its case."""
    wanted = [re.escape(word) for word in words.split()]
    parts = re.split(f"({'|'.join(wanted)})", str(text), flags=re.I) if wanted else [text]
    return format_html_join(
        "", "{}", ((format_html("<b>{}</b>", part) if n % 2 else part,) for n, part in enumerate(parts))
    )


@register.simple_tag
def clock_time(moment: datetime | None) -> SafeString:
    """The time of day in the reader's zone, with the date in the title."""
    if moment is None:
        return SafeString("")
    shown = timezone.localtime(moment).strftime("%H:%M")
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), words.exact(moment), shown)


@register.filter
def moment(value: datetime | None) -> str:
    """Date and time in the reader's zone: Fri 20 Nov 2026, 10:02."""
    return words.exact(value) if value else ""


@register.filter
def small(label: Any) -> str:
    """A label in the middle of a sentence."""
    return languages.small(label)


@register.filter
def day(value: Any) -> str:
    """A date: 20 Nov 2026; Today and Yesterday as words are `day_heading`."""
    return words.day(value) if value else ""


@register.filter
def day_heading(value: Any) -> str:
    """The heading of a day in a timeline: Today, Yesterday, Mon 16 Nov."""
    return words.day_heading(value, today=timezone.localtime(clock.now()).date())


@register.filter
def money(amount: Decimal | int | None, currency: str = "EUR") -> str:
    """An amount with its currency: €82,000; cents only where there are any."""
    return words.money(amount, currency)


@register.filter
def quoted(text: Any) -> str:
    """What somebody wrote, in the quotation marks of the reader's language."""
    return pgettext("somebody's own words", "“{text}”").format(text=text)


@register.filter
def capped(n: int, most: int = 1000) -> str:
    """A count, exact up to `most`: 1,000+ beyond."""
    return f"{languages.number(most)}+" if n > most else languages.number(n)


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The page's query string with `changes`; None or "" takes a parameter away. Page and cursor go with any change."""
    request: HttpRequest = context["request"]
    parameters = request.GET.copy()
    for gone in ("page", "cursor", "after"):
        parameters.pop(gone, None)
    for name, value in changes.items():
        parameters.pop(name, None)
        if value not in (None, ""):
            parameters[name] = value
    return f"?{parameters.urlencode()}" if parameters else request.path


@register.simple_tag(takes_context=True)
def sort_state(context: template.Context, column: str) -> str:
    """The `aria-sort` of a column: ascending, descending or none."""
    now = context["request"].GET.get("sort", "")
    return {column: "ascending", f"-{column}": "descending"}.get(now, "none")


@register.simple_tag(takes_context=True)
def sort_link(context: template.Context, column: str) -> str:
    """Where a click on a column's heading leads: upwards first, then downwards."""
    now = context["request"].GET.get("sort", "")
    return str(query(context, sort=f"-{column}" if now == column else column))


@register.simple_tag
def mix(*numbers: int) -> list[tuple[float, float]]:
    """Parts of a bar 100 wide: (start, width) for each number."""
    total, start, parts = sum(numbers), 0.0, []
    for number in numbers:
        width = round(100 * number / total, 1) if total else 0.0
        parts.append((round(start, 1), width))
        start += width
    return parts


@register.filter
def dressed(bound_field: Any) -> Any:
    """A bound field in the house's look; loops over its choices keep it."""
    return fields.dress(bound_field)


@register.filter
def widget_kind(bound_field: Any) -> str:
    """How a field is drawn: text, textarea, select, radios, checks, checkbox or file."""
    return fields.kind(bound_field.field.widget)


@register.simple_block_tag(takes_context=True)
def capture(context: template.Context, content: str, name: str) -> str:
    """Keep what stands inside as the variable `name`, for the rest of the page."""
    context.dicts[0][name] = mark_safe(content.strip())  # what a template has written is escaped already
    return ""


@register.simple_block_tag(takes_context=True)
def panel(context: template.Context, content: str, title: str = "", **parts: Any) -> SafeString:
    """A panel around its content; its parameters stand in _components/panel.html.

    Its id is made from the title in English, so that a link to it works in every language.
    """
    with translation.override(None):
        key = slugify(title)
    return _around(context, "panel", content, {"title": title, "id": key} | parts)


@register.simple_block_tag(takes_context=True)
def dialog(context: template.Context, content: str, id: str, title: str, **parts: Any) -> SafeString:
    """A native dialog around its content; its parameters stand in _components/dialog.html."""
    return _around(context, "dialog", content, {"id": id, "title": title} | parts)


@register.simple_block_tag(takes_context=True)
def menu(context: template.Context, content: str, id: str, label: str, **parts: Any) -> SafeString:
    """A menu of links and buttons behind one button; its parameters stand in _components/menu.html."""
    return _around(context, "menu", content, {"id": id, "label": label} | parts)


def _around(context: template.Context, name: str, content: str, parts: dict[str, Any]) -> SafeString:
    """The component `name` around `content`, which the template engine has escaped already."""
    values = parts | {"content": content, "csrf_token": context.get("csrf_token", "")}
    return render_to_string(f"_components/{name}.html", values)


@register.simple_tag(takes_context=True)
def pieces(context: template.Context, name: str, rows: Any) -> SafeString:
    """Each of `rows` through the template `name`, which sees it as `row`; remembered where it can be (pages.pieces)."""
    return drawn(name, rows, context.get("csrf_token", ""))


@register.simple_tag(takes_context=True)
def piece(context: template.Context, name: str, row: Any) -> SafeString:
    """The same of a single row."""
    return pieces(context, name, [row])


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, **subject: Any) -> SafeString:
    """What upper apps have to show at the place `name`, about `subject`."""
    return pages.slot(name).html(context["request"], **subject)


@register.simple_tag(takes_context=True)
def is_current(context: template.Context, entry: Any) -> bool:
    """Whether a navigation entry is where the reader is: as the page says, or by its address."""
    said = context.get("nav_current")
    if said:
        return bool(said == entry.key)
    path = context["request"].path
    return bool(path == entry.href or (entry.href != "/" and path.startswith(entry.href)))


@register.simple_tag(takes_context=True)
def nav_entries(context: template.Context, entries: Any) -> SafeString:
    """Entries of the side navigation, one of them perhaps where the reader is."""
    rows = [pages.navigation.Link.of(entry, is_current(context, entry)) for entry in entries]
    return drawn("_components/nav_entry.html", rows)


@register.simple_block_tag(takes_context=True)
def next_action(context: template.Context, content: str, lead: str, **parts: Any) -> SafeString:
    """The bar that says what is next, around its buttons; its parameters stand in _components/next_action.html."""
    return _around(context, "next_action", content, {"lead": lead} | parts)

"""Slots: places on a page that upper apps fill, without the page knowing their names."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from ats.kernel.pages.pieces import drawn


@dataclass(frozen=True)
class Panel:
    """One filling: a template with its context, or with the one row of a piece (see pages.pieces); smaller `order` first."""

    template: str
    context: dict[str, Any] | tuple[Any, ...] = field(default_factory=dict)
    order: int = 50

    def html(self, request: HttpRequest) -> str:
        if isinstance(self.context, tuple):
            return drawn(self.template, [self.context])
        return render_to_string(self.template, self.context, request)


Filler = Callable[..., Panel | None]


class Slot:
    """A named place; a filler answers with a Panel, or None where it has nothing to say to this reader."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._fillers: list[Filler] = []

    def register(self, filler: Filler) -> Filler:
        """Add a filler `f(request, **context)`; usable as a decorator."""
        if filler not in self._fillers:
            self._fillers.append(filler)
        return filler

    def panels(self, request: HttpRequest, **context: Any) -> list[Panel]:
        """What all fillers have to show now, in order."""
        found = [filler(request, **context) for filler in self._fillers]
        return sorted((panel for panel in found if panel is not None), key=lambda panel: panel.order)

    def html(self, request: HttpRequest, **context: Any) -> SafeString:
        """All of them as they are drawn."""
        return mark_safe(
            "".join(panel.html(request) for panel in self.panels(request, **context))
        )  # escaped by templates


_slots: dict[str, Slot] = {}


def slot(name: str) -> Slot:
    """The slot `name`; it comes to be with the first question for it, from page or app."""
    return _slots.setdefault(name, Slot(name))

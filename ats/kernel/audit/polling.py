"""Addresses that a page asks again and again by itself are not access attempts of a person."""

from typing import Any, TypeVar

View = TypeVar("View")


def polling(view: View) -> View:
    """Mark a view (function or class) as polled: the access log leaves it out."""
    view.polling = True  # type: ignore[attr-defined]
    return view


def is_polled(view: Any) -> bool:
    """Whether the view function of a route, or the class behind it, is marked."""
    behind = getattr(view, "view_class", None) or getattr(view, "cls", None)
    return bool(getattr(view, "polling", False) or getattr(behind, "polling", False))

"""Extension points: how an upper app joins a lower app's transaction without the lower one knowing its name.

The lower app declares `opened = ExtensionPoint("application opened")` and calls it; the upper app registers a function in
`AppConfig.ready()`. What needs no place in the same transaction uses the outbox instead.
"""

from collections.abc import Callable
from typing import Any


class ExtensionPoint:
    """A named list of functions, called in the order of their registration with the same keyword arguments."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._functions: list[Callable[..., Any]] = []

    def register(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Add `function`; usable as a decorator. Registering the same one twice has no effect."""
        if function not in self._functions:
            self._functions.append(function)
        return function

    def __call__(self, **arguments: Any) -> list[Any]:
        """Call every function with `arguments`; their answers, in order. Errors are the caller's to see."""
        return [function(**arguments) for function in self._functions]

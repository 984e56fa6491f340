"""Candidates as panels name them: read with other rows, without their records."""

from typing import Any, NamedTuple

from ats.kernel.prepared import as_text


class Named(NamedTuple):
    """Who somebody is, as text, and what they are called; drawn as an avatar like a record."""

    pk: str
    first_name: str
    last_name: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


def named(path: str) -> tuple[Any, ...]:
    """The columns of a Named for the candidate at `path`."""
    return as_text(f"{path}_id"), f"{path}__first_name", f"{path}__last_name"

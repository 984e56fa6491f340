"""Whose installation this is, as pages and mails need it many times over."""

import hashlib
import time
from dataclasses import dataclass

from django.conf import settings

from ats.kernel.files import StoredFile
from ats.models import Company, User


@dataclass(frozen=True)
class Identity:
    """Name, zone and looks of the company; what is empty is as the product has it. `key` changes with the looks."""

    name: str
    time_zone: str
    accent: str = ""
    logo_id: str = ""
    careers_title: str = ""
    careers_text: str = ""

    @property
    def key(self) -> str:
        return hashlib.sha256(f"{self.accent}|{self.logo_id}".encode()).hexdigest()[:12]


class _Kept:
    """What was read last, for COMPANY_SECONDS (real ones); another process sees a change that much later."""

    identity: Identity | None = None
    until = 0.0
    is_set_up = False


_kept = _Kept()


def identity() -> Identity:
    """The company as it was set up; before that, and without a row, the name in the settings."""
    if _kept.identity is None or time.monotonic() >= _kept.until:
        _kept.identity, _kept.until = _read(), time.monotonic() + settings.COMPANY_SECONDS
    return _kept.identity


def forget() -> None:
    """Read it anew at the next question, in this process."""
    _kept.identity = None


def needs_set_up() -> bool:
    """Whether nobody is there yet who could sign in; once somebody was, nobody asks the database again."""
    if not _kept.is_set_up:
        _kept.is_set_up = is_set_up()
    return not _kept.is_set_up


def is_set_up() -> bool:
    """Whether the set-up page is closed for ever: it was filled in, or there are people already."""
    return Company.objects.exclude(set_up_at=None).exists() or User.objects.filter(is_service=False).exists()


def forget_set_up() -> None:
    """For tests, whose database begins empty again."""
    _kept.is_set_up = False


def logo() -> StoredFile | None:
    """The company's logo, if it has one."""
    row = Company.objects.select_related("logo").first()
    return row.logo if row else None


def _read() -> Identity:
    row = Company.objects.first()
    if row is None:
        return Identity(settings.COMPANY_NAME, settings.DEFAULT_TIME_ZONE)
    return Identity(
        row.name,
        row.time_zone,
        row.accent,
        str(row.logo_id or ""),
        row.careers_title,
        row.careers_text,
    )

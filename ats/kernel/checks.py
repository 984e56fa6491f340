"""What production must have is asked for when it is set up (`migrate`, `check`), not at the first candidate."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

from ats.kernel.privacy import fields

NO_HOSTS = {"localhost", "127.0.0.1", "[::1]"}


@register(Tags.security)
def keys_are_set(**kwargs: Any) -> list[CheckMessage]:
    """Without its keys the product could take in nobody's contact points."""
    found: list[CheckMessage] = []
    try:
        fields.require_keys()
    except ImproperlyConfigured as problem:
        found.append(Error(str(problem), hint=f"Make one with: {fields.MAKE_KEY}", id="kernel.E001"))
    if not settings.BLIND_INDEX_KEY:
        found.append(Error(fields.NO_INDEX_KEY, hint=f"Make one with: {fields.MAKE_KEY}", id="kernel.E002"))
    return found


@register(Tags.security, deploy=True)
def demo_stays_here(**kwargs: Any) -> list[CheckMessage]:
    """The demo's passwords are printed, its mailbox is open, and it lifts the limits of signing in."""
    if not settings.DEMO or _names_this_machine():
        return []
    hint = "Leave ATS_DEMO out where the product is for others than you."
    return [Error("ATS_DEMO is on at a public address.", hint=hint, id="kernel.E003")]


@register(Tags.security, deploy=True)
def address_is_public(**kwargs: Any) -> list[CheckMessage]:
    """Mails link to BASE_URL: one that names this machine leads candidates nowhere."""
    if settings.DEMO or not _names_this_machine():
        return []
    hint = "Set ATS_BASE_URL to the address that people use, such as https://jobs.example.com."
    return [Warning("ATS_BASE_URL names this machine, and links in mails lead there.", hint=hint, id="kernel.W001")]


def _names_this_machine() -> bool:
    return (urlsplit(settings.BASE_URL).hostname or "localhost") in NO_HOSTS

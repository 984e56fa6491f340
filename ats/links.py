"""Absolute addresses and signed tokens for links that leave the house. A token names a thing, no deed."""

import re
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.kernel.errors import DomainError

_PERSONAL = re.compile(r"(https?://[^\s/]+/(?:o|i|join|status|own-data|accounts/password/reset/key)/)[\w:.=-]+/?")


class LinkRefused(DomainError):
    status = 404
    code = "link-refused"


def url(path: str) -> str:
    """The absolute address of `path` on this installation."""
    return f"{settings.BASE_URL}/{path.lstrip('/')}"


def application(id: UUID) -> str:
    """The absolute address of an application's page, which an upper app serves under this name."""
    return url(reverse("application", args=[id]))


def status(id: UUID) -> str:
    """The absolute address of the page that shows a candidate how this application of theirs stands."""
    return url(reverse("application_status", args=[sign("status", id)]))


def sign(purpose: str, id: UUID, **codes: Any) -> str:
    """A token that names `id` (and `codes`) for `purpose` and for nothing else."""
    return signing.dumps({"id": str(id), **codes}, salt=f"ats.links.{purpose}", compress=True)


def read(purpose: str, token: str, max_age: float | None = None) -> dict[str, Any]:
    """What `sign` put into the token; `max_age` in seconds of real time.

    Raises LinkRefused when it is forged, made for another purpose, or too old.
    """
    try:
        data: dict[str, Any] = signing.loads(token, salt=f"ats.links.{purpose}", max_age=max_age)
    except signing.SignatureExpired as problem:
        raise LinkRefused(_("This link has expired. Ask us for a new one.")) from problem
    except signing.BadSignature as problem:
        raise LinkRefused(_("This link is not complete. Open it from the message once more.")) from problem
    return data


def withheld(text: str) -> str:
    """`text` without the signed part of personal links: whoever holds one could answer in the person's name."""
    return _PERSONAL.sub(r"\1…", text)

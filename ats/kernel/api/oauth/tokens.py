"""Access tokens: random, short-lived, kept as a checksum only. A token is worth what its client is worth at the moment."""

import hashlib
import secrets
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from oauth2_provider.models import AccessToken

from ats.kernel import access, clock
from ats.kernel.api.models import ApiKey, real_now
from ats.kernel.prepared import Prepared

BATCH = 500


def generate(request: Any, refresh_token: bool = False) -> str:
    """256 random bits. The alphabet has no dot, by which keys are told from tokens."""
    return secrets.token_urlsafe(32)


def _found(checksum: str) -> QuerySet[Any]:
    """The token with its client, the user of that and what they hold."""
    rows = AccessToken.objects.filter(token_checksum=checksum).order_by()
    return rows.select_related("application__user").annotate(held=access.held_by("application__user"))


FOUND = Prepared(_found, str)


def find(token: str) -> tuple[ApiKey, list[str]] | None:
    """The client behind a token and the scopes that the token names; None where the token is unknown or expired, the client
    revoked or expired, or its user no longer active."""
    checksum = hashlib.sha256(token.encode()).hexdigest()
    row = FOUND.first(checksum)
    now = real_now()
    if row is None or row.expires <= now or row.application is None or not row.application.is_live(now):
        return None
    access.take_up(row.application.user, row.held)
    return row.application, row.scope.split()


def end(client: ApiKey) -> None:
    """All tokens of `client` are refused from now on; it gets new ones with a secret that is good."""
    AccessToken.objects.filter(application=client).delete()


def purge(at: datetime) -> int:
    """For the pump: delete a batch of what has expired, in real time; how many."""
    past = AccessToken.objects.filter(expires__lte=real_now()).order_by("expires").values("pk")[:BATCH]
    return int(AccessToken.objects.filter(pk__in=past).delete()[0])


def next_due() -> datetime | None:
    """When the next one expires, said in the product's time."""
    first: datetime | None = AccessToken.objects.order_by("expires").values_list("expires", flat=True).first()
    return first + clock.offset() if first is not None else None

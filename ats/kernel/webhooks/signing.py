"""Secrets and signatures of Standard Webhooks 1.0."""

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime

from standardwebhooks import Webhook

PREFIX = "whsec_"
BYTES = 32
"""Random bytes of a secret; the specification asks for 24 to 64."""


def make_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def headers(*, message_id: str, payload: str, signed_at: datetime, secrets: Iterable[str]) -> dict[str, str]:
    """The three headers, with a signature for each of `secrets`. `signed_at` is real time in UTC, of this attempt: receivers
    refuse what is minutes old."""
    signatures = [Webhook(secret).sign(message_id, signed_at, payload) for secret in secrets]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(signed_at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }

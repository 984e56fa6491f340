"""Messages, templates, consent and suppression."""

from comms.models.consent import Consent, ConsentPurpose, ConsentStatus, ConsentText, Suppression
from comms.models.message import (
    MESSAGE_TRANSITIONS,
    NEEDS_A_PERSON,
    OFFER_CONFIRMATION,
    WAITING,
    Message,
    MessageClass,
    MessageRefused,
    MessageStatus,
    Template,
)

__all__ = [
    "MESSAGE_TRANSITIONS",
    "NEEDS_A_PERSON",
    "OFFER_CONFIRMATION",
    "WAITING",
    "Consent",
    "ConsentPurpose",
    "ConsentStatus",
    "ConsentText",
    "Message",
    "MessageClass",
    "MessageRefused",
    "MessageStatus",
    "Suppression",
    "Template",
]

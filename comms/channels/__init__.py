"""How a message leaves the house. A channel says what it can promise after a crash in mid-sending."""

from enum import StrEnum
from typing import Protocol

from comms.models import Message


class Guarantee(StrEnum):
    """What can be known about a message that was in flight when the sender died."""

    IDEMPOTENT = "idempotent"  # sending the same Message-ID again has no effect
    LOOKUP = "lookup"  # the provider can be asked whether it has it
    NONE = "none"  # nobody can say: a person decides


class Unreachable(Exception):
    """The provider can't be reached; nothing was handed over."""


class TryAgain(Exception):
    """The provider refused for now, or the connection broke before it could have taken the message."""


class Refused(Exception):
    """The provider refused for good. `address_is_dead` when the address itself was the reason."""

    def __init__(self, reason: str, *, address_is_dead: bool = False) -> None:
        super().__init__(reason)
        self.address_is_dead = address_is_dead


class Doubtful(Exception):
    """The connection broke after the message was handed over and before the answer came."""


class Channel(Protocol):
    """One way out."""

    guarantee: Guarantee

    def open(self) -> None:
        """Get ready to send. Raises Unreachable."""

    def send(self, message: Message, *, seconds: float) -> str:
        """Hand over `message` within `seconds` and return the provider's answer.

        Raises TryAgain, Refused or Doubtful.
        """

    def close(self) -> None:
        """Let go of the connection."""

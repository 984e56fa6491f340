"""What happens to the company and to the people who work in the product."""

from dataclasses import dataclass, field
from uuid import UUID

from ats.kernel.outbox import Event, event


@event("company.set_up")
@dataclass(frozen=True, kw_only=True)
class CompanySetUp(Event):
    """subject: the company. It has its name and its first administrator; happens once."""

    administrator_id: UUID


@event("company.updated")
@dataclass(frozen=True, kw_only=True)
class CompanyChanged(Event):
    """subject: the company."""

    fields: list[str] = field(default_factory=list)


@event("person.invited")
@dataclass(frozen=True, kw_only=True)
class PersonInvited(Event):
    """subject: the person. `round` counts the letters; only the last one's link works."""

    invitation_id: UUID
    round: int


@event("person.invitation_revoked")
@dataclass(frozen=True, kw_only=True)
class InvitationRevoked(Event):
    """subject: the person, who can't come in any more."""

    invitation_id: UUID


@event("person.joined")
@dataclass(frozen=True, kw_only=True)
class PersonJoined(Event):
    """subject: the person, who accepted the invitation."""

    invitation_id: UUID


@event("person.updated")
@dataclass(frozen=True, kw_only=True)
class PersonChanged(Event):
    """subject: the person."""

    fields: list[str] = field(default_factory=list)


@event("person.password_reset_asked")
@dataclass(frozen=True, kw_only=True)
class PasswordResetAsked(Event):
    """subject: whoever has the address that was typed; an id of nobody where no account has it, so that both cost the same."""


@event("person.left")
@dataclass(frozen=True, kw_only=True)
class PersonLeft(Event):
    """subject: the person, who can't sign in any more; their work went on to `successor_ids`."""

    successor_ids: list[UUID] = field(default_factory=list)

"""An event carries ids, numbers, booleans, times and short codes; nothing else gets in."""

import uuid
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Literal
from uuid import UUID

import pytest

from ats.kernel.outbox import Event, NotPermitted, event
from ats.kernel.outbox.events import decode, encode

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Outcome(StrEnum):
    ACCEPTED = "accepted"


@event("test.rich")
class Rich(Event):
    other_id: UUID
    approver_ids: tuple[UUID, ...] = ()
    outcome: Outcome = Outcome.ACCEPTED
    way: Literal["up", "down"] = "up"
    stage: str = ""
    amount: Decimal | None = None
    starts_on: date | None = None
    due_at: datetime | None = None
    sure: bool = False


def test_what_goes_in_comes_out():
    rich = Rich(
        subject_id=uuid.uuid4(),
        occurred_at=AT,
        other_id=uuid.uuid4(),
        approver_ids=(uuid.uuid4(), uuid.uuid4()),
        stage="pre_boarding",
        amount=Decimal("1.50"),
        starts_on=date(2026, 5, 1),
        due_at=AT,
    )
    assert decode(Rich, rich.subject_id, rich.data(), occurred_at=AT) == rich


def test_times_are_told_in_utc():
    lisbon = timezone(timedelta(hours=1))
    assert encode("due_at", AT.astimezone(lisbon)) == "2026-03-02T09:00:00Z"
    assert encode("due_at", datetime.min.replace(tzinfo=lisbon)) == "0001-01-01T00:00:00+01:00"
    assert encode("starts_on", date(2026, 5, 1)) == "2026-05-01"


def test_an_event_is_frozen_and_knows_its_type():
    rich = Rich(subject_id=uuid.uuid4(), occurred_at=AT, other_id=uuid.uuid4())
    assert (rich.type, rich.subject_type) == ("test.rich", "test")
    with pytest.raises(FrozenInstanceError):
        rich.stage = "offer"


@pytest.mark.parametrize("hint", [dict, object, bytes, dict[str, str], list[dict], Event])
def test_a_field_that_could_carry_anything_is_refused_at_registration(hint):
    with pytest.raises(NotPermitted, match="ids, numbers, booleans, times and codes only"):
        event("test.refused")(type("Refused", (Event,), {"__annotations__": {"payload": hint}, "__module__": __name__}))


@pytest.mark.parametrize("text", ["Maya", "maya@example.com", "two words", "x" * 61, "ö", "<b>", "+4915112345"])
def test_text_that_is_no_short_code_is_refused(text):
    with pytest.raises(NotPermitted, match="stage"):
        encode("stage", text)


def test_a_moment_is_told_in_utc_whatever_the_zone_of_whoever_gave_it():
    there = AT.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert encode("starts_at", there) == encode("starts_at", AT) == "2026-03-02T09:00:00Z"


def test_a_type_belongs_to_one_class():
    with pytest.raises(ValueError, match="already taken"):
        event("test.rich")(type("Other", (Event,), {"__module__": __name__}))

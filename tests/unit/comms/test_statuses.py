"""The table of statuses is the one rule: what else speaks of statuses must agree with it."""

import pytest

from comms.models import MESSAGE_TRANSITIONS, NEEDS_A_PERSON, WAITING, Message, MessageRefused, MessageStatus
from comms.models.message import LOOKS


def test_every_status_has_its_place_and_its_look():
    assert set(MESSAGE_TRANSITIONS) == set(LOOKS) == set(MessageStatus)


def test_what_waits_can_be_taken_back_and_claimed_and_what_needs_a_person_sent_again():
    for status in WAITING:
        assert {MessageStatus.CANCELLED, MessageStatus.SUPPRESSED, MessageStatus.SENDING} <= MESSAGE_TRANSITIONS[status]
    for status in NEEDS_A_PERSON:
        assert {MessageStatus.QUEUED, MessageStatus.CANCELLED} <= MESSAGE_TRANSITIONS[status]


@pytest.mark.parametrize("over", [MessageStatus.SENT, MessageStatus.CANCELLED, MessageStatus.SUPPRESSED])
def test_what_is_over_stays_as_it_is(over):
    message = Message(status=over)
    for status in MessageStatus:
        with pytest.raises(MessageRefused, match=str(over.label)) as refused:
            message.become(status)
        assert refused.value.details == {"current": over}


def test_a_person_never_sends_again_what_is_in_a_senders_hands():
    assert not Message(status=MessageStatus.SENDING).can_be_resent
    assert Message(status=MessageStatus.IN_DOUBT).can_be_resent

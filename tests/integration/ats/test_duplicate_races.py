"""SR-3.4: a search and a look at one record in the same moment, as real threads on a real database."""

import time
from threading import Event

import pytest
from django.db import transaction

from ats.actions import duplicates
from ats.kernel.access import seed_roles
from ats.models import MatchKey
from tests.crowds import at_once
from tests.factories.ats import AT, CandidateEmailFactory, CandidateFactory, user_in_role

pytestmark = pytest.mark.requirement("SR-3.4")


def test_a_search_that_meets_keys_which_are_just_being_written_goes_on(transactional_db):
    seed_roles()
    person = CandidateEmailFactory(candidate=CandidateFactory()).candidate
    duplicates.first_rules(AT)
    duplicates.start_search(by=user_in_role("recruiter"), at=AT)
    is_written = Event()

    def look() -> None:
        with transaction.atomic():
            duplicates.look_at(candidate_id=person.pk, at=AT)
            is_written.set()
            time.sleep(0.4)

    def search() -> int:
        assert is_written.wait(30)
        return duplicates.run(AT)

    assert at_once(look, search) == [None, duplicates.SLICES]
    keys = list(MatchKey.objects.filter(candidate=person).values_list("key", flat=True))
    assert keys and len(keys) == len(set(keys))

"""SR-3.4: merges in the same moment, as real threads on a real database."""

import pytest

from ats.actions import applications, candidates, merges
from ats.extension_points import Submission
from ats.kernel.access import seed_roles
from ats.kernel.crowding import Busy
from ats.models import Candidate, CandidateMerge, Note
from tests.crowds import at_once
from tests.factories.ats import (
    AT,
    ApplicationFactory,
    CandidateEmailFactory,
    CandidateFactory,
    JobPostFactory,
    NoteFactory,
    user_in_role,
)

pytestmark = pytest.mark.requirement("SR-3.4")


@pytest.fixture
def recruiter(transactional_db):
    seed_roles()
    return user_in_role("recruiter")


def merge(gone, kept, by):
    return lambda: merges.merge(candidate=gone, into=kept, by=by, at=AT)


def test_one_record_merged_into_two_others_at_once_goes_into_one(recruiter):
    gone = ApplicationFactory().candidate
    others = [CandidateFactory() for _ in range(4)]
    outcomes = at_once(*(merge(gone, other, recruiter) for other in others))
    done = [each for each in outcomes if isinstance(each, CandidateMerge)]
    assert len(done) == 1 and CandidateMerge.objects.count() == 1
    assert {type(each) for each in outcomes} <= {CandidateMerge, merges.MergeRefused, Busy}
    gone.refresh_from_db()
    assert gone.merged_into_id == done[0].survivor_id
    assert done[0].survivor.applications.count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_two_that_are_merged_into_each_other_at_once_end_as_one(recruiter, turn):
    one, other = (ApplicationFactory().candidate for _ in range(2))
    deeds = [merge(one, other, recruiter), merge(other, one, recruiter)]
    outcomes = at_once(*deeds[turn % 2 :], *deeds[: turn % 2])
    assert sum(isinstance(each, CandidateMerge) for each in outcomes) == 1
    standing = Candidate.objects.standing().get()
    assert standing.applications.count() == 2


def test_undoing_twice_at_once_undoes_once(recruiter):
    gone, kept = CandidateFactory(), CandidateFactory()
    NoteFactory(candidate=gone)
    merges.merge(candidate=gone, into=kept, by=recruiter, at=AT)
    outcomes = at_once(*[lambda: merges.unmerge(candidate=gone, by=recruiter, at=AT)] * 3)
    assert sum(isinstance(each, CandidateMerge) for each in outcomes) == 1
    assert gone.notes.count() == 1


def test_a_note_that_is_written_meanwhile_is_never_lost_on_the_merged_record(recruiter):
    gone, kept = CandidateFactory(), CandidateFactory()
    at_once(
        merge(gone, kept, recruiter),
        *[lambda: candidates.write_note(candidate=gone, body="Called.", by=recruiter, at=AT)] * 4,
    )
    assert not Note.objects.filter(candidate=gone).exists()
    assert Candidate.objects.kept_for(gone.pk) == kept


def test_who_applies_while_their_record_is_merged_is_heard_on_the_one_that_was_kept(recruiter, monkeypatch):
    gone, kept = CandidateFactory(), CandidateFactory()
    CandidateEmailFactory(candidate=gone, value="ana@example.org")
    known_by, merged = candidates.known_by, []

    def overtaken(email):
        """Found, and merged by a colleague before the row is locked."""
        found = known_by(email)
        if not merged:
            merged.append(merges.merge(candidate=gone, into=kept, by=recruiter, at=AT))
        return found

    monkeypatch.setattr(candidates, "known_by", overtaken)
    said = Submission(first_name="Ana", last_name="Sousa", email="ana@example.org")
    row = applications.receive(post=JobPostFactory(), submission=said, at=AT)
    assert merged and row.candidate == kept

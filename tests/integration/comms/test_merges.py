"""SR-3.4 across apps: everything of two records becomes one's, comes back exactly, and the stricter word counts."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey

from ats.actions import applications, candidates, following, merges, ownership
from ats.kernel import clock
from ats.kernel.access import seed_roles
from ats.kernel.outbox import StoredEvent
from ats.models import (
    Application,
    Candidate,
    CandidateMerge,
    DuplicatePair,
    MatchKey,
    Note,
    SelfIdentification,
    SourceTouch,
)
from ats.policies import merges as policy
from comms.models import Consent, ConsentPurpose, ConsentStatus, Message, MessageStatus
from tests.factories.ats import (
    AttachmentFactory,
    CandidateEmailFactory,
    CandidateFactory,
    CandidatePhoneFactory,
    JobFactory,
    NoteFactory,
    SourceFactory,
    user_in_role,
)
from tests.factories.comms import ConsentFactory, MessageFactory
from tests.factories.decisions import InterviewFactory

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SR-3.4")]
APART = {CandidateMerge, DuplicatePair, MatchKey}
"""About two records, or about one as it stands alone."""


@pytest.fixture
def recruiter():
    seed_roles()
    return user_in_role("recruiter")


def person(recruiter, job=None, consents=True, **facts):
    """A candidate with one of everything that hangs on a candidate."""
    at = clock.now()
    row = candidates.add(first_name="Ines", last_name="Ferreira", by=recruiter, at=at, **facts)
    CandidateEmailFactory(candidate=row)
    CandidatePhoneFactory(candidate=row)
    application = applications.add(candidate=row, job=job or JobFactory(), source=SourceFactory(), by=recruiter, at=at)
    NoteFactory(candidate=row, application=application, author=recruiter)
    AttachmentFactory(candidate=row, application=application)
    MessageFactory(application=application)
    if consents:
        ConsentFactory(application=application)
    InterviewFactory(application=application)
    SelfIdentification.objects.create(candidate=row, application=application, answers="{}", collected_at=at)
    following.follow(candidate=row, by=recruiter, at=at)
    return row


def hanging(candidate):
    """The ids of all rows that hang on `candidate`, by model."""
    return {
        policy.label(each): set(each.model._base_manager.filter(candidate=candidate).values_list("pk", flat=True))
        for each in policy.rows()
    }


def facts(candidate):
    row = Candidate.objects.values().get(pk=candidate.pk)
    row.pop("updated_at")
    return row


def test_every_row_that_hangs_on_a_candidate_goes_along():
    """Whoever adds a model with a candidate names it among `candidate_rows`, or here as one that stays."""
    moving = {each.model for each in policy.rows()}
    hanging_on = {
        model
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model is Candidate and model is not Candidate
        if not model.__name__.startswith("Historical")
    }
    assert hanging_on - APART == moving


def test_merged_everything_is_one_records_and_undone_each_has_their_own(recruiter, at):
    kept, gone = person(recruiter, tags=["ports"]), person(recruiter, title="Engineer", tags=["ports", "rust"])
    before = {row.pk: (hanging(row), facts(row)) for row in (kept, gone)}
    merges.merge(candidate=gone, into=kept, by=recruiter, at=at, reason="Same phone number")
    after = hanging(kept)
    follow = "ats.follow"
    for name, mine in before[kept.pk][0].items():
        assert after[name] >= mine
        assert after[name] >= before[gone.pk][0][name] or name == follow, name
    assert {name: ids for name, ids in hanging(gone).items() if ids} == {follow: before[gone.pk][0][follow]}
    kept.refresh_from_db()
    assert (kept.title, kept.tags) == ("Engineer", ["ports", "rust"])
    assert list(Candidate.objects.visible_to(recruiter)) == [kept]
    note = Note.history.filter(candidate=kept).latest()
    assert (note.history_user, note.history_change_reason) == (recruiter, "Merged: Same phone number")
    merges.unmerge(candidate=gone, by=recruiter, at=at, reason="Two cousins")
    assert {row.pk: (hanging(row), facts(row)) for row in (kept, gone)} == before
    told = StoredEvent.objects.filter(subject_id=kept.pk, type__in=["candidate.merged", "candidate.unmerged"])
    assert [event.data["absorbed_id"] for event in told] == [str(gone.pk)] * 2


def test_what_is_written_after_the_merge_stays_with_the_record_that_was_kept(recruiter, at):
    kept, gone = person(recruiter), person(recruiter, title="Engineer", tags=["rust"])
    merges.merge(candidate=gone, into=kept, by=recruiter, at=at)
    note = candidates.write_note(candidate=kept, body="Called her.", by=recruiter, at=at)
    candidates.edit(candidate=kept, title="Staff engineer", tags=["rust", "lead"], by=recruiter, at=at)
    merges.unmerge(candidate=gone, by=recruiter, at=at)
    note.refresh_from_db()
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (note.candidate, kept.title, kept.tags) == (kept, "Staff engineer", ["lead"])
    assert (gone.title, gone.tags) == ("Engineer", ["rust"])


def test_the_same_address_in_both_stands_once_and_is_back_in_both(recruiter, at):
    kept, gone = CandidateFactory(), CandidateFactory()
    for row in (kept, gone):
        CandidateEmailFactory(candidate=row, value="ines@mail.example")
    merges.merge(candidate=gone, into=kept, by=recruiter, at=at)
    assert [row.value for row in kept.email_addresses.all()] == ["ines@mail.example"]
    assert candidates.known_by("ines@mail.example") == kept
    merges.unmerge(candidate=gone, by=recruiter, at=at)
    assert kept.email_addresses.count() == gone.email_addresses.count() == 1


def test_values_are_taken_from_the_record_that_a_person_chooses(recruiter, at):
    kept = CandidateFactory(first_name="Ines", last_name="Ferreira", company="Talkdesk")
    gone = CandidateFactory(first_name="Inês", last_name="M. Ferreira", company="Feedzai", location="Coimbra")
    merges.merge(candidate=gone, into=kept, by=recruiter, at=at, take={"name"})
    kept.refresh_from_db()
    assert (kept.name, kept.company, kept.location) == ("Inês M. Ferreira", "Talkdesk", "Coimbra")


@pytest.mark.parametrize("strict", ["kept", "gone"])
def test_do_not_contact_wins_and_stops_what_waits(recruiter, at, strict):
    rows = {"kept": person(recruiter), "gone": person(recruiter)}
    candidates.bar_contact(candidate=rows[strict], reason="Asked us to stop", by=recruiter, at=at)
    merges.merge(candidate=rows["gone"], into=rows["kept"], by=recruiter, at=at)
    rows["kept"].refresh_from_db()
    assert (rows["kept"].do_not_contact, rows["kept"].do_not_contact_reason) == (True, "Asked us to stop")
    if strict == "gone":
        assert set(Message.objects.values_list("status", flat=True)) == {MessageStatus.CANCELLED}
    merges.unmerge(candidate=rows["gone"], by=recruiter, at=at)
    assert set(Candidate.objects.filter(do_not_contact=True)) == {rows[strict]}


def latest(candidate, purpose=ConsentPurpose.APPLICATION):
    return Consent.objects.about(candidate, purpose).first()


@pytest.mark.parametrize("strict", ["kept", "gone"])
@pytest.mark.parametrize("status", [ConsentStatus.WITHDRAWN, ConsentStatus.DENIED])
def test_the_stricter_consent_counts_though_it_is_the_older(recruiter, at, strict, status):
    rows = {"kept": person(recruiter, consents=False), "gone": person(recruiter, consents=False)}
    for name, row in rows.items():
        mine = name == strict
        ConsentFactory(
            application=row.applications.get(),
            status=status if mine else ConsentStatus.GRANTED,
            captured_at=at - timedelta(days=9 if mine else 1),
        )
    before = {row.pk: hanging(row) for row in rows.values()}
    merges.merge(candidate=rows["gone"], into=rows["kept"], by=recruiter, at=at)
    assert (latest(rows["kept"]).status, latest(rows["kept"]).method) == (status, "merge")
    waiting = Message.objects.filter(status=MessageStatus.QUEUED).count()
    assert waiting == (0 if status == ConsentStatus.WITHDRAWN else 2)
    merges.unmerge(candidate=rows["gone"], by=recruiter, at=at + timedelta(minutes=1))
    again = {row.pk: hanging(row) for row in rows.values()}
    said = [each.pop("comms.consent") for own in (before, again) for each in own.values()]
    assert (again, said[2] >= said[0], said[3]) == (before, True, said[1])
    assert {name: latest(row).status for name, row in rows.items()} == {
        name: status if name == strict else ConsentStatus.GRANTED for name in rows
    }


def test_consent_of_one_record_alone_and_equal_words_add_nothing(recruiter, at):
    kept, gone = person(recruiter), person(recruiter)
    merges.merge(candidate=gone, into=kept, by=recruiter, at=at)
    assert not Consent.objects.filter(method="merge").exists()


def test_the_database_moves_a_consent_with_a_merge_only(recruiter, at):
    kept, gone = person(recruiter), person(recruiter)
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        Consent.objects.filter(candidate=gone).update(candidate=kept)
    merges.merge(candidate=gone, into=kept, by=recruiter, at=at)
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        Consent.objects.filter(candidate=kept).update(candidate=CandidateFactory())


def test_two_active_applications_for_one_job_are_told_and_nothing_is_moved(recruiter, at):
    job = JobFactory(name="Port Planner")
    kept, gone = person(recruiter, job), person(recruiter, job)
    before = hanging(gone)
    with pytest.raises(merges.MergeRefused, match="Port Planner"):
        merges.merge(candidate=gone, into=kept, by=recruiter, at=at)
    assert hanging(gone) == before
    assert not CandidateMerge.objects.exists()
    row = Application.objects.get(candidate=gone)
    row.status, row.withdrawn_at = "withdrawn", at
    row.save()
    merges.merge(candidate=gone, into=kept, by=recruiter, at=at)
    assert kept.applications.count() == 2


def test_no_record_is_merged_into_itself_or_twice_or_in_a_circle(recruiter, at):
    a, b, c = (CandidateFactory() for _ in range(3))
    merges.merge(candidate=a, into=b, by=recruiter, at=at)
    for one, other in [(a, a), (a, c), (c, a), (b, a)]:
        with pytest.raises(merges.MergeRefused):
            merges.merge(candidate=one, into=other, by=recruiter, at=at)
    merges.merge(candidate=b, into=c, by=recruiter, at=at)
    assert Candidate.objects.kept_for(a.pk) == c


def test_the_latest_merge_is_undone_first(recruiter, at):
    a, b, c, d = (person(recruiter) for _ in range(4))
    before = {row.pk: hanging(row) for row in (a, b, c, d)}
    merges.merge(candidate=a, into=b, by=recruiter, at=at)
    merges.merge(candidate=c, into=b, by=recruiter, at=at + timedelta(minutes=1))
    merges.merge(candidate=b, into=d, by=recruiter, at=at + timedelta(minutes=2))
    for early in (a, c):
        with pytest.raises(merges.NotMerged, match="first"):
            merges.unmerge(candidate=early, by=recruiter, at=at)
    merges.unmerge(candidate=b, by=recruiter, at=at)
    with pytest.raises(merges.NotMerged, match="merged later"):
        merges.unmerge(candidate=a, by=recruiter, at=at)
    for row in (c, a):
        merges.unmerge(candidate=row, by=recruiter, at=at)
    assert {row.pk: hanging(row) for row in (a, b, c, d)} == before
    with pytest.raises(merges.NotMerged):
        merges.unmerge(candidate=a, by=recruiter, at=at)


def test_what_is_written_to_a_merged_record_is_refused_and_told_where_it_went(recruiter, at):
    kept, gone = person(recruiter), person(recruiter)
    merges.merge(candidate=gone, into=kept, by=recruiter, at=at)
    deeds = [
        lambda: candidates.edit(candidate=gone, title="Engineer", by=recruiter, at=at),
        lambda: candidates.write_note(candidate=gone, body="Called.", by=recruiter, at=at),
        lambda: candidates.replace_contacts(candidate=gone, emails=[], by=recruiter, at=at),
        lambda: applications.add(candidate=gone, job=JobFactory(), source=None, by=recruiter, at=at),
        lambda: candidates.note_source(candidate=gone, source=SourceFactory(), by=recruiter, at=at),
        lambda: ownership.hand_over(candidate=gone, to=recruiter, by=recruiter, at=at),
    ]
    for deed in deeds:
        with pytest.raises(candidates.MergedAway) as refusal:
            deed()
        assert refusal.value.details == {"merged_into": str(kept.pk)}
    assert SourceTouch.objects.filter(candidate=gone).count() == 0

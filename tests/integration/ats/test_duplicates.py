"""SR-3.4: likely duplicates are found as records change and by a search through all, and people decide on them."""

from datetime import timedelta

import pytest

from ats.actions import candidates, duplicates, first_day, merges
from ats.kernel import pump
from ats.models import (
    Candidate,
    CandidateEmail,
    CandidatePhone,
    DuplicatePair,
    DuplicateRule,
    DuplicateRun,
    MatchKey,
    PairStatus,
    Signal,
)
from ats.models.contact import email_indexes, phone_index
from tests.factories.ats import CandidateFactory, user_in_role
from tests.factories.labelled_people import population

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SR-3.4")]


@pytest.fixture
def recruiter(at):
    first_day.prepare(at=at)
    return user_in_role("recruiter")


def add(recruiter, at, name="Ines Ferreira", **facts):
    first, last = name.split()
    return candidates.add(first_name=first, last_name=last, by=recruiter, at=at, **facts)


def pair(one, other):
    first, second = sorted([one.pk, other.pk])
    return DuplicatePair.objects.filter(first=first, second=second).first()


def test_a_new_record_with_a_known_address_is_found(recruiter, at):
    one = add(recruiter, at, email="Ines@mail.example")
    other = add(recruiter, at, "Inês Ferreira", email="ines@mail.example")
    add(recruiter, at, "Rui Costa", email="rui@mail.example")
    pump.drain()
    found = DuplicatePair.objects.get()
    assert found == pair(one, other)
    assert Signal.EMAIL in found.signals and found.score >= 90


def test_a_number_is_the_same_however_it_was_typed(recruiter, at):
    one = add(recruiter, at, phone="+351 912 345 678")
    other = add(recruiter, at, phone="00351912345678".replace("00", "+", 1))
    pump.drain()
    assert Signal.PHONE in pair(one, other).signals


def test_a_pair_goes_when_the_records_part_and_a_dismissed_one_never_comes_back(recruiter, at):
    one = add(recruiter, at, company="Feedzai", email="a@mail.example")
    other = add(recruiter, at, company="Feedzai", email="b@mail.example")
    pump.drain()
    duplicates.dismiss(pair=pair(one, other), by=recruiter, at=at, reason="Cousins")
    candidates.edit(candidate=one, company="feedzai ltd", by=recruiter, at=at)
    duplicates.start_search(by=recruiter, at=at)
    pump.drain()
    found = pair(one, other)
    assert (found.status, found.reason, found.decided_by) == (PairStatus.DISMISSED, "Cousins", recruiter)
    third = add(recruiter, at, company="Feedzai")
    pump.drain()
    assert pair(one, third)
    candidates.edit(candidate=third, first_name="Rui", by=recruiter, at=at)
    pump.drain()
    assert pair(one, third) is None


def test_rules_are_configured(recruiter, at):
    DuplicateRule.objects.filter(signal=Signal.EMAIL).update(is_active=False)
    DuplicateRule.objects.filter(signal=Signal.NAME_EMPLOYER).update(threshold=100)
    add(recruiter, at, "Ana Lima", email="a@mail.example", company="Feedzai")
    add(recruiter, at, "Anna Lyma", email="a@mail.example", company="Feedzai", title="Nurse")
    pump.drain()
    assert not DuplicatePair.objects.exists()
    DuplicateRule.objects.filter(signal=Signal.EMAIL).update(is_active=True)
    duplicates.start_search(by=recruiter, at=at)
    pump.drain()
    assert DuplicatePair.objects.get().signals == [Signal.EMAIL]


def test_a_merged_pair_is_no_longer_asked_about_and_an_undone_merge_isn_t_proposed_again(recruiter, at):
    one, other = (add(recruiter, at, email="a@mail.example") for _ in range(2))
    pump.drain()
    merges.merge(candidate=other, into=one, by=recruiter, at=at)
    pump.drain()
    assert pair(one, other).status == PairStatus.MERGED
    assert not DuplicatePair.objects.waiting().exists()
    with pytest.raises(duplicates.AlreadyDecided):
        duplicates.dismiss(pair=pair(one, other), by=recruiter, at=at)
    merges.unmerge(candidate=other, by=recruiter, at=at)
    pump.drain()
    assert pair(one, other).status == PairStatus.DISMISSED


def load(records):
    """Records as an import leaves them: no event told anybody."""
    people = [
        Candidate(first_name=r.first, last_name=r.last, company=r.company, title=r.title, location=r.place)
        for r in records
    ]
    Candidate.objects.bulk_create(people)
    emails = [
        (person, record.email, *email_indexes(record.email)) for person, record in zip(people, records, strict=True)
    ]
    CandidateEmail.objects.bulk_create(
        CandidateEmail(candidate=p, value=value, value_index=index, domain_index=domain)
        for p, value, index, domain in emails
    )
    CandidatePhone.objects.bulk_create(
        CandidatePhone(candidate=person, value=record.phone, value_index=phone_index(record.phone))
        for person, record in zip(people, records, strict=True)
    )
    return people


def test_a_search_finds_in_slices_what_an_import_brought(recruiter, at):
    made = population(singles=100)
    people = load(made.records)
    duplicates.start_search(by=recruiter, at=at)
    with pytest.raises(duplicates.SearchRefused):
        duplicates.start_search(by=recruiter, at=at)
    pump.drain()
    run = DuplicateRun.objects.get(started_by=recruiter)
    found = {frozenset(ids) for ids in DuplicatePair.objects.values_list("first_id", "second_id")}
    same = {frozenset((people[a].pk, people[b].pk)) for a, b in made.same}
    precision, recall = len(found & same) / len(found), len(found & same) / len(same)
    assert precision >= 0.92 and recall >= 0.94
    assert (run.finished_at is not None, run.found) == (True, len(found))
    assert run.compared < len(people) ** 2 / 20


def test_the_search_comes_every_night_by_itself(recruiter, at, move_clock):
    load(population(singles=0).records[:2])
    pump.drain()
    assert not DuplicatePair.objects.exists()
    assert pump.next_due() <= at + timedelta(days=1)
    move_clock(timedelta(days=1, minutes=1))
    pump.drain()
    assert DuplicatePair.objects.count() == 1
    assert DuplicateRun.objects.filter(finished_at=None).count() == 0


def test_records_without_a_name_or_anything_resemble_nobody(recruiter, at):
    for _ in range(3):
        CandidateFactory(first_name="", last_name="")
    duplicates.start_search(by=recruiter, at=at)
    pump.drain()
    assert not DuplicatePair.objects.exists()
    assert MatchKey.objects.count() <= 9

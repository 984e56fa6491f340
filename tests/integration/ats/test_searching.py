"""Finding people by parts of names and by the words of their CVs and notes, each reader within what they may see."""

import pytest
from django.db import connection
from django.urls import reverse

from ats.kernel.access import KernelPermission as K
from ats.kernel.access import Scope
from ats.models import Candidate
from ats.permissions import CorePermission as C
from ats.queries import searching
from tests.factories.ats import (
    ApplicationFactory,
    AttachmentFactory,
    CandidateEmailFactory,
    CandidateFactory,
    HiringTeamMemberFactory,
    NoteFactory,
    user_with,
)

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SR-2.5")]
SEES = [C.CANDIDATES_VIEW, C.APPLICATIONS_VIEW, C.JOBS_VIEW]


@pytest.fixture
def reader():
    return user_with(*SEES, scope=Scope.ALL)


@pytest.fixture
def aiko():
    person = CandidateFactory(
        first_name="Aiko", last_name="Sørensen", company="Lunar Bank", title="Staff Engineer", tags=["Shortlisted"]
    )
    AttachmentFactory(candidate=person, text="Built a double-entry ledger in Go and PostgreSQL.\nZürich, C++.")
    NoteFactory(candidate=person, body="Speaks fluent Danish; asked about relocation.")
    CandidateFactory(first_name="Goran", last_name="Petrov", company="Ledgerwood")
    return person


def found(words, user):
    return list(searching.matching(Candidate.objects.visible_to(user), words, user))


@pytest.mark.parametrize(
    "words",
    [
        "ørens", "sorensen", "SØREN", "aiko lunar", "ai", "a s", "shortl", "postgres", "ledger postgresql", "sorensen ledger",
        "zurich", "danish", "relocation aiko", '"double-entry ledger"', "kafka OR danish", "danish -kafka", "go danish", "c++",
    ],
)  # fmt: skip
def test_found(aiko, reader, words):
    assert aiko in found(words, reader)


@pytest.mark.parametrize(
    "words", ["oren sen x", "kafka", "iko zzz", "ik", '"ledger double"', "danish -ledger", "postgresqls"]
)
def test_not_found(aiko, reader, words):
    assert aiko not in found(words, reader)


@pytest.mark.parametrize(
    "words", ["'", "\\", "a'b\\c", ":*", "& | !", "ŉŉŉŉ", "'':*", "(a|b", "%%%", "___", '"', "-", "x" * 190]
)
def test_signs_are_only_signs(aiko, reader, client, words):
    assert aiko not in found(words, reader)
    client.force_login(reader)
    assert client.get(reverse("candidates"), {"q": words, "view": "all"}).status_code == 200
    assert client.get(reverse("search"), {"q": words}).status_code == 200


def test_notes_and_files_of_another_team_s_application_find_nobody(aiko):
    theirs, mine = ApplicationFactory(candidate=aiko), ApplicationFactory(candidate=aiko)
    AttachmentFactory(candidate=aiko, application=theirs, text="Kubernetes")
    NoteFactory(candidate=aiko, application=theirs, body="Wants eighty thousand.")
    user = user_with(*SEES, scope=Scope.TEAM)
    HiringTeamMemberFactory(job=mine.job, user=user)
    assert found("danish", user) == [aiko]
    assert found("kubernetes", user) == found("eighty", user) == []
    told = searching.snippets([aiko], "kubernetes eighty danish", user)[aiko.pk]
    assert "eighty" not in str(told) and "Danish" in str(told)


def test_an_address_finds_only_for_those_who_see_contact_points(aiko):
    CandidateEmailFactory(candidate=aiko, value="aiko@example.org")
    assert found("AIKO@example.org", user_with(*SEES, K.CONTACT_VIEW)) == [aiko]
    assert found("aiko@example.org", user_with(*SEES)) == []


def test_lists_the_search_page_and_rest_tell_where_the_words_stand(client, aiko, reader):
    client.force_login(reader)
    page = client.get(reverse("candidates"), {"q": "ledger", "view": "all"}).content.decode()
    assert "Sørensen" in page and "<mark>ledger</mark> in Go" in page
    hits = client.get(reverse("search"), {"q": "postgres"}).content.decode()
    assert "<mark>PostgreSQL</mark>" in hits
    answer = client.get("/api/v1/candidates/", {"q": "danish ledger"}).json()
    assert [row["id"] for row in answer["results"]] == [str(aiko.pk)]
    assert client.get("/api/v1/candidates/", {"q": "kafka"}).json()["results"] == []


def test_the_database_uses_its_indexes(aiko, reader):
    """With plain scans off, nothing but the three search indexes answers."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        plan = searching.matching(Candidate.objects.visible_to(reader), "ledger", reader).explain()
    assert "candidate_names" in plan and "attachment_words" in plan and "note_words" in plan

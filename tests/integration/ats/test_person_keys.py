"""Contact points are sealed with a key per person: whose key is destroyed can't be reached from any copy, others can."""

import base64
import os
from importlib import import_module
from uuid import uuid4

import pytest
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models import OuterRef, Subquery
from django.test.utils import CaptureQueriesContext, isolate_apps

from ats.actions import candidates, first_day, merges
from ats.kernel import clock, pump
from ats.kernel.privacy import fields, person_keys
from ats.kernel.privacy.fields import Undecipherable
from ats.kernel.privacy.models import PersonKey
from ats.kernel.privacy.person_keys import PersonErased, PersonTextField
from ats.models import Candidate, CandidateEmail, CandidatePhone, MatchKey
from ats.models.contact import email_indexes
from tests.factories.ats import AT, CandidateEmailFactory, CandidateFactory, CandidatePhoneFactory, user_in_role

pytestmark = pytest.mark.django_db
sealing = import_module("ats.migrations.0019_contact_points_by_person")
ADDRESS, NUMBER = "ana@example.org", "+351912345678"
TABLES = ("ats_candidateemail", "ats_candidatephone")


@pytest.fixture
def recruiter():
    first_day.prepare(at=AT)
    return user_in_role("recruiter")


def person(address=ADDRESS, number=NUMBER, **facts):
    row = CandidateFactory(**facts)
    candidates.add_email(row, address, at=AT)
    candidates.add_phone(row, number, at=AT)
    return row


def contacts(*people):
    rows = Candidate.objects.in_bulk([row.pk for row in people])
    return [
        [
            *sorted(each.value for each in rows[person.pk].email_addresses.all()),
            *(each.value for each in rows[person.pk].phone_numbers.all()),
        ]
        for person in people
    ]


def asked(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def raw(row):
    return asked(f"SELECT value FROM {row._meta.db_table} WHERE id = %s", row.pk)[0][0]


def hits(word):
    """Where `word` stands in any row of any table."""
    columns = asked(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND (data_type IN ('text', 'character varying', 'jsonb', 'ARRAY'))"
    )
    found = []
    for table, column in columns:
        if asked(f'SELECT 1 FROM "{table}" WHERE "{column}"::text LIKE %s LIMIT 1', f"%{word}%"):
            found.append(f"{table}.{column}")
    return found


def new_key():
    return base64.b64encode(os.urandom(32)).decode()


def test_each_person_has_a_key_of_their_own_and_values_do_not_change_hands():
    ana, eva = person(), person()
    one, other = ana.email_addresses.get(), eva.email_addresses.get()
    assert one.value == other.value == ADDRESS and raw(one) != raw(other) and raw(one).startswith("p1:")
    assert hits(ADDRESS) == hits(NUMBER) == []
    keys = person_keys.of([ana.pk, eva.pk])
    assert keys.open(ana.pk, raw(one)) == keys.open(eva.pk, raw(other)) == ADDRESS
    with pytest.raises(Undecipherable, match="another's"):
        keys.open(eva.pk, raw(one))
    wrapped = dict(PersonKey.objects.values_list("person", "wrapped"))
    assert len({fields.decrypt(text, bound=pk.hex) for pk, text in wrapped.items()}) == PersonKey.objects.count() == 2
    asked("UPDATE ats_candidateemail SET value = %s WHERE id = %s", raw(one), other.pk)
    with pytest.raises(Undecipherable):
        eva.email_addresses.get()
    asked("UPDATE kernel_personkey SET wrapped = %s WHERE person = %s", wrapped[ana.pk], eva.pk)
    with pytest.raises(Undecipherable):
        eva.email_addresses.get()


@isolate_apps("ats")
def test_without_the_key_nothing_of_the_person_can_be_read_from_rows_history_or_copies():
    class PastEmail(models.Model):  # noqa: DJ008
        """Contact points keep no history today; this is what a table of theirs would be."""

        candidate = models.ForeignKey(Candidate, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
        value = PersonTextField(person="candidate")

        class Meta:
            app_label = "ats"

    with connection.schema_editor() as editor:
        editor.create_model(PastEmail)
    ana, eva = sorted([person(), person("eva@example.org", "+351912345679")], key=lambda row: row.pk)
    kept = contacts(eva)
    for row in CandidateEmail.objects.all():
        PastEmail.objects.create(candidate=row.candidate, value=row.value)
    for table in TABLES:
        asked(f"CREATE TEMP TABLE copy_of_{table} AS SELECT * FROM {table}")
    person_keys.destroy([ana.pk], at=AT)
    assert contacts(ana, eva) == [["", ""], *kept] and ana.main_email == ""
    assert list(PastEmail.objects.order_by("candidate_id").values_list("value", flat=True)) == ["", kept[0][0]]
    assert PersonKey.objects.get(pk=ana.pk).wrapped == "" and PersonKey.objects.get(pk=ana.pk).destroyed_at == AT
    for table in TABLES:
        asked(f"DELETE FROM {table}")
        asked(f"INSERT INTO {table} SELECT * FROM copy_of_{table}")
    assert contacts(ana, eva) == [["", ""], *kept]
    for (stored,) in asked("SELECT value FROM ats_candidateemail WHERE candidate_id = %s", ana.pk):
        with pytest.raises(Undecipherable):
            person_keys.of([eva.pk]).open(eva.pk, stored)


def test_erasing_contacts_takes_the_fingerprints_too_and_nothing_new_is_kept(client, recruiter):
    ana, twin = person(owner=recruiter), person(owner=recruiter)
    merges.merge(candidate=twin, into=ana, by=recruiter, at=clock.now())
    pump.drain()
    index, eva = email_indexes(ADDRESS)[0], person("eva@example.org")
    assert MatchKey.objects.filter(key=f"e:{index}").exists()
    assert set(hits(index)) == {"ats_candidateemail.value_index", "ats_matchkey.key"}
    candidates.erase_contacts(candidate=ana, by=recruiter, at=AT)
    assert hits(index) == [] and candidates.known_by(ADDRESS) is None
    pump.drain()
    assert hits(index) == [] and contacts(ana, twin) == [[], []]
    assert set(PersonKey.objects.filter(wrapped="").values_list("pk", flat=True)) == {ana.pk, twin.pk}
    with pytest.raises(PersonErased):
        candidates.add_email(ana, "new@example.org", at=AT)
    client.force_login(recruiter)
    assert client.get(f"/candidates/{ana.pk}/").status_code == 200
    answer = client.patch(
        f"/api/v1/candidates/{ana.pk}/",
        {"email_addresses": [{"value": "new@example.org"}]},
        content_type="application/json",
    )
    assert answer.status_code == 409 and answer.json()["detail"].startswith("This person's contact details were erased")
    assert contacts(eva) == [["eva@example.org", NUMBER]]


def test_pages_and_answers_show_nothing_where_the_rows_outlived_the_key(client, recruiter):
    ana = person(owner=recruiter)
    person_keys.destroy([ana.pk], at=AT)
    client.force_login(recruiter)
    for path in ("/candidates/", f"/candidates/{ana.pk}/", f"/candidates/{ana.pk}/edit/", "/api/v1/candidates/"):
        answer = client.get(path)
        assert answer.status_code == 200 and ADDRESS not in answer.content.decode(), path
    (shown,) = client.get("/api/v1/candidates/").json()["results"]
    assert [each["value"] for each in shown["email_addresses"]] == [""]


def test_the_wrapping_key_rotates_with_overlap_and_values_stay_as_they_are(settings, capsys):
    old, new = new_key(), new_key()
    settings.FIELD_KEYS = [old]
    ana, gone = person(), person()
    person_keys.destroy([gone.pk], at=AT)
    before = raw(ana.email_addresses.get())
    settings.FIELD_KEYS = [new, old]
    assert ana.main_email == ADDRESS
    call_command("rewrap_keys")
    assert "Wrapped 1 keys" in capsys.readouterr().out and person_keys.rewrap() == 0
    settings.FIELD_KEYS = [new]
    assert ana.main_email == ADDRESS and gone.main_email == "" and raw(ana.email_addresses.get()) == before
    settings.FIELD_KEYS = [old]
    with pytest.raises(Undecipherable, match="not among"):
        ana.email_addresses.get()


def test_points_that_move_are_sealed_for_who_receives_them(recruiter):
    ana, twin = person(), person("twin@example.org")
    merges.merge(candidate=twin, into=ana, by=recruiter, at=clock.now())
    both = [ADDRESS, "twin@example.org", NUMBER]
    assert contacts(ana) == [both] and contacts(twin) == [[NUMBER]]
    keys = person_keys.of([ana.pk])
    assert {keys.open(ana.pk, raw(row)) for row in ana.email_addresses.all()} == {ADDRESS, "twin@example.org"}
    merges.unmerge(candidate=twin, by=recruiter, at=clock.now())
    person_keys.destroy([ana.pk], at=AT)
    assert contacts(twin) == [["twin@example.org", NUMBER]] and contacts(ana) == [["", ""]]


def test_what_was_merged_away_can_lose_its_key_without_harm_to_who_is_kept(recruiter):
    ana, twin = person(), person("twin@example.org")
    merges.merge(candidate=twin, into=ana, by=recruiter, at=clock.now())
    person_keys.destroy([twin.pk], at=AT)
    assert contacts(ana) == [[ADDRESS, "twin@example.org", NUMBER]]
    with pytest.raises(PersonErased):
        merges.unmerge(candidate=twin, by=recruiter, at=clock.now())


def test_many_rows_ask_once_to_be_written_and_bring_their_keys_when_read():
    people = [CandidateFactory() for _ in range(20)]
    rows = [
        CandidateEmail(candidate=row, value=f"a{n}@example.org", value_index=str(n), domain_index="x")
        for n, row in enumerate(people)
    ]
    with CaptureQueriesContext(
        connection,
    ) as written:
        CandidateEmail.objects.bulk_create(rows)
    about_keys = [each["sql"] for each in written if "kernel_personkey" in each["sql"]]
    assert [sql.split()[0] for sql in about_keys] == ["SELECT", "INSERT"] and len(written) <= 5
    with CaptureQueriesContext(connection) as read:
        values = {row.value for row in CandidateEmail.objects.select_related("candidate")}
    assert len(read) == 1 and values == {f"a{n}@example.org" for n in range(20)}
    with CaptureQueriesContext(connection) as read:
        listed = list(Candidate.objects.prefetch_related("email_addresses"))
        assert {row.email_addresses.all()[0].value for row in listed} == values
    assert len(read) == 2
    main = CandidateEmail.objects.filter(candidate=OuterRef("pk")).values("value")[:1]
    for found in (
        CandidateEmail.objects.values_list("value", flat=True),
        Candidate.objects.annotate(mail=Subquery(main)).values_list("mail", flat=True),
        Candidate.objects.values_list("email_addresses__value", flat=True),
    ):
        with CaptureQueriesContext(connection) as read:
            assert set(found) == values
        assert len(read) == 1


def test_what_cannot_be_sealed_for_its_person_is_refused():
    ana, eva = person(), CandidateFactory()
    keys = person_keys.of([ana.pk])
    with pytest.raises(FieldError, match="person_keys"), transaction.atomic():
        CandidateEmail.objects.filter(candidate=ana).update(value="new@example.org")
    with pytest.raises(ValueError, match="another"), transaction.atomic():
        CandidateEmailFactory(candidate=eva, value=keys.seal(ana.pk, ADDRESS), value_index="1", domain_index="2")
    CandidateEmail.objects.filter(candidate=ana).update(value=keys.seal(ana.pk, "new@example.org"))
    assert ana.main_email == "new@example.org"
    asked("DELETE FROM kernel_personkey")
    with pytest.raises(Undecipherable, match="no key here"):
        ana.email_addresses.get()


def test_an_installation_from_before_is_sealed_anew_in_batches_and_back(monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 2)
    people = [CandidateFactory() for _ in range(5)]
    for n, row in enumerate(people):
        CandidateEmailFactory(candidate=row, value=f"a{n}@example.org")
        CandidatePhoneFactory(candidate=row, value=f"+35191234567{n}")
    told = contacts(*people)
    sealing.backwards(None, None)
    for table in TABLES:
        assert asked(f"SELECT count(*) FROM {table} WHERE value LIKE 'v1:%%'") == [(5,)]
    assert contacts(*people) == told  # both forms are read while the migration runs
    assert {fields.decrypt(raw(row)) for row in CandidatePhone.objects.all()} == {f"+35191234567{n}" for n in range(5)}
    asked("DELETE FROM kernel_personkey")
    sealing.forwards(None, None)
    for table in TABLES:
        assert asked(f"SELECT count(*) FROM {table} WHERE value LIKE 'p1:%%'") == [(5,)]
    stored = [raw(row) for row in CandidateEmail.objects.order_by("pk")]
    sealing.forwards(None, None)
    assert [raw(row) for row in CandidateEmail.objects.order_by("pk")] == stored and contacts(*people) == told
    person_keys.destroy([people[0].pk], at=AT)
    sealing.backwards(None, None)
    assert contacts(people[0]) == [["", ""]] and contacts(people[1]) != [["", ""]]
    person_keys.destroy([people[1].pk], at=AT)  # while its rows are still sealed as before
    assert contacts(people[1]) == [["", ""]]
    sealing.forwards(None, None)
    assert contacts(people[1]) == [["", ""]] and contacts(people[2]) != [["", ""]]
    assert asked("SELECT value FROM ats_candidateemail WHERE candidate_id = %s", people[1].pk) == [("",)]


def test_a_key_is_made_once_and_held_by_whoever_seals():
    one = uuid4()
    first, again = person_keys.of([one, one]), person_keys.of([one])
    assert again.open(one, first.seal(one, "x")) == "x" and PersonKey.objects.count() == 1
    with CaptureQueriesContext(connection) as held:
        person_keys.of([one])
    assert len(held) == 1 and held[0]["sql"].endswith("FOR SHARE")

"""The audit log: the chain finds every kind of tampering, sealing leaves nothing out, and access is logged."""

import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from ats.kernel import audit, pump
from ats.kernel.audit import anchors, guard
from ats.kernel.audit.models import AuditEntry

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TABLE = AuditEntry._meta.db_table
pytestmark = pytest.mark.django_db
committing = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_anchor_file(settings, tmp_path):
    settings.AUDIT_ANCHOR_FILE = str(tmp_path / "anchor.jsonl")


def write(number: int = 1) -> None:
    for step in range(number):
        audit.record(
            deed="test.deed", actor=None, outcome="done", at=AT + timedelta(seconds=step), codes={"step": step}
        )


def seal_all() -> int:
    total = 0
    while sealed := audit.seal(AT):
        total += sealed
    return total


def execute(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("AUDIT", TABLE), values or None)


def tamper(sql: str, *values) -> None:
    """As somebody would who owns the database: its guard sleeps meanwhile, so that only the chain can tell."""
    execute("SET session_replication_role = replica")
    execute(sql, *values)
    execute("RESET session_replication_role")


def rewrite_whole_chain() -> None:
    """What somebody with the database and this source could do: recompute every hash after an edit."""
    from ats.kernel.audit.chain import GENESIS, entry_hash

    previous = GENESIS
    for entry in AuditEntry.objects.order_by("sequence"):
        sealed = entry_hash(entry, entry.sequence, previous)
        tamper("UPDATE AUDIT SET hash = %s, previous_hash = %s WHERE id = %s", sealed, previous, entry.id)
        previous = sealed


def test_sealed_entries_are_numbered_without_gaps_and_verify():
    write(7)
    assert seal_all() == 7
    assert list(AuditEntry.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2, 3, 4, 5, 6, 7]
    report = audit.verify()
    assert report.is_good and report.entries == 7 and report.unsealed == 0


@pytest.mark.parametrize(
    ("sql", "bad"),
    [
        ("UPDATE AUDIT SET outcome = 'refused' WHERE sequence = 3", 3),
        ("UPDATE AUDIT SET codes = '{\"step\": 99}' WHERE sequence = 3", 3),
        ("UPDATE AUDIT SET actor_id = gen_random_uuid() WHERE sequence = 3", 3),
        ("UPDATE AUDIT SET at = at + interval '1 microsecond' WHERE sequence = 3", 3),
        ("DELETE FROM AUDIT WHERE sequence = 4", 4),
        ("DELETE FROM AUDIT WHERE sequence = 1", 1),
        ("DELETE FROM AUDIT WHERE sequence > 5", 6),
        ("DELETE FROM AUDIT", 1),
        ("DELETE FROM AUDIT WHERE sequence = 7", 7),
        (
            "UPDATE AUDIT SET sequence = CASE sequence WHEN 2 THEN -5 ELSE -2 END WHERE sequence IN (2, 5);"
            "UPDATE AUDIT SET sequence = -sequence WHERE sequence < 0",
            2,
        ),
    ],
)
def test_tampering_is_found_at_its_first_place(sql, bad):
    write(7)
    seal_all()
    audit.anchor(AT)
    tamper("ALTER TABLE AUDIT DROP CONSTRAINT audit_sealed_entry_has_its_hash")
    tamper(sql)
    report = audit.verify()
    assert not report.is_good
    assert report.bad_sequence == bad
    assert report.problem


def test_a_chain_rewritten_as_a_whole_is_found_by_the_anchor():
    write(5)
    seal_all()
    audit.anchor(AT)
    tamper("UPDATE AUDIT SET deed = 'other.deed' WHERE sequence = 2")
    rewrite_whole_chain()
    report = audit.verify()
    assert not report.is_good and "rewritten" in report.problem and report.bad_sequence == 5


@pytest.mark.requirement("MS-4.5")
def test_the_command_fails_on_tampering():
    write(2)
    call_command("audit", "seal")
    call_command("audit", "verify")
    tamper("UPDATE AUDIT SET deed = 'x' WHERE sequence = 1")
    with pytest.raises(CommandError, match="tampered"):
        call_command("audit", "verify")


@committing
def test_an_entry_that_commits_late_is_sealed_and_not_skipped():
    """The slow transaction began before the quick one and ends after that was sealed."""
    slow_wrote, may_commit = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            audit.record(deed="slow", actor=None, outcome="done", at=AT)
            slow_wrote.set()
            may_commit.wait(10)
        connections.close_all()

    thread = threading.Thread(target=slow)
    thread.start()
    assert slow_wrote.wait(10)
    audit.record(deed="quick", actor=None, outcome="done", at=AT)
    assert audit.seal(AT) == 1
    may_commit.set()
    thread.join()
    assert seal_all() == 1
    assert list(AuditEntry.objects.order_by("sequence").values_list("deed", flat=True)) == ["quick", "slow"]
    assert audit.verify().is_good


@committing
def test_sealing_under_concurrency_leaves_none_out():
    """Six writers with transactions of different lengths, some rolled back, beside two sealers."""
    writing = threading.Barrier(6)
    done = threading.Event()
    sealed: list[int] = []

    def writer(number: int) -> None:
        writing.wait()
        for step in range(20):
            with transaction.atomic():
                write(1 + step % 3)
                if (step + number) % 5 == 0:
                    transaction.set_rollback(True)
        connections.close_all()

    def sealer() -> None:
        while not done.is_set():
            sealed.append(audit.seal(AT))
        connections.close_all()

    writers = [threading.Thread(target=writer, args=[number]) for number in range(6)]
    sealers = [threading.Thread(target=sealer) for _ in range(2)]
    for thread in writers + sealers:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in sealers:
        thread.join()
    sealed.append(seal_all())
    total = AuditEntry.objects.count()
    assert sum(sealed) == total > 100
    report = audit.verify()
    assert report.is_good and report.entries == total and report.unsealed == 0


@committing
def test_the_sealer_refuses_to_run_inside_another_transaction():
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        audit.seal(AT)


def test_the_pump_seals():
    write(3)
    assert pump.drain(AT) >= 3
    assert audit.verify().entries == 3
    assert next(source for source in pump.sources() if source.name == "audit.seal").next_due() is None


def test_an_entry_vanishes_with_the_deed_that_was_rolled_back():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()


def test_anchors_are_appended_and_not_repeated():
    write(2)
    seal_all()
    audit.anchor(AT)
    assert audit.anchor(AT) is None
    write(1)
    audit.seal(AT + anchors.EVERY)
    assert [anchor.sequence for anchor in anchors.read()] == [2, 3]


def test_a_half_written_anchor_line_is_left_out():
    write(1)
    seal_all()
    audit.anchor(AT)
    with open(settings.AUDIT_ANCHOR_FILE, "a", encoding="utf-8") as file:
        file.write('{"sequence": 2, "ha')
    assert len(anchors.read()) == 1
    assert audit.verify().is_good


@pytest.fixture
def guarded():
    """The triggers of migration 0002, which a database made without migrations doesn't have."""
    execute(guard.INSTALL)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE AUDIT SET deed = 'x' WHERE sequence = 1",
        "UPDATE AUDIT SET sequence = NULL, hash = '', previous_hash = '' WHERE sequence = 1",
        "DELETE FROM AUDIT WHERE sequence = 1",
        "DELETE FROM AUDIT WHERE sequence IS NULL",
        "UPDATE AUDIT SET deed = 'x' WHERE sequence IS NULL",
    ],
)
def test_the_database_refuses_changes(guarded, sql):
    write(2)
    assert seal_all() == 2
    write(1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(sql)
    assert seal_all() == 1, "sealing itself is allowed"
    assert audit.verify().is_good


class TestAccessLog:
    @pytest.fixture(autouse=True)
    def own_pages(self, settings):
        settings.ROOT_URLCONF = "tests.integration.kernel.audit_urls"

    def entry(self) -> AuditEntry:
        return AuditEntry.objects.filter(deed="access").latest("at")

    @pytest.mark.requirement("MS-4.5")
    def test_anonymous_and_unknown_addresses_are_logged_without_the_address(self, client):
        client.get("/no-such/jane.doe@example.com/")
        entry = self.entry()
        assert (entry.outcome, entry.codes["status"], entry.actor_id) == ("refused", "4xx", None)
        assert "jane" not in str(entry.__dict__)

    @pytest.mark.requirement("MS-4.5")
    @pytest.mark.parametrize(("query", "outcome"), [("", "allowed"), ("?refuse=1", "refused")])
    def test_person_route_object_and_outcome_are_codes(self, client, django_user_model, query, outcome):
        user = django_user_model.objects.create_user("maya@waymark.example", "waymark-demo")
        client.force_login(user)
        row = uuid.uuid4()
        client.post(f"/things/{row}/{query}")
        entry = self.entry()
        assert (entry.actor_id, entry.subject_type, entry.subject_id) == (user.pk, "thing", row)
        assert (entry.outcome, entry.codes["method"]) == (outcome, "POST")
        assert "maya" not in str(entry.__dict__)

    @pytest.mark.parametrize("path", ["/hints/", "/more-hints/"])
    def test_polled_addresses_are_left_out(self, client, path):
        assert client.get(path).status_code == 200
        assert not AuditEntry.objects.exists()

    def test_it_costs_one_query(self, client, django_assert_num_queries):
        with django_assert_num_queries(1):
            client.get(f"/things/{uuid.uuid4()}/")

    @committing
    def test_a_log_that_cannot_be_written_does_not_break_the_answer(self, client):
        execute(f"ALTER TABLE {TABLE} RENAME TO {TABLE}_away")
        try:
            assert client.get(f"/things/{uuid.uuid4()}/").status_code == 200
        finally:
            execute(f"ALTER TABLE {TABLE}_away RENAME TO {TABLE}")

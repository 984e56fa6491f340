"""The restore drill: what was saved is back, whole; the erased stay erased; a damaged or half restore never opens."""

import json
import shutil
import stat
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg2
import pytest

from ats.actions import candidates, merges
from ats.kernel import audit
from ats.kernel.files.models import StoredFile
from ats.kernel.privacy import ledger, replaying
from ats.kernel.privacy.models import PersonKey
from ats.launcher import restore_journal
from ats.launcher.problem import Problem
from ats.models import Candidate, CandidateEmail, MatchKey
from ats.operations import databases, exchanging, keys, making, manifest, restoring, upgrading
from comms.models import Message, MessageStatus
from tests.factories.ats import AT, CandidateFactory
from tests.factories.comms import MessageFactory
from tests.integration.ats.operations.conftest import contents

pytestmark = pytest.mark.django_db(transaction=True)
CHANGED = {"kernel_auditentry", "kernel_personkey", "ats_candidateemail", "ats_matchkey", "comms_message"}


def restore(folder, **wishes):
    return restoring.restore(folder, say=lambda step: None, **{"yes": True, **wishes})


def addresses():
    return sorted(row.value for row in CandidateEmail.objects.all())


def test_everything_is_back_and_the_erased_stay_erased(company, places, settings):
    MatchKey.objects.create(candidate=company.ana, key="e:of her address", bucket=1)
    waiting, later = MessageFactory(), MessageFactory(due_at=AT.replace(year=2030))
    making.make(places / "backup", say=lambda step: None)
    before = contents()
    media = Path(settings.MEDIA_ROOT)
    files = {row.path: (media / row.path).read_bytes() for row in StoredFile.objects.all()}

    candidates.erase_contacts(candidate=company.ana, by=company.recruiter, at=AT)
    candidates.edit(candidate=company.ben, by=company.recruiter, at=AT, first_name="Changed")
    CandidateFactory(first_name="Newcomer")
    (media / "aa").mkdir(exist_ok=True)
    (media / "aa" / "newcomer.pdf").write_bytes(b"of the newcomer")
    for path in files:
        (media / path).unlink()
    audit.record(deed="access", actor=None, outcome="done", at=AT)
    audit.seal(AT)
    audit.anchor(AT)
    assert str(company.ana.pk) in Path(settings.ERASURE_LEDGER_FILE).read_text()

    outcome = restore(places / "backup")

    after = contents()
    assert set(before) == set(after)
    assert {table for table in before if before[table] != after[table]} == CHANGED
    assert {path: (media / path).read_bytes() for path in files} == files
    assert "ana@example.org" not in addresses()
    assert "ben@example.org" in addresses()
    assert PersonKey.objects.get(person=company.ana.pk).wrapped == ""
    assert outcome.erased_again == 1
    report = audit.verify()
    assert (report.is_good, report.unsealed) == (True, 0)
    assert Message.objects.get(pk=waiting.pk).status == MessageStatus.IN_DOUBT
    assert Message.objects.get(pk=later.pk).status == MessageStatus.QUEUED
    assert databases.set_aside() == [outcome.aside]
    assert [path.read_bytes() for path in places.glob("var/media.before-*/aa/newcomer.pdf")] == [b"of the newcomer"]
    assert not databases.others()
    restoring.tidy()
    assert databases.set_aside() == []
    assert list(places.glob("var/*before*")) == []


def test_a_backup_is_for_its_owner_only_says_what_it_holds_and_is_never_written_over(backup, places):
    for path in [backup, *backup.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    made = manifest.read(backup)
    assert made.rows["ats_candidate"] == 2
    assert (made.files, made.missing, made.audit_entries > 2) == (2, [], True)
    assert f"kernel.{'0009_person_keys'}" in made.migrations
    told = (backup / "READ ME.txt").read_text()
    assert "2 files" in told
    assert keys.WARNING in told
    secret = keys.Keys.present().fields[0].encode()
    assert [path.name for path in backup.rglob("*") if path.is_file() and secret in path.read_bytes()] == ["keys.json"]
    wrapped = PersonKey.objects.first().wrapped.encode()
    assert wrapped not in (backup / "database.dump").read_bytes()
    for again in (backup, places / "var" / "media" / "backup"):
        with pytest.raises(Problem):
            making.make(again, say=lambda step: None)
    with pytest.raises(Problem, match="keys are never written over"):
        making.make(places / "other", say=lambda step: None, keys_folder=backup / "keys")
    assert not (places / "other").exists()


def test_a_file_that_was_damaged_on_the_disk_is_told(company, places, settings):
    first, second = StoredFile.objects.order_by("pk")
    (Path(settings.MEDIA_ROOT) / first.path).write_bytes(b"rotten")
    (Path(settings.MEDIA_ROOT) / second.path).unlink()
    made = making.make(places / "backup", say=lambda step: None)
    assert sorted(made.missing) == sorted([first.path, second.path])


def test_what_is_damaged_or_does_not_fit_is_refused_and_nothing_changes(company, backup, places, settings):
    before = contents()
    a_file = next((backup / "files").rglob("*.pdf")).relative_to(backup)
    for name in (
        "database.dump",
        a_file,
        "erasure-ledger.jsonl",
        "manifest.json",
        "keys/persons.dump",
        "keys/keys.json",
    ):
        copy = places / "damaged"
        shutil.copytree(backup, copy)
        content = bytearray((copy / name).read_bytes() or b" ")
        content[len(content) // 2] ^= 1
        (copy / name).write_bytes(content)
        with pytest.raises(Problem) as refused:
            restore(copy)
        assert "damaged" in str(refused.value) or "changed" in str(refused.value), name
        shutil.rmtree(copy)
    with pytest.raises(Problem, match="--yes"):
        restore(backup, yes=False)
    with pytest.raises(Problem, match="--keys"):
        restore(backup, keys_folder=places / "nowhere")
    with pytest.raises(Problem, match="is no backup"):
        restore(places)
    _rewrite(backup, migrations=["ats.9999_of_tomorrow"])
    with pytest.raises(Problem, match="newer Waymark"):
        restore(backup)
    _rewrite(backup, migrations=[], server=99)
    with pytest.raises(Problem, match="Postgres 99"):
        restore(backup)
    _rewrite(backup, server=15)
    settings.BLIND_INDEX_KEY = "another"
    with pytest.raises(Problem, match="ATS_BLIND_INDEX_KEY of this installation"):
        restore(backup)
    assert contents() == before
    assert databases.set_aside() == []


def _rewrite(folder, **facts):
    content = manifest.unsealed(folder / manifest.NAME)
    manifest.write_private(folder / manifest.NAME, json.dumps(manifest.sealed(content | facts)))


def test_nobody_is_thrown_out_and_a_failure_leaves_everything_as_it_was(company, backup, monkeypatch):
    before = contents()
    with closing(psycopg2.connect(**databases.where(), application_name="a curious colleague")):
        with pytest.raises(Problem, match="a curious colleague"):
            restore(backup)
        with pytest.raises(Problem, match="a curious colleague"):  # who came at the last moment
            databases.exchange(databases.beside("restoring", ""), "elsewhere")
    _rewrite(backup, rows={"ats_candidate": 3})
    with pytest.raises(Problem, match="not whole: ats_candidate"):
        restore(backup)
    assert contents() == before
    assert not databases.exists(databases.beside("restoring", ""))
    assert databases.set_aside() == []


def test_a_restore_that_dies_in_the_exchange_opens_nothing_until_it_is_repeated(
    company, backup, places, settings, monkeypatch
):
    candidates.erase_contacts(candidate=company.ben, by=company.recruiter, at=AT)
    making.make(places / "newer", say=lambda step: None, keys_folder=places / "newer keys")
    with pytest.raises(Problem, match="older"):
        keys.load(backup / "keys", made_at=manifest.read(places / "newer").made_at)
    Candidate.objects.filter(pk=company.ben.pk).delete()
    PersonKey.objects.all().delete()  # as after the loss of all the rest
    Path(settings.ERASURE_LEDGER_FILE).unlink()
    mine = {"ATS_SECRET_KEY": "old", "ATS_FIELD_KEYS": settings.FIELD_KEYS[0], "ATS_BLIND_INDEX_KEY": "old"}
    (settings.VAR / "keys.json").write_text(json.dumps(mine))
    settings.SECRET_KEY, settings.BLIND_INDEX_KEY = "old", "old"
    with monkeypatch.context() as dying:
        dying.setattr(exchanging, "_stamp", lambda made: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            restore(backup)
    with pytest.raises(Problem, match=f"restore {backup} --yes"):
        restore_journal.refuse_half(settings.VAR)
    now = json.loads((settings.VAR / "keys.json").read_text())
    settings.SECRET_KEY, settings.BLIND_INDEX_KEY = now["ATS_SECRET_KEY"], now["ATS_BLIND_INDEX_KEY"]
    stranger = uuid4()
    (places / "shipped.jsonl").write_text(ledger.text({stranger: AT, company.ana.pk: AT}))
    outcome = restore(backup, keys_folder=places / "newer keys", ledgers=[places / "shipped.jsonl"])
    restore_journal.refuse_half(settings.VAR)
    assert outcome.erased_again == 1  # Ana; of Ben the newer keys have none
    assert addresses() == []
    assert set(ledger.read()) == {company.ana.pk, company.ben.pk, stranger}
    assert now["ATS_BLIND_INDEX_KEY"] == "test-blind-index"
    assert Candidate.objects.filter(pk=company.ben.pk).exists()
    assert json.loads((settings.VAR / "done.json").read_text())["demo_data"] == "empty"
    assert any(json.loads(path.read_text()) == mine for path in settings.VAR.glob("keys.json.before-*"))


def test_the_ledgers_of_both_sides_count(company, places, settings):
    candidates.erase_contacts(candidate=company.ben, by=company.recruiter, at=AT)
    stranger = uuid4()
    (places / "of the backup").write_text(ledger.text({stranger: AT, company.ana.pk: AT}) + '{"person": "half')
    both = {company.ana.pk, company.ben.pk, stranger}
    assert set(restoring.everybody_erased([places / "of the backup", places / "none"])) == both
    Path(settings.ERASURE_LEDGER_FILE).unlink()  # then the database says so
    assert set(restoring.everybody_erased([])) == {company.ben.pk}
    Path(settings.ERASURE_LEDGER_FILE).write_text('{"person": "half of a li')
    assert ledger.catch_up() == 1
    assert ledger.catch_up() == 0
    PersonKey.objects.all().delete()  # then the file does
    assert restoring.everybody_erased([]) == {company.ben.pk: AT}


def test_what_had_moved_in_a_merge_is_erased_again_with_its_person(company):
    ana, ben = company.ana, company.ben
    merges.merge(candidate=ben, into=ana, by=company.recruiter, at=AT)
    assert addresses() == ["ana@example.org", "ben@example.org"]
    assert replaying.replay({ben.pk: AT}, at=AT) == 1
    assert addresses() == ["ana@example.org"]


def test_an_upgrade_checks_before_it_changes_anything(company, settings):
    told = list(upgrading.upgrade())
    assert "no migrations to run" in told[0]
    with closing(psycopg2.connect(**databases.where())) as session, session, session.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('ats', '9999_of_tomorrow', now())")
    try:
        with pytest.raises(Problem, match=r"ats\.9999_of_tomorrow"):
            list(upgrading.upgrade())
    finally:
        with closing(psycopg2.connect(**databases.where())) as session, session, session.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_of_tomorrow'")
    settings.FIELD_KEYS = []
    with pytest.raises(Problem, match="ATS_FIELD_KEYS is not set"):
        list(upgrading.upgrade())

"""Secrets of keys and OAuth clients are rotated while they are in use: not one call fails, and the old one ends."""

import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client
from django.urls import reverse

from ats.kernel import clock, pump
from ats.kernel.access import KernelPermission, Scope
from ats.kernel.api import keys, rotation
from ats.kernel.api.models import ApiKey, Kind
from ats.kernel.api.permissions import ApiPermission
from ats.kernel.audit.models import AuditEntry
from ats.kernel.errors import NotAllowed
from ats.kernel.notices import reading
from ats.kernel.notices.models import Notice
from ats.kernel.timers import Timer
from ats.models import User
from ats.permissions import CorePermission
from tests.factories.ats import RoleFactory, UserFactory, user_with

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("IS-1.3")]
DEPARTMENTS = "/api/v1/departments/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def fresh_limits(settings):
    settings.SECRET_KEY = uuid.uuid4().hex * 2


def a_key(**fields) -> tuple[ApiKey, str]:
    return keys.create(name="HR system", user=user_with(CorePermission.ORGANISATION_VIEW, scope=Scope.ALL), **fields)


def call(token: str) -> int:
    return Client(headers={"Authorization": f"Bearer {token}"}).get(DEPARTMENTS).status_code


def later(span: timedelta):
    return time_machine.travel(datetime.now(UTC) + span, tick=True)


def keeper() -> User:
    held = [*ApiPermission, KernelPermission.ADMIN_VIEW, KernelPermission.ADMIN_CONFIGURE]
    return user_with(*held, scope=Scope.ALL, is_staff=True)


@pytest.mark.django_db(transaction=True)
def test_a_client_that_calls_all_the_time_fails_not_once():
    """It goes on with the old secret while the key is rotated, takes the new one some calls later, and goes on with that."""
    key, old = a_key()
    told, codes, stop = {"token": old}, [], threading.Event()

    def go_on() -> None:
        while not stop.is_set():
            codes.append((told["token"] == old, call(told["token"])))
        connections.close_all()

    client = threading.Thread(target=go_on)
    client.start()
    _wait_for(codes, 5)
    fresh = rotation.rotate(key=key, by=None, at=clock.now(), overlap=DAY)
    _wait_for(codes, len(codes) + 5)
    told["token"] = fresh
    _wait_for(codes, len(codes) + 5)
    stop.set()
    client.join()
    assert {status for _, status in codes} == {200}
    assert {is_old for is_old, _ in codes} == {True, False}
    with later(DAY + timedelta(seconds=1)):
        assert (call(old), call(fresh)) == (401, 200)


def _wait_for(codes: list, number: int) -> None:
    ends = datetime.now(UTC) + timedelta(seconds=60)
    while len(codes) < number and datetime.now(UTC) < ends:
        threading.Event().wait(0.01)
    assert len(codes) >= number


class TestOverlap:
    def test_it_is_the_settings_unless_said_and_counts_in_real_time(self, settings, move_clock):
        settings.KEY_OVERLAP_DAYS = 3
        key, old = a_key()
        rotation.rotate(key=key, by=None, at=clock.now())
        move_clock(30 * DAY)
        assert call(old) == 200
        with later(3 * DAY - timedelta(hours=1)):
            assert call(old) == 200
        with later(3 * DAY + timedelta(seconds=5)):
            assert call(old) == 401

    def test_none_at_all_ends_the_old_one_at_once(self):
        key, old = a_key()
        fresh = rotation.rotate(key=key, by=None, at=clock.now(), overlap=timedelta(0))
        assert (call(old), call(fresh)) == (401, 200)

    def test_two_secrets_are_good_and_never_three(self):
        key, first = a_key()
        second = rotation.rotate(key=key, by=None, at=clock.now())
        third = rotation.rotate(key=key, by=None, at=clock.now())
        assert [call(token) for token in (first, second, third)] == [401, 200, 200]

    def test_it_can_be_ended(self):
        key, old = a_key()
        fresh = rotation.rotate(key=key, by=None, at=clock.now())
        rotation.end_overlap(key=key, by=None, at=clock.now())
        assert (call(old), call(fresh)) == (401, 200)

    def test_what_is_over_is_not_rotated_and_no_overlap_lasts_for_ever(self):
        key, _ = a_key()
        with pytest.raises(rotation.OverlapTooLong):
            rotation.rotate(key=key, by=None, at=clock.now(), overlap=91 * DAY)
        keys.revoke(key=key, by=None, at=clock.now())
        with pytest.raises(rotation.KeyIsOver):
            rotation.rotate(key=key, by=None, at=clock.now())

    def test_revoking_ends_both(self):
        key, old = a_key()
        fresh = rotation.rotate(key=key, by=None, at=clock.now())
        keys.revoke(key=key, by=None, at=clock.now())
        assert (call(old), call(fresh)) == (401, 401)

    def test_it_is_seen_whether_the_old_one_is_still_in_use(self):
        key, old = a_key()
        fresh = rotation.rotate(key=key, by=None, at=clock.now())
        call(fresh)
        key.refresh_from_db()
        assert key.last_used_at and key.previous_used_at is None
        call(old)
        key.refresh_from_db()
        assert key.previous_used_at

    def test_it_leaves_history_and_audit_and_no_secret(self):
        key, old = a_key()
        by = keeper()
        fresh = rotation.rotate(key=key, by=by, at=clock.now(), overlap=DAY)
        row = key.history.first()
        assert (row.history_user, row.history_change_reason) == (by, "Secret rotated")
        entry = AuditEntry.objects.get(deed="api_key.rotated")
        assert (entry.actor_id, entry.subject_id, entry.codes["overlap_hours"]) == (by.pk, key.pk, 24)
        everything = f"{list(ApiKey.objects.values())} {list(key.history.values())} {entry.codes}"
        assert old.split(".")[1] not in everything and fresh.split(".")[1] not in everything


class TestReminders:
    def test_administrators_hear_before_a_secret_is_due_and_on_the_day(self, move_clock):
        person, other = keeper(), UserFactory()
        key, _ = a_key(rotation_days=60)
        move_clock(45 * DAY)
        pump.drain()
        assert not Notice.objects.exists()
        move_clock(DAY + timedelta(minutes=1))
        pump.drain()
        (notice,) = Notice.objects.all()
        (line,) = reading.kinds.get(notice.kind).words([notice], person).values()
        assert notice.user == person and "HR system" in str(line.text) and str(key.pk) in line.href
        assert reading.kinds.get(notice.kind).words([notice], other) == {}
        move_clock(14 * DAY)
        pump.drain()
        assert Notice.objects.count() == 2
        move_clock(140 * DAY)
        pump.drain()
        assert Notice.objects.count() == 2, "told twice, and that is all"

    def test_a_rotation_begins_the_interval_anew(self, move_clock):
        keeper()
        key, _ = a_key(rotation_days=60)
        move_clock(40 * DAY)
        rotation.rotate(key=key, by=None, at=clock.now())
        move_clock(40 * DAY)
        pump.drain()
        assert not Notice.objects.exists()
        move_clock(7 * DAY)
        pump.drain()
        assert Notice.objects.count() == 1

    def test_one_that_is_over_needs_nothing(self, move_clock):
        keeper()
        key, _ = a_key(rotation_days=60)
        keys.revoke(key=key, by=None, at=clock.now())
        move_clock(60 * DAY)
        pump.drain()
        assert not Notice.objects.exists()

    def test_the_end_of_a_life_is_told_too(self, move_clock):
        keeper()
        a_key(rotation_days=0, expires_at=datetime.now(UTC) + 20 * DAY)
        move_clock(7 * DAY)
        pump.drain()
        assert Notice.objects.count() == 1

    def test_without_an_interval_nobody_is_reminded(self):
        a_key(rotation_days=0)
        assert not Timer.objects.exists()


class TestCommand:
    def test_it_prints_the_new_key_last(self, capsys):
        key, old = a_key()
        call_command("apikey", "rotate", str(key.pk), "--overlap", "7d")
        fresh = capsys.readouterr().out.strip().splitlines()[-1]
        assert (call(old), call(fresh)) == (200, 200)
        with later(7 * DAY + timedelta(seconds=1)):
            assert (call(old), call(fresh)) == (401, 200)

    def test_it_says_what_it_does_not_know(self):
        key, _ = a_key()
        with pytest.raises(CommandError, match="no length of time"):
            call_command("apikey", "rotate", str(key.pk), "--overlap", "soon")
        with pytest.raises(CommandError, match="at most 90 days"):
            call_command("apikey", "rotate", str(key.pk), "--overlap", "91d")


class TestAdministration:
    @pytest.fixture
    def page(self) -> Client:
        client = Client()
        client.force_login(keeper(), backend="ats.accounts.Colleagues")
        return client

    def test_a_key_is_made_and_shown_once(self, page):
        role = RoleFactory(permissions=[str(CorePermission.ORGANISATION_VIEW)])
        form = {"name": "Payroll", "kind": "key", "role": role.pk, "scopes": "departments:read", "rotation_days": "90"}
        shown = page.post(reverse("admin:kernel_apikey_add"), form).content.decode()
        key = ApiKey.objects.get()
        token = shown.split("<code>")[1].split("</code>")[0]
        assert call(token) == 200 and (key.scopes, key.rotation_days) == (["departments:read"], 90)
        assert key.user.is_service and key.history.get().history_user == User.objects.get(is_staff=True)
        again = page.get(reverse("admin:kernel_apikey_change", args=[key.pk])).content.decode()
        assert token not in again and key.secret_hash not in again

    def test_a_client_is_shown_as_id_and_secret(self, page):
        role = RoleFactory(permissions=[str(CorePermission.ORGANISATION_VIEW)])
        form = {"name": "Payroll", "kind": "oauth_client", "role": role.pk, "scopes": "", "rotation_days": ""}
        shown = page.post(reverse("admin:kernel_apikey_add"), form).content.decode()
        name, secret = (part.split("</code>")[0] for part in shown.split("<code>")[1:3])
        asked = {"grant_type": "client_credentials", "client_id": name, "client_secret": secret}
        assert Client().post("/o/token/", asked).status_code == 200
        key = ApiKey.objects.get()
        assert key.kind == Kind.OAUTH_CLIENT and key.rotation_days is None

    def test_a_page_of_a_secret_that_is_loaded_again_makes_nothing(self, page):
        form = {"name": "Payroll", "kind": "key", "role": RoleFactory().pk, "scopes": "", "rotation_days": ""}
        page.post(reverse("admin:kernel_apikey_add"), form)
        assert "a key of this name already" in page.post(reverse("admin:kernel_apikey_add"), form).content.decode()
        key = ApiKey.objects.get()
        form = {"overlap_days": "2", "secret_made_at": key.secret_made_at.isoformat()}
        assert form["secret_made_at"] in page.get(reverse("admin:kernel_apikey_change", args=[key.pk])).content.decode()
        page.post(reverse("admin:api_key_rotation", args=[key.pk]), form)
        key.refresh_from_db()
        hashes = (key.secret_hash, key.previous_hash)
        answer = page.post(reverse("admin:api_key_rotation", args=[key.pk]), form, follow=True)
        key.refresh_from_db()
        assert (
            key.secret_hash,
            key.previous_hash,
        ) == hashes and "got a new secret meanwhile" in answer.content.decode()

    def test_unknown_scopes_are_refused(self, page):
        form = {"name": "x", "kind": "key", "role": RoleFactory().pk, "scopes": "pirates:read", "rotation_days": ""}
        assert "pirates:read" in page.post(reverse("admin:kernel_apikey_add"), form).content.decode()
        assert not ApiKey.objects.exists()

    def test_the_buttons_rotate_end_and_revoke(self, page):
        key, old = a_key()
        shown = page.post(reverse("admin:api_key_rotation", args=[key.pk]), {"overlap_days": "2"}).content.decode()
        fresh = shown.split("<code>")[1].split("</code>")[0]
        assert (call(old), call(fresh)) == (200, 200)
        page.post(reverse("admin:api_key_overlap_end", args=[key.pk]))
        assert (call(old), call(fresh)) == (401, 200)
        page.post(reverse("admin:api_key_revocation", args=[key.pk]))
        assert call(fresh) == 401
        answer = page.post(reverse("admin:api_key_rotation", args=[key.pk]), {"overlap_days": "2"}, follow=True)
        assert "revoked or has expired" in answer.content.decode()
        assert {"rotated", "overlap_ended", "revoked"} <= {
            deed.removeprefix("api_key.") for deed in AuditEntry.objects.values_list("deed", flat=True)
        }

    def test_looking_changes_nothing(self, page):
        key, old = a_key()
        for name in ("rotation", "overlap_end", "revocation"):
            assert page.get(reverse(f"admin:api_key_{name}", args=[key.pk])).status_code == 302
        key.refresh_from_db()
        assert call(old) == 200 and not key.previous_hash and key.revoked_at is None

    def test_scopes_and_lives_are_changed(self, page):
        key, _ = a_key()
        form = {"name": "Renamed", "scopes": "jobs:read", "rotation_days": "30", "change_reason": "Narrower"}
        answer = page.post(reverse("admin:kernel_apikey_change", args=[key.pk]), form)
        assert answer.status_code == 302, answer.content.decode()
        key.refresh_from_db()
        assert (key.name, key.scopes, key.rotation_days) == ("Renamed", ["jobs:read"], 30)
        assert key.history.first().history_change_reason == "Narrower"

    def test_who_may_not_sees_and_does_nothing(self):
        key, _ = a_key()
        nobody = user_with(KernelPermission.ADMIN_VIEW, KernelPermission.ADMIN_CONFIGURE, is_staff=True)
        looks = user_with(KernelPermission.ADMIN_VIEW, ApiPermission.KEYS_VIEW, scope=Scope.ALL, is_staff=True)
        rotates = user_with(KernelPermission.ADMIN_VIEW, *ApiPermission, scope=Scope.ALL, is_staff=True)
        codes = {}
        for who in (nobody, looks, rotates):
            client = Client()
            client.force_login(who, backend="ats.accounts.Colleagues")
            codes[who] = (
                client.get(reverse("admin:kernel_apikey_changelist")).status_code,
                client.post(reverse("admin:api_key_rotation", args=[key.pk])).status_code,
                client.get(reverse("admin:kernel_apikey_add")).status_code,
            )
        assert codes == {nobody: (403, 403, 403), looks: (200, 403, 403), rotates: (200, 200, 403)}
        with pytest.raises(NotAllowed):
            keys.require_maker(rotates)


def test_who_leaves_takes_keys_and_tokens_along():
    from ats.actions import people

    admin = user_with(CorePermission.PEOPLE_MANAGE, KernelPermission.ADMIN_CONFIGURE, scope=Scope.ALL, is_staff=True)
    goes = user_with(CorePermission.ORGANISATION_VIEW, scope=Scope.ALL)
    _, token = keys.create(name="Own script", user=goes)
    _, client = keys.create(name="Own client", user=goes, kind=Kind.OAUTH_CLIENT)
    name, secret = client.split(".")
    asked = {"grant_type": "client_credentials", "client_id": name, "client_secret": secret}
    access = Client().post("/o/token/", asked).json()["access_token"]
    assert (call(token), call(access)) == (200, 200)
    people.leave(person=goes, by=admin, at=clock.now(), successors={})
    assert (call(token), call(access)) == (401, 401)
    assert Client().post("/o/token/", asked).status_code == 401

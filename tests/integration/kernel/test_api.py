"""The API's one voice: keys, scopes, pages, problems, limits, idempotency, feeds."""

import threading
import time
import uuid
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction
from django.test import Client

from ats.kernel import clock
from ats.kernel.access import KernelPermission, Role, Scope
from ats.kernel.api import keeping, keys, limits
from ats.kernel.api.models import ApiKey, IdempotentRequest
from ats.kernel.api.paging import Cursor
from ats.kernel.api.permissions import ApiPermission
from ats.kernel.history import acting
from ats.kernel.outbox import StoredEvent
from ats.models import Department
from ats.permissions import CorePermission
from tests.factories.ats import UserFactory, user_with

ALL = [CorePermission.ORGANISATION_VIEW, KernelPermission.ADMIN_CONFIGURE, ApiPermission.EVENTS_VIEW]
pytestmark = pytest.mark.django_db
DEPARTMENTS = "/api/v1/departments/"


@pytest.fixture(autouse=True)
def own_api(settings):
    settings.ROOT_URLCONF = "tests.integration.kernel.api_urls"


@pytest.fixture(autouse=True)
def fresh_limits(settings):
    """Nobody has asked anything yet: keys and users are new in each test, and so is each address' fingerprint.

    Flushing Redis would do it too, but other test processes count in the same one.
    """
    settings.SECRET_KEY = uuid.uuid4().hex * 2


def caller(*permissions, scopes=(), **fields) -> tuple[Client, ApiKey]:
    """A client that speaks with a key of a user who holds `permissions` over the whole company."""
    user = user_with(*(permissions or ALL), scope=Scope.ALL)
    key, token = keys.create(name="test", user=user, scopes=scopes, **fields)
    return Client(headers={"Authorization": f"Bearer {token}"}), key


@pytest.fixture
def api() -> Client:
    return caller()[0]


def an_event(type_: str) -> StoredEvent:
    return StoredEvent.objects.create(type=type_, subject_type="x", subject_id=uuid.uuid4(), occurred_at=clock.now())


def departments(number: int) -> list[Department]:
    return [Department.objects.create(name=f"Department {n:03}") for n in range(number)]


def post(client, path, data, **headers):
    return client.post(path, data, content_type="application/json", headers=headers)


class TestKeys:
    def test_nobody_is_let_in_without_one(self, client):
        answer = client.get(DEPARTMENTS)
        assert answer.status_code == 401 and answer["WWW-Authenticate"].startswith("Bearer")
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == 401 and answer.json()["title"]

    def test_a_key_lets_its_user_in(self, api):
        assert api.get(DEPARTMENTS).status_code == 200

    def test_only_a_hash_is_kept(self):
        user = UserFactory()
        _, token = keys.create(name="x", user=user)
        secret = token.split(".")[1]
        assert secret not in str(ApiKey.objects.values().get()) and len(secret) >= 43
        assert "secret_hash" not in {f.name for f in ApiKey.history.model._meta.get_fields()}

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
            lambda token: token.split(".")[0] + ".",
            lambda token: token.split(".")[0],
            lambda token: "." + token.split(".")[1],
            lambda token: "00000000000000000000000000000000." + token.split(".")[1],
            lambda token: "",
            lambda token: "ü" * 30,
        ],
    )
    def test_a_spoilt_key_is_refused(self, client, spoil):
        _, token = keys.create(name="x", user=user_with(*ALL))
        answer = client.get(DEPARTMENTS, headers={"Authorization": f"Bearer {spoil(token)}".encode().decode("latin-1")})
        assert answer.status_code == 401 and "WWW-Authenticate" in answer

    def test_expired_revoked_and_inactive_are_refused_at_once(self):
        now = datetime.now(UTC)
        assert caller(expires_at=now - timedelta(seconds=1))[0].get(DEPARTMENTS).status_code == 401
        client, key = caller(expires_at=now + timedelta(hours=1))
        assert client.get(DEPARTMENTS).status_code == 200
        keys.revoke(key=key, by=None, at=now)
        assert client.get(DEPARTMENTS).status_code == 401
        client, key = caller()
        key.user.is_active = False
        key.user.save()
        assert client.get(DEPARTMENTS).status_code == 401

    def test_a_narrow_key_does_what_it_says_only(self):
        client, _ = caller(scopes=["departments:read"])
        assert client.get(DEPARTMENTS).status_code == 200
        answer = post(client, DEPARTMENTS, {"name": "Quay"})
        assert answer.status_code == 403 and "departments:write" in answer.json()["detail"]
        assert caller(scopes=["jobs:read"])[0].get(DEPARTMENTS).status_code == 403
        assert client.get("/api/v1/events/").status_code == 403

    def test_use_is_noted_without_a_history_row(self, api):
        api.get(DEPARTMENTS)
        key = ApiKey.objects.get()
        assert key.last_used_at and key.history.count() == 1

    def test_the_command_prints_a_key_that_works(self, client, capsys):
        Role.objects.create(key="integrator", name="Integrator", permissions=[str(p) for p in ALL])
        call_command("apikey", "create", "--name", "Nightly sync", "--role", "integrator")
        token = capsys.readouterr().out.strip().splitlines()[-1]
        answer = client.get(DEPARTMENTS, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200
        user = ApiKey.objects.get().user
        assert user.is_service and not user.has_usable_password()
        call_command("apikey", "revoke", str(ApiKey.objects.get().id))
        assert client.get(DEPARTMENTS, headers={"Authorization": f"Bearer {token}"}).status_code == 401

    def test_the_command_says_what_it_does_not_know(self):
        with pytest.raises(CommandError, match="no role pirate"):
            call_command("apikey", "create", "--name", "x", "--role", "pirate")
        with pytest.raises(CommandError, match="candidates:read"):
            call_command("apikey", "create", "--name", "x", "--role", "pirate", "--scopes", "everything")


class TestSession:
    def test_a_session_reads_and_writes_only_with_csrf(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(user_with(*ALL))
        assert client.get(DEPARTMENTS).status_code == 200
        assert post(client, DEPARTMENTS, {"name": "Quay"}).status_code == 403


class TestAddresses:
    def test_every_path_is_served_with_and_without_slash(self, api):
        (row,) = departments(1)
        for path in (DEPARTMENTS, f"{DEPARTMENTS}{row.pk}/", "/api/v1/events/", "/api/v1/deletions/"):
            assert api.get(path).status_code == 200
            assert api.get(path.rstrip("/")).status_code == 200
        assert post(api, DEPARTMENTS.rstrip("/"), {"name": "Quay"}).status_code == 201

    def test_what_nobody_serves_is_a_problem(self, api, client):
        answer = api.get("/api/v1/pirates/")
        assert answer.status_code == 404 and answer["Content-Type"] == "application/problem+json"
        assert client.get("/api/v1/pirates/").status_code == 401

    def test_not_visible_is_404_and_not_allowed_is_403(self):
        (row,) = departments(1)
        nobody, _ = caller(ApiPermission.EVENTS_VIEW)
        assert nobody.get(f"{DEPARTMENTS}{row.pk}/").status_code == 404
        assert post(nobody, f"{DEPARTMENTS}{row.pk}/gate/", {}).status_code == 404
        reader, _ = caller(CorePermission.ORGANISATION_VIEW)
        assert reader.get(f"{DEPARTMENTS}{row.pk}/").status_code == 200
        assert post(reader, f"{DEPARTMENTS}{row.pk}/gate/", {}).status_code == 403
        assert post(reader, DEPARTMENTS, {"name": "x"}).status_code == 403

    def test_a_create_says_where_it_is(self, api):
        answer = post(api, DEPARTMENTS, {"name": "Quay"})
        assert answer.status_code == 201 and set(answer.json()) == {
            "id",
            "external_id",
            "created_at",
            "updated_at",
            "name",
        }
        assert api.get(answer["Location"]).json() == answer.json()

    def test_a_history_row_names_the_keys_user(self):
        client, key = caller()
        post(client, DEPARTMENTS, {"name": "Quay"})
        row = Department.history.get()
        assert row.history_user == key.user and row.history_change_reason == "made by API"


class TestProblems:
    def test_fields(self, api):
        answer = post(api, DEPARTMENTS, {"name": ""})
        assert answer.status_code == 400 and list(answer.json()["errors"]) == ["name"]
        assert answer["Content-Type"] == "application/problem+json"

    def test_malformed(self, api):
        answer = api.post(DEPARTMENTS, b"{no json", content_type="application/json")
        assert answer.status_code == 400 and answer.json()["errors"] == {"non_field_errors": [answer.json()["detail"]]}

    def test_a_body_that_is_too_large(self, api, settings):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
        answer = post(api, DEPARTMENTS, {"name": "x" * 200})
        assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")

    def test_rules(self, api):
        (row,) = departments(1)
        stale = post(api, f"{DEPARTMENTS}{row.pk}/stale/", {})
        assert (stale.status_code, stale.json()["current"]) == (409, {"name": row.name})
        gate = post(api, f"{DEPARTMENTS}{row.pk}/gate/", {})
        assert gate.status_code == 422 and gate.json()["missing"][0]["kind"] == "checklist_item"
        assert gate.json()["detail"] == "The gate is closed."

    def test_methods_and_types(self, api):
        answer = api.delete(DEPARTMENTS)
        assert answer.status_code == 405 and "GET" in answer["Allow"]
        assert api.post(DEPARTMENTS, "x", content_type="text/csv").status_code == 415

    def test_nested_errors_become_flat(self):
        from rest_framework.exceptions import ValidationError

        from ats.kernel.api.problems import handler

        error = ValidationError({"emails": [{}, {"value": ["Not an address."]}], "name": "Too long."})
        assert handler(error, {}).data["errors"] == {"emails.1.value": ["Not an address."], "name": ["Too long."]}


class TestPages:
    @pytest.mark.parametrize("query", ["", "&updated_after=2020-01-01T00:00:00Z"])
    def test_every_row_comes_once_also_with_equal_times_and_both_ways(self, api, query):
        departments(23)
        Department.objects.filter(name__lt="Department 015").update(
            created_at="2026-01-01T00:00Z", updated_at="2026-01-01T00:00Z"
        )
        seen, address = [], f"{DEPARTMENTS}?page_size=4{query}"
        while address:
            page = api.get(address)
            assert (f'<{page.json()["next"]}>; rel="next"' in page.get("Link", "")) == bool(page.json()["next"])
            seen.append([row["id"] for row in page.json()["results"]])
            last, address = page, page.json()["next"]
        assert [len(rows) for rows in seen] == [4, 4, 4, 4, 4, 3]
        assert len({row for rows in seen for row in rows}) == 23
        back = []
        while last.json()["previous"]:
            last = api.get(last.json()["previous"])
            back.append([row["id"] for row in last.json()["results"]])
        assert back[::-1] == seen[:-1]

    def test_rows_that_come_and_go_meanwhile_shift_nothing(self, api):
        rows = departments(6)
        first = api.get(f"{DEPARTMENTS}?page_size=3").json()
        Department.objects.create(name="New")
        rows[-1].delete()
        second = api.get(first["next"]).json()
        assert {row["name"] for row in second["results"]} == {"Department 000", "Department 001", "Department 002"}

    @pytest.mark.parametrize(
        "query",
        ["page_size=0", "page_size=201", "page_size=000000001999", "page_size=x", "cursor=x", "cursor=W10", "cursor=é"],
    )
    def test_nonsense_is_400(self, api, query):
        assert api.get(f"{DEPARTMENTS}?{query}").status_code == 400

    @pytest.mark.parametrize("text", ["yesterday", "2026-01-01", "2026-01-01T00:00:00", "2026-13-01T00:00:00Z"])
    def test_a_time_without_zone_is_400(self, api, text):
        assert list(api.get(f"{DEPARTMENTS}?updated_after={text}").json()["errors"]) == ["updated_after"]

    def test_an_offset_that_the_database_does_not_know_is_turned_into_utc(self, api):
        assert api.get(f"{DEPARTMENTS}?updated_after=2026-01-01T00:00:00-20:53").status_code == 200
        far = api.get(f"{DEPARTMENTS}?updated_after=9999-12-31T23:59:59-20:53")
        assert far.status_code == 400 and list(far.json()["errors"]) == ["updated_after"]
        token = Cursor(datetime.fromisoformat("2026-01-01T00:00:00-20:53"), str(uuid.uuid4())).token()
        assert api.get(f"{DEPARTMENTS}?cursor={token}").status_code == 200

    def test_updated_after_gives_changes_only(self, api):
        old, new = departments(2)
        Department.objects.filter(pk=old.pk).update(updated_at="2020-01-01T00:00Z")
        answer = api.get(f"{DEPARTMENTS}?updated_after=2025-01-01T00:00:00Z").json()
        assert [row["id"] for row in answer["results"]] == [str(new.pk)]

    def test_queries_do_not_grow_with_rows(self, api, django_assert_max_num_queries):
        departments(40)
        with django_assert_max_num_queries(6):
            api.get(f"{DEPARTMENTS}?page_size=40")


class TestLimits:
    @pytest.fixture(autouse=True)
    def in_the_midst_of_a_minute(self, monkeypatch):
        """A minute that ends between two requests would give both a fresh budget."""
        now = time.time() // limits.WINDOW * limits.WINDOW + limits.WINDOW / 2
        monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: now, monotonic=time.monotonic))

    def test_each_answer_says_what_is_left_and_the_last_is_429(self, settings, client):
        settings.API_RATE_PER_MINUTE = 3
        api, _ = caller()
        answers = [api.get(DEPARTMENTS) for _ in range(4)]
        assert [a.status_code for a in answers] == [200, 200, 200, 429]
        assert [a["RateLimit-Remaining"] for a in answers] == ["2", "1", "0", "0"]
        assert {a["RateLimit-Limit"] for a in answers} == {"3"}
        assert 1 <= int(answers[-1]["Retry-After"]) <= 60
        assert answers[-1]["Content-Type"] == "application/problem+json"
        assert caller()[0].get(DEPARTMENTS).status_code == 200, "others have a budget of their own"

    def test_wrong_keys_are_limited_by_address(self, settings, client):
        settings.API_RATE_PER_MINUTE = 2
        wrong = [client.get(DEPARTMENTS, headers={"Authorization": f"Bearer {n}.x"}).status_code for n in range(4)]
        assert wrong == [401, 401, 429, 429]

    def test_refusals_carry_the_headers_too(self, client, api):
        for answer in (client.get(DEPARTMENTS), api.get("/api/v1/pirates/"), post(api, DEPARTMENTS, {"name": ""})):
            assert "RateLimit-Remaining" in answer

    def test_without_redis_each_process_counts_for_itself(self, settings, monkeypatch):
        settings.API_RATE_PER_MINUTE = 2
        deaf = limits.Counter("redis://127.0.0.1:1/0")
        monkeypatch.setattr(limits, "counter", lambda: deaf)
        api, _ = caller()
        assert [api.get(DEPARTMENTS).status_code for _ in range(3)] == [200, 200, 429]

    def test_the_broker_may_be_a_socket(self, tmp_path):
        """As the launcher's own is; here nobody listens, which is no failure either."""
        counter = limits.Counter(f"redis+socket://{tmp_path}/broker.sock?virtual_host=2")
        assert [counter.add("somebody", 1), counter.add("somebody", 1)] == [1, 2]


class TestIdempotency:
    def test_the_same_request_takes_effect_once(self, api):
        first = post(api, DEPARTMENTS, {"name": "Quay"}, **{"Idempotency-Key": "k1"})
        again = post(api, DEPARTMENTS, {"name": "Quay"}, **{"Idempotency-Key": "k1"})
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.json() == again.json() and first["Location"] == again["Location"]
        assert again["Idempotent-Replayed"] == "true"
        assert Department.objects.count() == 1

    def test_another_body_is_refused(self, api):
        post(api, DEPARTMENTS, {"name": "Quay"}, **{"Idempotency-Key": "k1"})
        answer = post(api, DEPARTMENTS, {"name": "Crane"}, **{"Idempotency-Key": "k1"})
        assert answer.status_code == 422 and Department.objects.count() == 1

    def test_keys_of_others_and_other_routes_are_others(self, api):
        (row,) = departments(1)
        post(api, DEPARTMENTS, {"name": "Quay"}, **{"Idempotency-Key": "k1"})
        assert post(caller()[0], DEPARTMENTS, {"name": "Crane"}, **{"Idempotency-Key": "k1"}).status_code == 201
        assert "gate" in post(api, f"{DEPARTMENTS}{row.pk}/gate/", {}, **{"Idempotency-Key": "k1"}).json()["detail"]

    def test_a_refusal_is_not_kept(self, api):
        assert post(api, DEPARTMENTS, {"name": ""}, **{"Idempotency-Key": "k1"}).status_code == 400
        assert post(api, DEPARTMENTS, {"name": "Quay"}, **{"Idempotency-Key": "k1"}).status_code == 201

    def test_it_is_kept_for_a_day(self, api, move_clock):
        post(api, DEPARTMENTS, {"name": "Quay"}, **{"Idempotency-Key": "k1"})
        move_clock(timedelta(hours=23))
        assert post(api, DEPARTMENTS, {"name": "Quay"}, **{"Idempotency-Key": "k1"})["Idempotent-Replayed"]
        move_clock(timedelta(hours=2))
        assert post(api, DEPARTMENTS, {"name": "Crane"}, **{"Idempotency-Key": "k1"}).status_code == 201

    def test_the_kept_answer_is_encrypted(self, api):
        from django.db import connection

        post(api, DEPARTMENTS, {"name": "Quay of Ana"}, **{"Idempotency-Key": "k1"})
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {IdempotentRequest._meta.db_table}")
            assert "Ana" not in str(cursor.fetchall())

    def test_kept_answers_are_deleted_after_their_day(self, api, move_clock):
        post(api, DEPARTMENTS, {"name": "Quay"}, **{"Idempotency-Key": "k1"})
        assert keeping.purge(clock.now()) == 0
        assert keeping.purge(clock.now() + timedelta(hours=25)) == 1

    def test_a_key_that_is_too_long_is_400(self, api):
        assert post(api, DEPARTMENTS, {"name": "Quay"}, **{"Idempotency-Key": "k" * 256}).status_code == 400

    @pytest.mark.django_db(transaction=True)
    def test_many_at_once_take_effect_once(self):
        _, key = caller()
        token = keys.create(name="x", user=key.user)[1]
        start = threading.Barrier(6)
        codes: list[int] = []

        def send() -> None:
            client = Client(headers={"Authorization": f"Bearer {token}"})
            start.wait()
            codes.append(post(client, DEPARTMENTS, {"name": "Quay"}, **{"Idempotency-Key": "k1"}).status_code)
            connections.close_all()

        threads = [threading.Thread(target=send) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(codes) == 6 and set(codes) <= {201, 409} and 201 in codes
        assert Department.objects.count() == 1


class TestFeeds:
    def test_deletions_are_told_in_order(self, api, monkeypatch, move_clock):
        from ats.kernel.api import feeds
        from tests.integration.kernel import api_urls

        monkeypatch.setattr(feeds, "router", api_urls.router)
        rows = departments(5)
        for row in rows[:4]:
            with acting(None, "gone"):
                row.delete()
        move_clock(timedelta(seconds=1))
        first = api.get("/api/v1/deletions/?page_size=3").json()
        second = api.get(first["next"]).json()
        told = first["results"] + second["results"]
        assert [one["type"] for one in told] == ["department"] * 4 and second["next"] is None
        assert [set(one) for one in told] == [{"type", "id", "deleted_at"}] * 4
        after = told[1]["deleted_at"]
        assert len(api.get(f"/api/v1/deletions/?after={after}").json()["results"]) == 2

    def test_events_come_in_order_and_only_once(self, api):
        events = [an_event(f"x.{n}") for n in range(5)]
        first = api.get("/api/v1/events/?page_size=3").json()
        second = api.get(first["next"]).json()
        assert [row["id"] for row in first["results"] + second["results"]] == [str(event.id) for event in events]
        assert second["next"] is None
        later = an_event("x.later")
        again = api.get(f"/api/v1/events/?cursor={second['cursor']}").json()
        assert [row["id"] for row in again["results"]] == [str(later.id)]
        assert [row["type"] for row in api.get("/api/v1/events/?type=x.2").json()["results"]] == ["x.2"]

    @pytest.mark.django_db(transaction=True)
    def test_an_event_that_commits_late_is_not_skipped(self):
        """The slow transaction takes the lower number and commits after the quick one was read."""
        api, _ = caller()
        took, may_commit = threading.Event(), threading.Event()

        def slow() -> None:
            with transaction.atomic():
                an_event("x.slow")
                took.set()
                may_commit.wait(20)
            connections.close_all()

        thread = threading.Thread(target=slow)
        thread.start()
        assert took.wait(20)
        an_event("x.quick")
        before = api.get("/api/v1/events/").json()
        may_commit.set()
        thread.join()
        after = api.get(f"/api/v1/events/?cursor={before['cursor']}").json()
        assert [row["type"] for row in before["results"] + after["results"]] == ["x.slow", "x.quick"]

    @pytest.mark.django_db(transaction=True)
    def test_a_deletion_that_commits_late_is_not_skipped(self, monkeypatch, move_clock):
        """The slow transaction deletes first and commits after the quick one's was asked for."""
        from ats.kernel.api import feeds
        from tests.integration.kernel import api_urls

        monkeypatch.setattr(feeds, "router", api_urls.router)
        api, _ = caller()
        slow_row, quick_row = departments(2)
        deleted, may_commit = threading.Event(), threading.Event()

        def slow() -> None:
            with transaction.atomic():
                slow_row.delete()
                deleted.set()
                may_commit.wait(20)
            connections.close_all()

        slow_id, quick_id = str(slow_row.pk), str(quick_row.pk)
        thread = threading.Thread(target=slow)
        thread.start()
        assert deleted.wait(20)
        time.sleep(0.6)  # of the database's own time: more than clocks may differ
        quick_row.delete()
        before = api.get("/api/v1/deletions/").json()
        may_commit.set()
        thread.join()
        move_clock(timedelta(seconds=1))
        after = api.get(f"/api/v1/deletions/?cursor={before['cursor']}").json()
        assert [row["id"] for row in before["results"] + after["results"]] == [slow_id, quick_id]

    def test_the_feeds_ask_for_their_permission(self):
        reader, _ = caller(CorePermission.ORGANISATION_VIEW)
        assert reader.get("/api/v1/events/").status_code == 403
        assert reader.get("/api/v1/deletions/").status_code == 403

    @pytest.mark.parametrize("cursor", ["x", "W10", "WyJhIl0", "é"])
    def test_a_foreign_cursor_is_400(self, api, cursor):
        assert api.get(f"/api/v1/events/?cursor={cursor}").status_code == 400
        assert api.get(f"/api/v1/deletions/?cursor={cursor}").status_code == 400

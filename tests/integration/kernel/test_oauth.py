"""OAuth 2.0 client credentials: what a client gets for its secret, and how far a token carries."""

import base64
import time
import uuid
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from oauth2_provider.models import AccessToken

from ats.kernel import clock
from ats.kernel.access import KernelPermission, Role, Scope
from ats.kernel.api import keys, limits, rotation
from ats.kernel.api.models import ApiKey, Kind
from ats.kernel.api.oauth import tokens
from ats.kernel.api.permissions import ApiPermission
from ats.permissions import CorePermission
from tests.factories.ats import user_with

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("IS-1.3")]
TOKEN, DEPARTMENTS, JOBS = "/o/token/", "/api/v1/departments/", "/api/v1/jobs/"
ALL = [CorePermission.ORGANISATION_VIEW, CorePermission.JOBS_VIEW, ApiPermission.EVENTS_VIEW]


@pytest.fixture(autouse=True)
def fresh_limits(settings):
    """Each test comes from an address of its own, as far as the counter knows."""
    settings.SECRET_KEY = uuid.uuid4().hex * 2


def a_client(*permissions, **fields) -> tuple[ApiKey, str, str]:
    """An OAuth client with its id and secret."""
    user = user_with(*(permissions or ALL), scope=Scope.ALL)
    key, token = keys.create(name="HR system", user=user, kind=Kind.OAUTH_CLIENT, **fields)
    return key, *token.split(".")


def ask(name, secret, **said):
    """By HTTP Basic, as RFC 6749 recommends."""
    shown = base64.b64encode(f"{name}:{secret}".encode()).decode()
    body = {"grant_type": "client_credentials", **said}
    return Client().post(TOKEN, body, headers={"Authorization": f"Basic {shown}"})


def bearer(token) -> Client:
    return Client(headers={"Authorization": f"Bearer {token}"})


def a_token(*permissions, scope="", **fields) -> tuple[ApiKey, Client]:
    key, name, secret = a_client(*permissions, **fields)
    return key, bearer(ask(name, secret, **({"scope": scope} if scope else {})).json()["access_token"])


class TestToken:
    def test_a_secret_buys_a_token_that_opens_the_api(self):
        _, name, secret = a_client()
        answer = ask(name, secret)
        assert answer.status_code == 200, answer.content
        told = answer.json()
        assert (told["token_type"], told["expires_in"]) == ("Bearer", 1800) and "refresh_token" not in told
        assert answer["Cache-Control"] == "private, no-store" or "no-store" in answer["Cache-Control"]
        assert bearer(told["access_token"]).get(DEPARTMENTS).status_code == 200

    @pytest.mark.parametrize("path", ["/o/token/", "/o/token"])
    def test_in_the_body_too_and_without_the_slash(self, client, path):
        _, name, secret = a_client()
        body = {"grant_type": "client_credentials", "client_id": name, "client_secret": secret}
        assert client.post(path, body).status_code == 200

    def test_no_secret_and_no_token_is_kept(self):
        key, name, secret = a_client()
        token = ask(name, secret).json()["access_token"]
        row = AccessToken.objects.get()
        assert row.token == "" and token not in str(AccessToken.objects.values().get())
        assert secret not in str(ApiKey.objects.values().get())
        assert row.application == key and len(token) >= 43

    @pytest.mark.parametrize(
        ("said", "error"),
        [
            ({"grant_type": "password", "username": "x", "password": "y"}, "unsupported_grant_type"),
            ({"grant_type": "authorization_code", "code": "x"}, "unsupported_grant_type"),
            ({"grant_type": "refresh_token", "refresh_token": "x"}, "unsupported_grant_type"),
            ({"scope": "departments:read pirates:read"}, "invalid_scope"),
            ({"scope": "everything"}, "invalid_scope"),
        ],
    )
    def test_other_grants_and_unknown_scopes_are_refused(self, said, error):
        _, name, secret = a_client()
        answer = ask(name, secret, **said)
        assert (answer.status_code, answer.json()["error"]) == (400, error)
        assert not AccessToken.objects.exists()

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda name, secret: (name, secret[:-1] + ("A" if secret[-1] != "A" else "B")),
            lambda name, secret: (name, ""),
            lambda name, secret: (uuid.uuid4().hex, secret),
            lambda name, secret: ("ü", secret),
            lambda name, secret: ("", ""),
            lambda name, secret: (name, f"{secret}.x"),
        ],
    )
    def test_a_wrong_secret_buys_nothing(self, spoil):
        _, name, secret = a_client()
        answer = ask(*spoil(name, secret))
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
        assert not AccessToken.objects.exists()

    @pytest.mark.parametrize("header", ["Basic", "Basic !", "Basic eA==", "Digest x", "Basic w7w="])
    def test_a_spoilt_header_is_refused(self, client, header):
        _, name, secret = a_client()
        body = {"grant_type": "client_credentials", "client_id": name, "client_secret": secret}
        assert client.post(TOKEN, body, headers={"Authorization": header}).status_code == 401

    def test_credentials_in_the_address_are_refused(self, client):
        _, name, secret = a_client()
        address = f"{TOKEN}?grant_type=client_credentials&client_id={name}&client_secret={secret}"
        assert client.post(address).status_code in (400, 401) and client.get(address).status_code == 405

    def test_a_key_buys_no_token_and_a_client_is_no_key(self):
        key, token = keys.create(name="x", user=user_with(*ALL))
        assert ask(*token.split(".")).status_code == 401
        _, name, secret = a_client()
        assert bearer(f"{name}.{secret}").get(DEPARTMENTS).status_code == 401
        assert bearer(token).get(DEPARTMENTS).status_code == 200 and key.kind == Kind.KEY

    @pytest.mark.parametrize(
        "path", ["/o/authorize/", "/o/register/", "/o/applications/", "/o/introspect/", "/o/device/"]
    )
    def test_none_of_the_librarys_other_pages_is_served(self, client, path):
        assert client.post(path).status_code in (403, 404)


class TestLife:
    def test_a_token_is_short_lived(self, settings):
        _, api = a_token()
        assert AccessToken.objects.get().expires - datetime.now(UTC) <= timedelta(seconds=settings.OAUTH_TOKEN_SECONDS)
        with time_machine.travel(datetime.now(UTC) + timedelta(seconds=settings.OAUTH_TOKEN_SECONDS - 600)):
            assert api.get(DEPARTMENTS).status_code == 200
        with time_machine.travel(datetime.now(UTC) + timedelta(seconds=settings.OAUTH_TOKEN_SECONDS + 1)):
            assert api.get(DEPARTMENTS).status_code == 401

    def test_the_products_clock_lengthens_no_token_and_ends_none(self, move_clock):
        _, api = a_token()
        move_clock(timedelta(days=30))
        assert api.get(DEPARTMENTS).status_code == 200

    def test_tokens_end_at_once_with_their_user(self):
        key, api = a_token()
        key.user.is_active = False
        key.user.save()
        assert api.get(DEPARTMENTS).status_code == 401

    def test_tokens_end_at_once_with_their_client(self):
        key, api = a_token()
        keys.revoke(key=key, by=None, at=clock.now())
        assert api.get(DEPARTMENTS).status_code == 401
        key, api = a_token()
        ApiKey.objects.filter(pk=key.pk).update(expires_at=datetime.now(UTC))
        assert api.get(DEPARTMENTS).status_code == 401

    @pytest.mark.parametrize("deed", ["end the overlap", "rotate without one", "rotate with one"])
    def test_tokens_end_at_once_with_the_secret_that_bought_them(self, deed):
        """Whoever stole the secret may hold a token; while both secrets are good, no call fails."""
        key, api = a_token()
        spans = {"end the overlap": timedelta(days=1), "rotate without one": timedelta(0)}
        rotation.rotate(key=key, by=None, at=clock.now(), overlap=spans.get(deed, timedelta(days=1)))
        if deed == "end the overlap":
            rotation.end_overlap(key=key, by=None, at=clock.now())
        assert api.get(DEPARTMENTS).status_code == (200 if deed == "rotate with one" else 401)

    def test_whoever_is_over_buys_none(self):
        key, name, secret = a_client()
        key.user.is_active = False
        key.user.save()
        assert ask(name, secret).status_code == 401

    def test_expired_ones_are_deleted(self):
        a_token()
        assert tokens.purge(clock.now()) == 0 and tokens.next_due() > clock.now()
        AccessToken.objects.update(expires=datetime.now(UTC))
        assert tokens.purge(clock.now()) == 1 and tokens.next_due() is None


class TestScopes:
    def test_without_scopes_a_token_does_what_the_role_allows(self):
        _, api = a_token(CorePermission.ORGANISATION_VIEW)
        assert api.get(DEPARTMENTS).status_code == 200
        assert api.get("/api/v1/events/").status_code == 403

    def test_a_token_has_its_clients_scopes_and_may_ask_for_fewer(self):
        _, api = a_token(scopes=["departments:read"])
        assert (api.get(DEPARTMENTS).status_code, api.get(JOBS).status_code) == (200, 403)
        _, api = a_token(scope="jobs:read")
        assert (api.get(DEPARTMENTS).status_code, api.get(JOBS).status_code) == (403, 200)

    def test_a_token_asks_for_no_more_than_its_client_has(self):
        _, name, secret = a_client(scopes=["departments:read"])
        assert ask(name, secret, scope="departments:read jobs:read").json()["error"] == "invalid_scope"
        assert ask(name, secret, scope="departments:read").json()["scope"] == "departments:read"

    def test_a_token_loses_what_its_client_loses(self):
        key, api = a_token(scope="jobs:read")
        ApiKey.objects.filter(pk=key.pk).update(scopes=["departments:read"])
        assert (api.get(DEPARTMENTS).status_code, api.get(JOBS).status_code) == (403, 403), "neither named nor held"

    def test_a_narrow_token_writes_nothing(self):
        _, api = a_token(scopes=["departments:read"])
        answer = api.post(f"{JOBS}", {"name": "x"}, content_type="application/json")
        assert answer.status_code == 403 and "jobs:write" in answer.json()["detail"]


class TestLimits:
    @pytest.fixture(autouse=True)
    def in_the_midst_of_a_minute(self, monkeypatch):
        """A minute that ends between two requests would give both a fresh budget."""
        now = time.time() // limits.WINDOW * limits.WINDOW + limits.WINDOW / 2
        monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: now, monotonic=time.monotonic))

    def test_token_requests_count_for_their_address(self, settings):
        settings.API_RATE_PER_MINUTE = 3
        _, name, secret = a_client()
        answers = [ask(name, "wrong") for _ in range(3)] + [ask(name, secret)]
        assert [answer.status_code for answer in answers] == [401, 401, 401, 429], "guesses end before the right one"
        assert answers[0]["RateLimit-Remaining"] == "2" and 1 <= int(answers[-1]["Retry-After"]) <= 60
        assert answers[-1]["Content-Type"] == "application/problem+json"

    def test_failed_keys_and_failed_secrets_count_together(self, settings, client):
        settings.API_RATE_PER_MINUTE = 2
        for _ in range(2):
            assert bearer("x.y").get(DEPARTMENTS).status_code == 401
        assert ask("x", "y").status_code == 429

    def test_all_tokens_of_a_client_share_one_budget(self, settings):
        _, name, secret = a_client()
        one, other = (bearer(ask(name, secret).json()["access_token"]) for _ in range(2))
        _, third = a_token()
        settings.API_RATE_PER_MINUTE = 2
        answers = [api.get(DEPARTMENTS) for api in (one, other, one)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert [answer["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
        assert "Retry-After" in answers[-1] and third.get(DEPARTMENTS).status_code == 200, "others have their own"

    def test_an_idempotency_key_is_known_again_under_the_next_token(self):
        _, name, secret = a_client(CorePermission.TASKS_VIEW, *ALL, KernelPermission.ADMIN_CONFIGURE)
        one, other = (bearer(ask(name, secret).json()["access_token"]) for _ in range(2))
        first, again = (
            api.post("/api/v1/tasks/", {"title": "Once"}, "application/json", headers={"Idempotency-Key": "k"})
            for api in (one, other)
        )
        assert first.status_code == 201, first.content
        assert again.json() == first.json() and again["Idempotent-Replayed"] == "true"


class TestCommand:
    def test_its_last_line_is_a_client_that_works(self, capsys):
        Role.objects.create(key="integrator", name="Integrator", permissions=[str(p) for p in ALL])
        call_command(
            "oauthclient", "create", "--name", "HR", "--role", "integrator", "--scopes", "jobs:read,events:read"
        )
        name, secret = capsys.readouterr().out.strip().splitlines()[-1].split(".")
        told = ask(name, secret).json()
        assert told["scope"] == "events:read jobs:read"
        assert bearer(told["access_token"]).get(JOBS).status_code == 200
        call_command("oauthclient", "list")
        assert "HR" in capsys.readouterr().out
        call_command("oauthclient", "revoke", name)
        assert ask(name, secret).status_code == 401

    def test_each_command_knows_its_own_kind(self):
        key, _, _ = a_client()
        with pytest.raises(CommandError, match="There is no such id"):
            call_command("apikey", "revoke", str(key.pk))
        with pytest.raises(CommandError, match="There is no such id"):
            call_command("oauthclient", "revoke", "nonsense")
        with pytest.raises(CommandError, match="pirates:read"):
            call_command("oauthclient", "create", "--name", "x", "--role", "y", "--scopes", "pirates:read")


def test_a_clients_secret_rotates_with_overlap():
    key, name, secret = a_client()
    fresh = rotation.rotate(key=key, by=None, at=clock.now(), overlap=timedelta(days=1)).split(".")[1]
    assert ask(name, secret).status_code == ask(name, fresh).status_code == 200
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1, seconds=1)):
        assert (ask(name, secret).status_code, ask(name, fresh).status_code) == (401, 200)

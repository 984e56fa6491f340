"""Signing in by OpenID Connect, against a provider of our own on a real port: code, PKCE, signature, nonce, address."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client

from ats.actions import first_day, invitations
from ats.kernel import clock
from ats.kernel.access import Role
from ats.kernel.audit.models import AuditEntry
from ats.kernel.privacy import fields
from ats.models import User
from tests.factories.ats import AT, user_in_role

pytestmark = pytest.mark.django_db


def encoded(data):
    return (
        base64.urlsafe_b64encode(data if isinstance(data, bytes) else json.dumps(data).encode()).rstrip(b"=").decode()
    )


class OwnProvider:
    """Says yes to everybody, as `claims` tell it to; `spoil` breaks the token that it gives."""

    def __init__(self):
        self.key, self.codes = rsa.generate_private_key(65537, 2048), {}
        self.claims = {"sub": "u-1", "email": "Maya@Example.org", "email_verified": True}
        self.names = {"given_name": "Maya", "family_name": "Lindqvist"}
        self.spoil = lambda header, claims, key: (header, claims, key)
        self.asked = []
        own = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path.startswith("/moved"):
                    self.send_response(302)
                    self.send_header("Location", own.issuer + self.path.removeprefix("/moved"))
                    self.end_headers()
                else:
                    own.answer(self, own.about(self.path))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                own.answer(self, own.token({k: v[0] for k, v in parse_qs(body).items()}, self.headers))

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, request, found):
        content = json.dumps(found or {"error": "invalid_grant"}).encode()
        request.send_response(200 if found else 400)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    def about(self, path):
        if path == "/.well-known/openid-configuration":
            ends = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
            return {"issuer": self.issuer} | {name: self.issuer + end for name, end in ends.items()}
        numbers = self.key.public_key().public_numbers()
        n, e = numbers.n.to_bytes(256, "big"), numbers.e.to_bytes(3, "big")
        return {"keys": [{"kty": "RSA", "use": "sig", "kid": "k1", "n": encoded(n), "e": encoded(e)}]}

    def authorize(self, address):
        """What the browser does there: the person agrees, and is sent back with a code."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert query["code_challenge_method"] == "S256"
        assert set(query["scope"].split()) == {"openid", "email", "profile"}
        assert query["redirect_uri"] == "http://localhost:8000/accounts/company/back/"
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        return f"{urlsplit(query['redirect_uri']).path}?code={code}&state={query['state']}"

    def token(self, body, headers):
        query = self.codes.pop(body.get("code"), None)
        digest = hashlib.sha256(body.get("code_verifier", "").encode()).digest()
        basic = base64.b64encode(b"waymark:a%20secret").decode()
        if query is None or encoded(digest) != query["code_challenge"] or headers["Authorization"] != f"Basic {basic}":
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": "waymark", "exp": now + 300, "iat": now, "nonce": query["nonce"]}
        header, claims, key = self.spoil(
            {"alg": "RS256", "kid": "k1"}, {**claims, **self.claims, **self.names}, self.key
        )
        message = f"{encoded(header)}.{encoded(claims)}"
        signature = key.sign(message.encode(), padding.PKCS1v15(), SHA256()) if key else b""
        return {"access_token": "x", "token_type": "Bearer", "id_token": f"{message}.{encoded(signature)}"}


@pytest.fixture(scope="module")
def servers():
    own = OwnProvider()
    yield own
    own.server.shutdown()


@pytest.fixture
def company(servers, settings):
    servers.claims = {"sub": "u-1", "email": "Maya@Example.org", "email_verified": True}
    servers.spoil = lambda header, claims, key: (header, claims, key)
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = servers.issuer, "waymark", "a secret"
    first_day.prepare(at=AT)
    return servers


def come(client, company):
    away = client.get("/accounts/company/")
    assert away.status_code == 302, away.content
    return client.get(company.authorize(away["Location"]))


def test_who_is_here_comes_in_by_the_verified_address(client, company):
    maya = user_in_role("recruiter", email="maya@example.org")
    assert "Sign in with your company account" in client.get("/accounts/login/").content.decode()
    assert come(client, company)["Location"] == "/"
    assert client.get("/").context["user"] == maya
    assert maya.usersession_set.count() == 1
    assert not SocialAccount.objects.exists()
    assert AuditEntry.objects.get(deed="person.signed_in_by_company_account").actor_id == maya.pk


def test_who_has_a_second_factor_is_asked_for_it(client, company):
    maya = user_in_role("recruiter", email="maya@example.org")
    Authenticator.objects.create(user=maya, type="totp", data={"secret": fields.encrypt("JBSWY3DPEHPK3PXP")})
    assert come(client, company)["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/candidates/").status_code == 302


def test_an_open_invitation_counts_as_accepted(client, company):
    admin = user_in_role("admin")
    roles = [Role.objects.get(key="recruiter")]
    row = invitations.invite(email="maya@example.org", roles=roles, by=admin, at=clock.now())
    assert come(client, company)["Location"] == "/"
    row.refresh_from_db()
    assert row.accepted_at is not None
    assert client.get("/candidates/").status_code == 200
    assert User.objects.get(email="maya@example.org").name == "Maya Lindqvist"


def test_strangers_stay_outside_unless_a_role_is_set_for_them(client, company, settings):
    answer = come(client, company)
    assert answer.status_code == 403
    assert "Ask an administrator to invite you" in answer.content.decode()
    assert not User.objects.exists()
    (entry,) = AuditEntry.objects.filter(deed="person.sign_in_refused")
    assert (entry.outcome, entry.codes) == ("refused", {"way": "openid_connect", "reason": "nobody-here"})
    settings.OIDC_NEW_PEOPLE_ROLE = "interviewer"
    assert come(Client(), company)["Location"] == "/"
    (person,) = User.objects.all()
    assert [each.role.key for each in person.role_assignments.all()] == ["interviewer"]


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_is_not_verified_is_nobodys(client, company, verified):
    user_in_role("recruiter", email="maya@example.org")
    company.claims["email_verified"] = verified
    assert come(client, company).status_code == 403
    assert client.get("/candidates/").status_code == 302


def test_who_left_stays_outside(client, company):
    user_in_role("recruiter", email="maya@example.org", is_active=False)
    assert come(client, company).status_code == 403
    assert client.get("/candidates/").status_code == 302


def test_a_program_does_not_come_in_like_a_person(client, company, settings):
    settings.OIDC_NEW_PEOPLE_ROLE = "interviewer"
    user_in_role("recruiter", email="maya@example.org", is_service=True)
    assert come(client, company).status_code == 403
    assert User.objects.count() == 1


OTHER = rsa.generate_private_key(65537, 2048)
SPOILT = {
    "another key": lambda h, c, k: (h, c, OTHER),
    "no signature": lambda h, c, k: ({**h, "alg": "none"}, c, None),
    "a symmetric algorithm": lambda h, c, k: ({**h, "alg": "HS256"}, c, k),
    "an unknown key": lambda h, c, k: ({**h, "kid": "k2"}, c, k),
    "another issuer": lambda h, c, k: (h, {**c, "iss": "https://evil.example"}, k),
    "another audience": lambda h, c, k: (h, {**c, "aud": "somebody"}, k),
    "several audiences": lambda h, c, k: (h, {**c, "aud": ["waymark", "somebody"]}, k),
    "too old": lambda h, c, k: (h, {**c, "exp": c["iat"] - 3600}, k),
    "from the future": lambda h, c, k: (h, {**c, "iat": c["iat"] + 3600}, k),
    "another nonce": lambda h, c, k: (h, {**c, "nonce": "replayed"}, k),
    "no nonce": lambda h, c, k: (h, {name: c[name] for name in c if name != "nonce"}, k),
    "no end": lambda h, c, k: (h, {name: c[name] for name in c if name != "exp"}, k),
    "no subject": lambda h, c, k: (h, {**c, "sub": ""}, k),
    "a critical extension": lambda h, c, k: ({**h, "crit": ["x"]}, c, k),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_token_that_is_not_exactly_right_lets_nobody_in(client, company, how):
    user_in_role("recruiter", email="maya@example.org")
    company.spoil = SPOILT[how]
    assert come(client, company).status_code == 403
    assert client.get("/candidates/").status_code == 302


def test_an_answer_that_was_not_asked_for_is_refused(client, company):
    """A link with somebody else's code signs no victim in as them."""
    user_in_role("recruiter", email="maya@example.org")
    theirs = company.authorize(Client().get("/accounts/company/")["Location"])
    assert client.get(theirs).status_code == 403
    back = company.authorize(client.get("/accounts/company/")["Location"])
    assert client.get(back.replace("state=", "state=x")).status_code == 403
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 403


def test_who_changes_their_mind_is_told_so(client, company):
    back = company.authorize(client.get("/accounts/company/")["Location"])
    state = parse_qs(urlsplit(back).query)["state"][0]
    answer = client.get(f"/accounts/company/back/?error=access_denied&state={state}")
    assert answer.status_code == 403
    assert "did not finish" in answer.content.decode()


def test_the_pages_own_query_changes_nothing_of_what_is_asked(client, company):
    evil = "auth_params=redirect_uri%3Dhttps://evil.example/&scope=admin&process=connect&next=https://evil.example/"
    user_in_role("recruiter", email="maya@example.org")
    back = company.authorize(client.get(f"/accounts/company/?{evil}")["Location"])
    assert client.get(back)["Location"] == "/"


@pytest.mark.parametrize("page", ["3rdparty/", "3rdparty/signup/", "social/signup/", "oidc/company/login/"])
def test_the_librarys_own_pages_are_closed(client, company, page):
    assert client.get(f"/accounts/{page}").status_code == 404


def test_a_provider_that_is_away_is_said(client, company, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    answer = client.get("/accounts/company/")
    assert answer.status_code == 403
    assert "does not answer" in answer.content.decode()
    settings.OIDC_ISSUER = f"{company.issuer}/moved"
    assert client.get("/accounts/company/").status_code == 403
    settings.OIDC_ISSUER = "http://provider.example"
    assert client.get("/accounts/company/").status_code == 403


def test_without_a_provider_there_is_no_such_page(client):
    assert client.get("/accounts/company/").status_code == 404
    assert client.get("/accounts/company/back/").status_code == 404

"""Signing in by SAML 2.0, against a directory of our own: signature, audience, recipient, time, question, address."""

import base64
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Names
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Tools

from ats.actions import first_day, invitations
from ats.kernel import clock
from ats.kernel.access import Role
from ats.kernel.audit.models import AuditEntry
from ats.models import User
from tests.factories.ats import AT, user_in_role

pytestmark = pytest.mark.django_db

ENTITY = "https://directory.example/saml"
HERE = "http://localhost:8000/accounts/company/saml"
ASSERTION = """<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{id}" Version="2.0" IssueInstant="{now}">
<saml:Issuer>{issuer}</saml:Issuer><saml:Subject><saml:NameID Format="{format}">{name_id}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
<saml:SubjectConfirmationData {asked} {recipient} NotOnOrAfter="{until}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{since}" NotOnOrAfter="{until}">{audience}</saml:Conditions>
<saml:AuthnStatement AuthnInstant="{now}"><saml:AuthnContext><saml:AuthnContextClassRef>
urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
{attributes}</saml:Assertion>"""
RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{id}" Version="2.0" IssueInstant="{now}"
Destination="{destination}" {question}><saml:Issuer>{issuer}</saml:Issuer><samlp:Status>
<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{assertion}</samlp:Response>"""
METADATA = """<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity}">
<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing">
<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>{certificate}
</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService
Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://directory.example/sso?tenant=1"/>
</md:IDPSSODescriptor></md:EntityDescriptor>"""


class Pair:
    """A key and a certificate for it, as PEM."""

    def __init__(self):
        key = rsa.generate_private_key(65537, 2048)
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "directory.example")])
        now = datetime.now(UTC)
        made = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=30))
            .sign(key, hashes.SHA256())
        )
        form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        self.key = key.private_bytes(serialization.Encoding.PEM, *form).decode()
        self.certificate = made.public_bytes(serialization.Encoding.PEM).decode()


OURS, FOREIGN = Pair(), Pair()


def instant(seconds):
    return (datetime.now(UTC) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def attributes(**values):
    rows = "".join(
        f'<saml:Attribute Name="{name}"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>'
        for name, value in values.items()
    )
    return f"<saml:AttributeStatement>{rows}</saml:AttributeStatement>" if values else ""


def signed(text, pair=OURS, by=Names.RSA_SHA256, digest=Names.SHA256):
    done = Tools.add_sign(text, pair.key, pair.certificate, False, by, digest)
    return done.decode() if isinstance(done, bytes) else done


def facts(question):
    return {
        "id": f"a{time.time_ns()}",
        "now": instant(0),
        "since": instant(-60),
        "until": instant(300),
        "issuer": ENTITY,
        "format": "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
        "name_id": "u-1",
        "asked": f'InResponseTo="{question}"',
        "recipient": f'Recipient="{HERE}/acs/"',
        "audience": f"<saml:AudienceRestriction><saml:Audience>{HERE}/metadata/</saml:Audience></saml:AudienceRestriction>",
        "attributes": attributes(email="Maya@Example.org", firstName="Maya", lastName="Lindqvist"),
        "destination": f"{HERE}/acs/",
        "question": f'InResponseTo="{question}"',
    }


def answer_to(asked_as, sign=signed, sign_all=str, **changes):
    """What the directory sends: base64 of a response whose assertion is signed."""
    told = facts(asked_as) | changes
    assertion = sign(ASSERTION.format(**told))
    response = RESPONSE.format(**{**told, "id": f"r{told['id']}"}, assertion=assertion)
    return base64.b64encode(sign_all(response).encode()).decode()


def asked_by(client):
    """The id of the question with which the browser is sent away."""
    away = client.get("/accounts/company/saml/")
    assert away.status_code == 302, away.content
    query = parse_qs(urlsplit(away["Location"]).query)
    return ElementTree.fromstring(Tools.decode_base64_and_inflate(query["SAMLRequest"][0])).get("ID")


def bring(client, answer):
    """Another site makes the browser post the answer; it is taken up when the browser comes by itself."""
    kept = client.post("/accounts/company/saml/acs/", {"SAMLResponse": answer, "RelayState": "https://evil.example/"})
    return client.get(kept["Location"]) if kept.status_code == 302 else kept


def come(client, **changes):
    return bring(client, answer_to(asked_by(client), **changes))


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def directory(settings):
    settings.SAML_ENTITY_ID, settings.SAML_SSO_URL = ENTITY, "https://directory.example/sso"
    settings.SAML_CERTIFICATE, settings.SAML_LABEL = OURS.certificate, "Sign in by the directory"
    first_day.prepare(at=AT)


@pytest.fixture
def maya(directory):
    return user_in_role("recruiter", email="maya@example.org")


def test_who_is_here_comes_in_by_the_directory(client, maya):
    page = client.get("/accounts/login/").content.decode()
    assert "Sign in by the directory" in page
    assert "/accounts/company/saml/" in page
    assert come(client)["Location"] == "/"
    assert client.get("/").context["user"] == maya
    assert AuditEntry.objects.get(deed="person.signed_in_by_company_account").actor_id == maya.pk


def test_an_open_invitation_counts_as_accepted(client, directory):
    roles = [Role.objects.get(key="recruiter")]
    row = invitations.invite(email="maya@example.org", roles=roles, by=user_in_role("admin"), at=clock.now())
    assert come(client)["Location"] == "/"
    row.refresh_from_db()
    assert row.accepted_at is not None
    assert User.objects.get(email="maya@example.org").name == "Maya Lindqvist"


def test_the_address_may_be_the_name_or_an_attribute_of_ones_own(client, maya, settings):
    by_name = {"format": "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress", "name_id": "maya@example.org"}
    assert come(client, attributes="", **by_name)["Location"] == "/"
    settings.SAML_EMAIL_ATTRIBUTE = "post"
    other = Client()
    assert come(other).status_code == 403
    assert come(other, attributes=attributes(post="maya@example.org"))["Location"] == "/"


def test_who_left_and_who_is_unknown_stay_outside(client, directory):
    assert come(client).status_code == 403
    user_in_role("recruiter", email="maya@example.org", is_active=False)
    assert come(client).status_code == 403
    assert [entry.codes["way"] for entry in AuditEntry.objects.filter(deed="person.sign_in_refused")] == ["saml"] * 2


def two_assertions(text):
    """The signed one is there, and a forged one before it."""
    forged = ASSERTION.format(**facts("x") | {"attributes": attributes(email="maya@example.org")})
    return forged + signed(text)


def swapped(text):
    return signed(text.replace("Maya@Example.org", "tom@example.org")).replace("tom@example.org", "maya@example.org")


def commented(text):
    """A comment is not signed: whoever owns the longer address must not become the owner of the shorter one."""
    whole = signed(text.replace("Maya@Example.org", "maya@example.org.evil.example"))
    return whole.replace("maya@example.org.evil", "maya@example.org<!-- -->.evil")


SPOILT = {
    "a comment in the address": {"sign": commented},
    "unsigned": {"sign": str},
    "a foreign certificate": {"sign": lambda text: signed(text, FOREIGN)},
    "an old algorithm": {"sign": lambda text: signed(text, by=Names.RSA_SHA1, digest=Names.SHA1)},
    "changed afterwards": {"sign": swapped},
    "two assertions": {"sign": two_assertions},
    "only the envelope signed": {"sign": str, "sign_all": signed},
    "another audience": {
        "audience": "<saml:AudienceRestriction><saml:Audience>https://x</saml:Audience></saml:AudienceRestriction>"
    },
    "no audience": {"audience": ""},
    "another recipient": {"recipient": 'Recipient="https://other.example/acs/"'},
    "a longer recipient": {"recipient": f'Recipient="{HERE}/acs/x"'},
    "no recipient": {"recipient": ""},
    "another destination": {"destination": "https://other.example/acs/"},
    "another issuer": {"issuer": "https://evil.example/saml"},
    "too old": {"since": instant(-7200), "until": instant(-3600)},
    "another question": {"asked": 'InResponseTo="another"'},
    "no question signed": {"asked": ""},
    "no question": {"asked": "", "question": ""},
    "no address": {"attributes": attributes(firstName="Maya")},
    "an address that is not verified": {"attributes": attributes(email="maya@example.org", email_verified="false")},
}


@pytest.mark.parametrize("how", SPOILT)
def test_an_answer_that_is_not_exactly_right_lets_nobody_in(client, maya, how):
    assert come(client, **SPOILT[how]).status_code == 403
    assert client.get("/candidates/").status_code == 302


def test_an_answer_counts_once_and_in_one_browser(client, maya):
    answer = answer_to(asked_by(client))
    thief = Client()
    asked_by(thief)
    assert bring(thief, answer).status_code == 403
    assert bring(client, answer)["Location"] == "/"
    client.logout()
    assert bring(client, answer).status_code == 403
    assert client.get("/candidates/").status_code == 302


@pytest.mark.parametrize("answer", ["", "x", "bm90IHhtbA==", "x" * 140_000])
def test_what_is_no_answer_is_refused(client, maya, answer):
    asked_by(client)
    assert bring(client, answer).status_code == 403


def test_what_the_directory_is_told_about_us(client, directory):
    answer = client.get("/accounts/company/saml/metadata/", headers={"host": "127.0.0.1"})
    told = answer.content.decode()
    assert answer.status_code == 200
    assert f'Location="{HERE}/acs/"' in told
    assert f'entityID="{HERE}/metadata/"' in told
    assert "SingleLogoutService" not in told
    assert 'WantAssertionsSigned="true"' in told


def test_the_directory_may_tell_about_itself(client, maya, settings):
    certificate = "".join(OURS.certificate.splitlines()[1:-1])

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            content = METADATA.format(entity=ENTITY, certificate=certificate).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SAML_METADATA_URL = f"http://127.0.0.1:{server.server_port}/"
    assert come(client)["Location"] == "/"
    server.shutdown()
    settings.SAML_METADATA_URL = "http://127.0.0.1:9/"
    away = Client().get("/accounts/company/saml/")
    assert away.status_code == 403
    assert "does not answer" in away.content.decode()


def test_without_a_directory_there_are_no_such_pages(client):
    for page in ("", "acs/finish/", "metadata/", "sls/"):
        assert client.get(f"/accounts/company/saml/{page}").status_code == 404
    assert client.post("/accounts/company/saml/acs/", {"SAMLResponse": "x"}).status_code == 404


def test_the_directory_signs_nobody_out(client, directory):
    assert client.get("/accounts/company/saml/sls/").status_code == 404
    assert client.get("/accounts/company/saml/acs/").status_code == 405


def test_answers_from_one_address_are_counted(client, directory, settings):
    settings.SAML_ANSWERS_PER_MINUTE = 0
    assert bring(client, "x").status_code == 429

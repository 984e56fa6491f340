"""Fields that a caller of REST may not see: not shown, not taken, and not to be asked about, by key and by token alike.

Everybody here holds every permission over the whole company but for the two that open contact points and pay; what is
restricted nobody sees. The sighted, who hold those two as well, show that each question is one that could be answered.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from ats.kernel import catalogue
from ats.kernel.access import KernelPermission, Scope, every_permission
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.api import keys
from ats.kernel.api.models import Kind
from ats.kernel.api.router import router
from ats.models import Application, Candidate, CandidateEmail, CandidatePhone, CustomField, Job, Offer, OfferVersion
from tests.factories.ats import CandidatePhoneFactory, user_with
from tests.functional.matrix import bodies, rows, world
from tests.functional.matrix.addresses import Address, every_address
from tests.functional.matrix.drive import Drive, is_about_a_row, url_of
from tests.functional.standing import standing, undone
from tests.sample import THOROUGH, taken

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1200),
    pytest.mark.requirement("PF-3.6"),
    pytest.mark.requirement("IS-1.3"),
]
API = "/api/v1/"
GUARDED = (KernelPermission.PAY_VIEW, KernelPermission.CONTACT_VIEW)
ENTITIES = {"candidate": Candidate, "job": Job, "application": Application, "offer": Offer}
PHONE = "+351910000123"
AMOUNTS = (71357, 91357, 81357)
NEW_EMAIL, NEW_PHONE, NEW_PAY, NEW_WORD = "injected@leak.example", "+351910000999", 61234, "INJECTED"
TELLING = tuple(f"{API}{prefix}/" for prefix in ("candidates", "jobs", "offers"))  # they have all that there is to see
DOORS = ("key", "token")  # what sessions show is told by test_pay_leaks and the pages


@pytest.fixture(scope="module")
def world_of_secrets(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    with standing(django_db_blocker, build) as made:
        yield made


@pytest.fixture
def built(world_of_secrets: Any, settings: Any) -> Iterator[Any]:
    settings.API_RATE_PER_MINUTE = 1_000_000
    with undone():
        yield world_of_secrets


def build() -> Any:
    """The matrix' world, where each secret is a value that stands nowhere else."""
    with pytest.MonkeyPatch.context() as patched:
        for relation in ("own", "sibling", "foreign"):
            patched.setitem(rows.AMOUNTS, relation, AMOUNTS)
        made = world.build()
    for entity, model in ENTITIES.items():
        values = {}
        for level in ("personal", "pay", "restricted"):
            CustomField.objects.create(entity=entity, key=f"x_{level}", label=level, type="text", sensitivity=level)
            values[f"x_{level}"] = f"SECRET-{level.upper()}"
        for row in model.objects.all():
            model.objects.filter(pk=row.pk).update(custom_fields={**row.custom_fields, **values})
    CandidatePhoneFactory(candidate=Candidate.objects.get(pk=made.id_of("candidate", "own")), value=PHONE)
    return made


def caller(door: str, *, sighted: bool = False) -> Client:
    held = [each for each in every_permission() if sighted or each not in GUARDED]
    user = user_with(*held, scope=Scope.ALL)
    _, token = keys.create(name="x", user=user, kind=Kind.KEY if door == "key" else Kind.OAUTH_CLIENT)
    if door == "token":
        name, secret = token.split(".")
        asked = {"grant_type": "client_credentials", "client_id": name, "client_secret": secret}
        token = Client().post("/o/token/", asked).json()["access_token"]
    return Client(headers={"Authorization": f"Bearer {token}"})


def secrets() -> dict[str, set[str]]:
    emails = {row.value for row in CandidateEmail.objects.all()}
    assert emails
    return {
        "contact": emails | {PHONE},
        "pay": {str(amount) for amount in AMOUNTS} | {"SECRET-PAY"},
        "personal": {"SECRET-PERSONAL"},
        "restricted": {"SECRET-RESTRICTED"},
    }


def learnt(answer: Any, known: dict[str, set[str]]) -> set[str]:
    """The kinds of secrets that stand in an answer; digits within some id mean nothing."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode(errors="ignore") + str(dict(answer.headers))
    return {kind for kind, values in known.items() if any(_stands(value, text) for value in values)}


def _stands(value: str, text: str) -> bool:
    return re.search(rf"(?<![0-9a-f]){re.escape(value)}(?![0-9a-f])", text) is not None


def of_api(*methods: str) -> list[Address]:
    ours = [address for address in every_address() if address.path.startswith(API) and address.method in methods]
    return [address for address in ours if not address.path.startswith((f"{API}schema", f"{API}docs", f"{API}.*"))]


def reads(made: Any) -> Iterator[str]:
    """Every address that shows something, plain, since ever, and with everything inlined."""
    for address in of_api("GET"):
        for relation in ("own", "foreign") if is_about_a_row(address) else ("own",):
            url = url_of(address, made, relation)
            yield url
            yield f"{url}?updated_after=2000-01-01T00:00:00Z"
    for prefix, viewset, _ in router.registry:
        if inlined := ",".join(getattr(viewset.serializer_class, "expandable", {})):
            yield f"{API}{prefix}/?expand={inlined}"
            yield f"{API}{prefix}/?expand={inlined}&updated_after=2000-01-01T00:00:00Z"


@pytest.mark.parametrize("door", DOORS)
def test_what_may_not_be_seen_is_shown_nowhere(built, door):
    known, blind, sighted = secrets(), caller(door), caller(door, sighted=True)
    leaks, seen = [], set()
    for url in [each for each in reads(built) if each in TELLING or taken(f"{door} {_plain(each)}", 2)]:
        leaks += [f"{url} shows {kind}" for kind in learnt(blind.get(url), known)]
        seen |= learnt(sighted.get(url), known)
    assert leaks == []
    assert seen == {"contact", "pay", "personal"}, "the sighted see what there is, and nobody what is restricted"


def _plain(url: str) -> str:
    """An address without the ids in it, which are others each time."""
    return re.sub(r"[0-9a-f-]{36}", "", url)


def questions() -> Iterator[tuple[str, str, str]]:
    """Viewset's prefix, and the same question twice: by a value that there is, and by one that there is not."""
    email = CandidateEmail.objects.all()[0].value
    asked = [("email", email, "nobody@leak.example"), ("q", email, "nobody@leak.example"), ("q", PHONE, NEW_PHONE)]
    asked += [(name, PHONE, NEW_PHONE) for name in ("phone", "phone_numbers", "phone_numbers__value")]
    asked += [(name, email, NEW_EMAIL) for name in ("email_addresses", "email_addresses__value", "candidate__email")]
    for name in ("pay_min", "pay_max", "salary", "salary_amount", "pay_range", "versions__salary_amount"):
        asked += [(f"{name}{look}", str(AMOUNTS[0]), "1") for look in ("", "__gte")]
    asked += [("search", str(AMOUNTS[0]), "1"), ("q", str(AMOUNTS[0]), "99999999")]
    for level in ("personal", "pay", "restricted"):
        asked += [(f"custom_fields.x_{level}", f"SECRET-{level.upper()}", "nothing")]
    for prefix, _, _ in router.registry:
        for name, hit, miss in asked:
            yield prefix, f"{name}={hit}", f"{name}={miss}"
        for name in ("pay_min", "email_addresses__value", "custom_fields.x_pay"):
            for word in ("ordering", "sort"):
                yield prefix, f"{word}={name}", f"{word}=-{name}"


def conditions() -> Iterator[tuple[str, str, str]]:
    """Each guarded field of the catalogue, asked about by a condition."""
    for prefix, viewset, _ in router.registry:
        entity = getattr(getattr(viewset, "extra", None), "entity", "")
        for field in catalogue.reachable(entity) if entity else []:
            if field.sensitivity != Sensitivity.PUBLIC:
                for op in ("eq", "ne", "gt", "lt", "in", "contains", "is_set"):
                    yield prefix, *(_condition(field.key, op, value) for value in ("71357", "nothing"))


def _condition(key: str, op: str, value: str) -> str:
    said = [value] if op == "in" else value
    return f"condition={json.dumps({'field': key, 'op': op, 'value': said})}"


def told(client: Client, prefix: str, question: str) -> tuple[int, list[str]]:
    """The rows that the list names, in its order."""
    answer = client.get(f"{API}{prefix}/?{question.replace('+', '%2B')}")
    return answer.status_code, [row["id"] for row in answer.json().get("results", [])]


def test_no_filter_and_no_order_tells_what_may_not_be_seen(built):
    """The answer is the same whether there is such a value or not: the question is refused, or changes nothing."""
    blind = caller("token")
    asked = [*questions(), *conditions()]
    for prefix, hit, miss in [each for each in asked if taken(f"{each[0]} {each[1].split('=')[0]}", 3)]:
        assert told(blind, prefix, hit) == told(blind, prefix, miss), f"{prefix}: {hit}"


def test_the_sighted_may_ask_all_the_same(built):
    """Else the questions above would prove nothing."""
    sighted = caller("token", sighted=True)
    differing = {
        (prefix, hit.split("=")[0])
        for prefix, hit, miss in questions()
        if prefix in PLURALS.values()
        and (THOROUGH or hit.startswith(("email", "q", "custom_fields")))
        and told(sighted, prefix, hit) != told(sighted, prefix, miss)
    }
    custom = {(prefix, f"custom_fields.x_{level}") for prefix in PLURALS.values() for level in ("personal", "pay")}
    assert {("candidates", "email"), ("candidates", "q")} | custom <= differing
    assert not any("restricted" in name for _, name in differing)
    assert {prefix for prefix, _, _ in conditions()} == set(PLURALS.values())


PLURALS = {entity: f"{entity}s" for entity in ENTITIES}
INJECTED: dict[str, Any] = {
    "email_addresses": [{"value": NEW_EMAIL, "type": "personal"}],
    "phone_numbers": [{"value": NEW_PHONE, "type": "personal"}],
    "pay_range": {"min": str(NEW_PAY), "max": str(NEW_PAY), "currency": "EUR", "unit": "year"},
    "shows_pay": True,
    "salary": {"amount": str(NEW_PAY), "currency": "EUR", "unit": "year"},
    "bonus": NEW_WORD,
    "equity": NEW_WORD,
    **{f"custom_fields.x_{level}": NEW_WORD for level in ("personal", "pay", "restricted")},
}


def with_secret(body: dict[str, Any], name: str) -> dict[str, Any]:
    """`body`, saying `name` besides."""
    noun, _, key = name.partition(".")
    return {**body, noun: {**body.get(noun, {}), key: INJECTED[name]} if key else INJECTED[name]}


def kept() -> "Counter[str]":
    """Every secret that the tables hold, wherever it stands: a merge may move one."""
    found = [row.value for model in (CandidateEmail, CandidatePhone) for row in model.objects.all()]
    found += [str(pay) for pay in Job.objects.values_list("pay_min", "pay_max", "shows_pay") if any(pay)]
    found += [str(terms) for terms in OfferVersion.objects.values_list("salary_amount", "bonus", "equity")]
    for model in ENTITIES.values():
        for values in model.objects.values_list("custom_fields", flat=True):
            found += [f"{key}={value}" for key, value in values.items() if key.startswith("x_")]
    return Counter(found)


def writes(made: Any) -> Iterator[tuple[Address, str, str, dict[str, Any]]]:
    """Every operation that takes a body, with each secret in it, one at a time."""
    addresses = [each for each in of_api("POST", "PUT", "PATCH") if each.key not in bodies.UPLOADS]
    drive = Drive(addresses, made)
    for address in addresses:
        url = url_of(address, made, "own")
        body = drive.request(address, url, "own")["data"]
        for name in INJECTED:
            yield address, url, name, with_secret(body, name)


def test_no_write_takes_what_may_not_be_seen(built):
    """Refused, or passed over; what stood there stays, and no refusal says what it is."""
    known, blind, sighted = secrets(), caller("key"), caller("token", sighted=True)
    accepted: set[tuple[str, str]] = set()
    for address, url, name, body in writes(built):
        if not taken(f"{address} {name}", 3) and (address.key, name) not in TAKEN_BY_THE_SIGHTED:
            continue
        answer, before, after = written(blind, address, url, body)
        about = f"{address} with {name}: {answer.status_code}"
        assert answer.status_code < 500 and not learnt(answer, known), about
        assert not _has_new(after), about
        assert address.path in TAKES_ROWS_AWAY or not before - after, about
        if address.key in {key for key, _ in TAKEN_BY_THE_SIGHTED}:
            _, before, after = written(sighted, address, url, body)
            accepted |= {(address.key, name)} if _has_new(after - before) else set()
    assert accepted >= TAKEN_BY_THE_SIGHTED, TAKEN_BY_THE_SIGHTED - accepted
    assert not any("restricted" in name for _, name in accepted)


def _has_new(found: "Counter[str]") -> bool:
    return any(new in str(found) for new in (NEW_EMAIL, NEW_PHONE, str(NEW_PAY), NEW_WORD))


TAKES_ROWS_AWAY = {"/api/v1/imports/{pk}/rollback/"}  # the candidates that the import made
TAKEN_BY_THE_SIGHTED = {
    ("PATCH /api/v1/candidates/{pk}/", "email_addresses"),
    ("PATCH /api/v1/candidates/{pk}/", "phone_numbers"),
    ("PATCH /api/v1/candidates/{pk}/", "custom_fields.x_personal"),
    ("PATCH /api/v1/jobs/{pk}/", "custom_fields.x_pay"),
    ("PATCH /api/v1/applications/{pk}/", "custom_fields.x_personal"),
    ("PATCH /api/v1/offers/{pk}/", "custom_fields.x_pay"),
    ("POST /api/v1/offers/{pk}/versions/", "salary"),
}


def written(client: Client, address: Address, url: str, body: dict[str, Any]) -> tuple[Any, Any, Any]:
    """What the write answers, and the secrets before and after it; nothing of it stays."""
    with transaction.atomic():
        before = kept()
        answer = getattr(client, address.method.lower())(url, body, content_type="application/json")
        after = kept()
        transaction.set_rollback(True)
    return answer, before, after

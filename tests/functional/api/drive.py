"""Schemathesis over every operation: each example is a role, rows that exist (own, a sibling's, foreign) and a body that is
well meant, generated from its schema, or spoilt. Nothing is left of an example afterwards.

A drive doesn't stop at what it finds: `found` has every failure once, with the request that shows it.
"""

import traceback
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.signals import got_request_exception, request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as limits
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.transport import Response
from schemathesis.specs.openapi import checks as of_openapi

from ats.kernel.api import keys
from ats.kernel.api.schema import document
from tests.functional.api.exclusions import EXCLUDED, UNDRIVEN
from tests.functional.matrix import bodies
from tests.functional.matrix.drive import NOUNS, PARAMETERS
from tests.functional.matrix.world import RELATIONS, World

CHECKS = {
    check.__name__: check
    for check in (
        schemathesis.checks.not_a_server_error,
        of_openapi.status_code_conformance,
        of_openapi.content_type_conformance,
        of_openapi.response_headers_conformance,
        of_openapi.response_schema_conformance,
        of_openapi.ignored_auth,
    )
}
AUTH_PROBES = 3
"""So many good answers of an operation are asked for again without a key, and with a false one."""
MEANT, GENERATED, SPOILT = "meant", "generated", "spoilt"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
REFERENCES = {
    "owner": "user",
    "assigned_to": "user",
    "user": "user",
    "to": "user",
    "credited_to": "user",
    "interviewers": "panelist",
    "into": "candidate_free",
    "candidate": "candidate_free",
    "locations": "location",
    "kit": "kit",
    "interview": "interview_open",
    "deliveries": "kernel.webhookdelivery",
    "endpoint": "kernel.webhookendpoint",
    "requested_by": "user",
    "referred_by": "user",
    "interviewer": "panelist",
}
"""Which row a field of a body or a filter names, where the field's name isn't the noun."""


def load() -> Any:
    """The schema as this installation serves it, bound to the application in this process."""
    config = schemathesis.Config.from_dict({"generation": {"with-security-parameters": False}})
    schema = schemathesis.openapi.from_dict(document(settings.ROOT_URLCONF), config=config)
    schema.app = get_wsgi_application()
    return schema


def operations(schema: Any) -> list[Any]:
    """All of them, in order."""
    found = [result.ok() for result in schema.get_all_operations()]
    return sorted((one for one in found if one.label not in UNDRIVEN), key=lambda one: one.label)


@dataclass
class Drive:
    """`examples` of each operation, from `start` on (a seed)."""

    schema: Any
    world: World
    examples: int
    start: int = 1
    found: dict[str, str] = field(default_factory=dict)
    figures: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._strategies: dict[bool, dict[str, Any]] = {}
        self.tokens = {role: keys.create(name=role, user=user)[1] for role, user in self.world.users.items()}
        self._probed: Counter[str] = Counter()
        self._asked: dict[str, set[str]] = defaultdict(set)

    def go(self, operation: Any) -> None:
        """All examples of one operation."""
        self._strategies, self._asked = strategies(operation), defaultdict(set)

        @seed(f"{self.start} {operation.label}")
        @limits(
            max_examples=self.examples,
            database=None,
            derandomize=False,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(st.data())
        def one(data: Any) -> None:
            case, role = self._example(operation, data.draw)
            if first := self._not_yet(case, role):
                self._call(case, first)

        with one_connection():
            one()

    # --- an example ---------------------------------------------------------------------------------------------------
    def _example(self, operation: Any, draw: Any) -> tuple[Any, str]:
        """What is drawn is sent: choices that come to nothing would make two examples of the same request."""
        role, relation = draw(st.sampled_from(sorted(self.tokens))), draw(st.sampled_from(RELATIONS))
        of_rows = bool(operation.path_parameters) and draw(st.integers(0, 9)) > 0
        ways = self._strategies[of_rows]
        way = draw(st.sampled_from(sorted(ways)))
        case = draw(ways[way])
        if of_rows:
            case.path_parameters = self.rows_of(operation, relation)
        if way == MEANT:
            case.body = self._well_meant(operation, relation)
        elif isinstance(case.body, dict) and draw(st.booleans()):
            known = self._well_meant(operation, relation) if draw(st.booleans()) else {}
            case.body = known | {name: self._known(name, value, relation) for name, value in case.body.items()}
        if isinstance(case.query, dict):
            case.query = {name: self._known(name, value, relation) for name, value in case.query.items()}
        return case, role

    def _not_yet(self, case: Any, role: str) -> str | None:
        """The role that sends this request: the drawn one, or another if that has sent it before, since nothing is left of
        an example and the same request brings the same answer. None if all have."""
        told = (case.path_parameters, case.query, dict(case.headers), case.body)
        asked = self._asked[repr(told)]
        left = [each for each in sorted(self.tokens) if each not in asked]
        first = role if role in left or not left else left[0]
        asked.add(first)
        return first if left else None

    def _key(self, operation: Any) -> str:
        return str(operation.label).replace("{id}", "{pk}")

    def rows_of(self, operation: Any, relation: str) -> dict[str, Any]:
        """Ids for the address, of rows in the state that the deed asks for."""
        key = self._key(operation)
        fitting = [start for start in NOUNS if operation.path.startswith(start)]
        noun = bodies.API[key][0] if key in bodies.API else NOUNS[max(fitting, key=len)] if fitting else "nothing"
        names = [parameter.name for parameter in operation.path_parameters]
        return {name: self.world.id_of(PARAMETERS.get(name, noun) or noun, relation) for name in names}

    def _well_meant(self, operation: Any, relation: str) -> dict[str, Any]:
        """The body that the matrix of permissions sends to these rows."""
        known = bodies.API.get(self._key(operation))
        body = known[1](lambda noun: self.world.id_of(noun, relation)) if known else {}
        return {name: value.read() if isinstance(value, UploadedFile) else value for name, value in body.items()}

    def _known(self, name: str, value: Any, relation: str) -> Any:
        """A generated id is one that exists, where its field names a noun."""
        if isinstance(value, list):
            return [self._known(name, each, relation) for each in value]
        noun = REFERENCES.get(name, name)
        return self.world.ids[relation][noun] if _is_id(value) and noun in self.world.ids[relation] else value

    # --- calling and judging ------------------------------------------------------------------------------------------
    def _call(self, case: Any, role: str) -> None:
        headers = {"Authorization": f"Bearer {self.tokens[role]}"}
        raised: list[str] = []

        def note(**kwargs: Any) -> None:
            raised.append(traceback.format_exc(limit=-4))

        got_request_exception.connect(note)
        try:
            with transaction.atomic():
                answer = case.call(headers=headers)
                transaction.set_rollback(True)
            self.figures[f"answers {answer.status_code}"] += 1
            self._judge(case, answer, headers, role, raised)
        finally:
            got_request_exception.disconnect(note)

    def _judge(self, case: Any, answer: Response, headers: dict[str, str], role: str, raised: list[str]) -> None:
        label = case.operation.label
        left_out = set(EXCLUDED.get(label, ()))
        if answer.status_code < 300:
            self._probed[label] += 1
        if self._probed[label] > AUTH_PROBES:
            left_out.add("ignored_auth")
        try:
            case.validate_response(
                answer, checks=[check for name, check in CHECKS.items() if name not in left_out], headers=headers
            )
        except (Failure, FailureGroup) as failure:
            for each in getattr(failure, "exceptions", [failure]):
                told = f"{label} as {role}: {each}\n{case.as_curl_command()}\n{answer.text[:400]}\n{''.join(raised)}"
                self.found.setdefault(f"{label} {type(each).__name__} {str(each)[:160]}", told)


@contextmanager
def one_connection() -> Iterator[None]:
    """A request doesn't close the database connection: what it does is to be undone by the transaction around it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def strategies(operation: Any) -> dict[bool, dict[str, Any]]:
    """How an example of each way is drawn, its address too (False) or for one that is known (True).

    To build them takes longer than to draw from them. Where an operation takes nothing but its address, there is nothing
    else to spoil.
    """
    known = {"path_parameters": {parameter.name: "" for parameter in operation.path_parameters}}
    spoilable = operation.query or operation.headers or operation.body
    return {False: _ways(operation, spoilt=True), True: _ways(operation, spoilt=bool(spoilable), **known)}


def _ways(operation: Any, *, spoilt: bool, **given: Any) -> dict[str, Any]:
    good, bad = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
    ways = {GENERATED: operation.as_strategy(generation_mode=good, **given)}
    if spoilt:
        ways[SPOILT] = operation.as_strategy(generation_mode=bad, **given)
    if operation.body:
        ways[MEANT] = operation.as_strategy(generation_mode=good, body={}, **given)
    return ways


def _is_id(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(uuid.UUID(value))
    except ValueError:
        return False


def unserved(schema: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Methods that a path doesn't have: (method, path, one of its operations)."""
    for path, item in schema.raw_schema["paths"].items():
        for method in METHODS:
            if method.lower() not in item:
                yield method, path, item

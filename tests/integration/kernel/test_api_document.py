"""The API's document: valid OpenAPI 3.1, nothing left unsaid, and every example fits its shape."""

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator
from openapi_python_client.schema import OpenAPI
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from ats.events.interviews import InterviewScheduled
from ats.kernel.api.document import vocabulary
from ats.kernel.api.document.enums import names
from ats.kernel.api.document.hooks import every
from ats.kernel.api.schema import document
from ats.kernel.outbox import StoredEvent, emit
from ats.kernel.transfers.exports.registry import exporter
from ats.kernel.webhooks.laying_out import payload_of


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """The document, made anew, so that the library's warnings are heard."""
    document.cache_clear()
    GENERATOR_STATS.reset()
    made: dict[str, Any] = json.loads(json.dumps(document(settings.ROOT_URLCONF), default=str))
    return made


def test_it_is_valid_and_made_without_a_warning(told: dict[str, Any]) -> None:
    assert not GENERATOR_STATS, GENERATOR_STATS
    assert told["openapi"].startswith("3.1")
    validate_schema(told)
    OpenAPI.model_validate(told)


def test_a_key_a_token_or_a_session_will_do_each_by_itself(told: dict[str, Any]) -> None:
    ways = {json.dumps(operation["security"]) for operation in every(told)}
    assert ways == {'[{"key": []}, {"oauth": []}, {"session": []}]'}


def found(part: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    where: Any = told
    for step in part["$ref"].split("/")[1:] if "$ref" in part else ():
        where = where[step]
    return where if "$ref" in part else part


def contents(operation: dict[str, Any], told: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every body of an operation, in and out: what it is, and its media type's entry."""
    parts = {"body": operation.get("requestBody", {}), **operation["responses"]}
    for name, part in parts.items():
        for content in found(part, told).get("content", {}).values():
            yield name, content


def example(content: dict[str, Any], told: dict[str, Any]) -> Any:
    if "example" in content:
        return content["example"]
    return found(content["examples"]["usual"], told)["value"] if "examples" in content else None


def unsaid(told: dict[str, Any]) -> Iterator[str]:
    """What an operation, a parameter or a field doesn't say."""
    for operation in every(told):
        name = operation["operationId"]
        yield from (
            f"{name} has no {part}"
            for part in ("summary", "description", "tags", "security")
            if not operation.get(part)
        )
        good = {code: answer for code, answer in operation["responses"].items() if code < "300"}
        if not good or any(code != "204" and "content" not in answer for code, answer in good.items()):
            yield f"{name} has no answer with a shape"
        yield from (
            f"{name} {part} has no example" for part, one in contents(operation, told) if example(one, told) is None
        )
        yield from (
            f"{name}: {one['name']} is not described"
            for one in (found(each, told) for each in operation.get("parameters", []))
            if not one.get("description")
        )
    for name, shape in told["components"]["schemas"].items():
        for field, one in shape.get("properties", {}).items():
            if not one.get("description"):
                yield f"{name}.{field} is not described; say it in api/words.py"
    yield from (f"{tag['name']} is no noun of api/words.py" for tag in told["tags"] if not tag["description"])


def test_nothing_is_left_unsaid(told: dict[str, Any]) -> None:
    assert not list(unsaid(told)), "\n".join(unsaid(told))


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        ("summary", "has no summary"),
        ("description", "has no description"),
        ("requestBody", "body has no example"),
        ("responses", "has no answer with a shape"),
    ],
)
def test_what_is_left_unsaid_is_found(told: dict[str, Any], part: str, complaint: str) -> None:
    spoilt = copy.deepcopy(told)
    operation = spoilt["paths"]["/api/v1/tasks/"]["post"]
    if part == "requestBody":
        operation[part]["content"]["application/json"].pop("examples")
    else:
        operation[part] = {"201": {"description": "Created"}} if part == "responses" else ""
    assert any(complaint in each for each in unsaid(spoilt))


def test_each_operation_names_the_refusals_that_occur(told: dict[str, Any]) -> None:
    for path, item in told["paths"].items():
        for method in ("get", "post", "put", "patch", "delete"):
            if operation := item.get(method):
                wanted = {"400", "401", "403", "429"} | ({"404"} if "{" in path else set())
                wanted |= {"409", "422"} if method != "get" else set()
                assert wanted <= operation["responses"].keys(), f"{method} {path}"
                keyed = any(one.get("$ref", "").endswith("/IdempotencyKey") for one in operation["parameters"])
                assert keyed == (method != "get"), f"{method} {path}"
    made = told["paths"]["/api/v1/tasks/"]["post"]["responses"]["201"]
    assert {"Location", "RateLimit-Remaining"} <= made["headers"].keys()
    assert "Retry-After" in told["components"]["responses"]["TooManyRequests"]["headers"]


class Judge:
    """Values against shapes of the document, formats included."""

    def __init__(self, told: dict[str, Any]) -> None:
        self._registry = Registry().with_resource("urn:told", Resource(contents=told, specification=DRAFT202012))

    def faults(self, shape: dict[str, Any], value: Any) -> list[str]:
        judge = Draft202012Validator(
            _absolute(shape), registry=self._registry, format_checker=Draft202012Validator.FORMAT_CHECKER
        )
        return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in judge.iter_errors(value)]


def _absolute(shape: Any) -> Any:
    if isinstance(shape, dict):
        return {name: f"urn:told{one}" if name == "$ref" else _absolute(one) for name, one in shape.items()}
    return [_absolute(one) for one in shape] if isinstance(shape, list) else shape


def test_every_example_fits_its_shape(told: dict[str, Any]) -> None:
    judge = Judge(told)
    wrong = [
        f"{operation['operationId']} {part} {fault}"
        for operation in [*every(told), *(item["post"] for item in told["webhooks"].values())]
        for part, content in contents(operation, told)
        for fault in judge.faults(content["schema"], example(content, told))
    ]
    assert not wrong, "\n".join(wrong)


def test_a_file_that_is_sent_is_told_as_a_file(told: dict[str, Any]) -> None:
    shapes = told["components"]["schemas"]
    for body, field in (("AttachmentBody", "file"), ("ImportBody", "file"), ("ReferralBody", "resume")):
        assert shapes[body]["properties"][field]["format"] == "binary", body


@pytest.mark.django_db
def test_the_example_of_an_export_names_columns_that_there_are(told: dict[str, Any]) -> None:
    asked = told["components"]["examples"]["ExportBody"]["value"]
    known = {column.key for column in exporter(asked["noun"]).columns()}
    assert asked["columns"] and set(asked["columns"]) <= known


def test_enumerations_are_named_after_their_classes(told: dict[str, Any]) -> None:
    used = {name for name, shape in told["components"]["schemas"].items() if "enum" in shape}
    assert used <= {*names(), "BlankEnum"}, "give the choices a class, or a name in api/words.py"


def test_every_event_is_told_in_words_of_its_own(told: dict[str, Any]) -> None:
    assert told["webhooks"].keys() == {event["type"] for event in told["x-events"]}
    ours = [event for event in told["x-events"] if not event["type"].startswith(("test.", "webhooktest."))]
    silent = [event["type"] for event in ours if not event["description"] or "(*, " in event["description"]]
    assert not silent, "give the event's class a docstring"


@pytest.mark.django_db
def test_what_goes_out_fits_what_the_catalogue_says(told: dict[str, Any]) -> None:
    moment = datetime(2026, 11, 23, 10, tzinfo=UTC)
    emit(InterviewScheduled(subject_id=uuid4(), occurred_at=moment, application_id=uuid4(), sequence=1))
    payload = json.loads(payload_of(StoredEvent.objects.latest("sequence")))
    shape = told["webhooks"]["interview.scheduled"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert Judge(told).faults(shape, payload) == []
    del payload["data"]["subject_id"]
    assert Judge(told).faults(shape, payload)


def test_words_are_all_used(told: dict[str, Any]) -> None:
    shapes = told["components"]["schemas"]
    named = {
        f"{name.removeprefix('Patched')}.{field}"
        for name, shape in shapes.items()
        for field in shape.get("properties", {})
    }
    gone = [word for word in vocabulary.FIELDS if "." in word and word not in named]
    assert not gone, "no shape has these fields any more"

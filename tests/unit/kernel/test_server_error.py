"""Our own mistakes are answered in the form that the caller reads."""

import json
from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from structlog.contextvars import bound_contextvars

from ats.kernel.pages.errors import server_error


@pytest.fixture(autouse=True)
def number() -> Iterator[str]:
    """The number under which the log keeps what is said during this request."""
    with bound_contextvars(request_id="r-1"):
        yield "r-1"


def test_the_api_gets_a_problem_document() -> None:
    answer = server_error(RequestFactory().get("/api/v1/jobs/"))
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["reference"] == "r-1"


@pytest.mark.django_db
def test_a_person_gets_a_page() -> None:
    answer = server_error(RequestFactory().get("/jobs/"))
    assert answer.status_code == 500
    assert b"r-1" in answer.content and answer.content.startswith(b"<!doctype html>")

"""The drive can fail: a server error, an answer that isn't as the schema says, and authentication that is ignored are found."""

from typing import Any

import pytest

from ats.api.organisation import DepartmentSerializer, DepartmentViewSet
from ats.kernel.api.authentication import KeyAuthentication
from tests.functional.api.drive import Drive
from tests.functional.matrix.world import World


def found(schema: Any, world: World) -> str:
    drive = Drive(schema, world, examples=30)
    drive.go(schema["/api/v1/departments/"]["GET"])
    return "\n".join(drive.found)


@pytest.mark.slow
def test_what_is_planted_is_found(schema: Any, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(schema, world) == ""
    with monkeypatch.context() as planted:
        planted.setattr(DepartmentViewSet, "filter_queryset", lambda self, rows: 1 / 0)
        assert "ServerError" in found(schema, world)
    with monkeypatch.context() as planted:
        planted.setattr(DepartmentSerializer, "to_representation", lambda self, row: {"name": 7})
        assert "JsonSchemaError" in found(schema, world)
    with monkeypatch.context() as planted:
        anybody = (world.users["admin"], None)
        planted.setattr(KeyAuthentication, "authenticate", lambda self, request: anybody)
        assert "IgnoredAuth" in found(schema, world)


def test_no_request_is_sent_twice_by_the_same_role(schema: Any, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, str]] = []
    monkeypatch.setattr(
        Drive,
        "_call",
        lambda self, case, role: sent.append((role, f"{case.path_parameters} {case.query} {case.headers}")),
    )
    Drive(schema, world, examples=60).go(schema["/api/v1/departments/{id}/"]["GET"])
    assert {role for role, _ in sent} == set(world.users)
    assert len(sent) == len(set(sent))

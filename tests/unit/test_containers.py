"""The containers as they are described: without root, on read-only file systems, each telling whether it is well."""

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
ONCE = {"migrate", "operator"}  # these end by themselves


def test_all_parts_are_there() -> None:
    assert set(SERVICES) == {"postgres", "valkey", "web", "worker", "beat", "mail", *ONCE}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_confined(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["image"] == "waymark" or service["user"] not in {"root", "0"}
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


def test_the_image_runs_without_root() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    last = lines[max(n for n, line in enumerate(lines) if line.startswith("FROM")) :]
    assert "USER waymark" in last
    assert any(line.startswith("HEALTHCHECK") for line in last)


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - ONCE))
def test_a_service_that_stays_says_whether_it_is_well(name: str) -> None:
    told = SERVICES[name].get("healthcheck", {})
    assert name == "web" or told["test"]  # (the image's own asks the web server)
    assert not told.get("disable")
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker", "beat", "mail"])
def test_a_service_can_be_scaled(name: str) -> None:
    assert "container_name" not in SERVICES[name]
    assert all("${" in port for port in SERVICES[name].get("ports", []))


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_nothing_starts_before_the_tables_are_there(name: str) -> None:
    assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}

"""What production must have is asked for by Django's own check, with its cure."""

import runpy

import pytest
from django.core.checks import run_checks

from ats.kernel import checks
from ats.settings import base as settings_module


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("FIELD_KEYS", [], "kernel.E001"),
        ("FIELD_KEYS", ["short"], "kernel.E001"),
        ("BLIND_INDEX_KEY", "", "kernel.E002"),
    ],
)
def test_a_missing_key_is_an_error_that_names_its_cure(settings, name, value, problem):
    assert not [found for found in run_checks() if found.id.startswith("kernel.")]
    setattr(settings, name, value)
    (found,) = [found for found in run_checks() if found.id.startswith("kernel.")]
    assert (found.id, found.is_serious()) == (problem, True)
    assert f"ATS_{name}" in found.msg and "openssl rand" in found.hint


def test_links_in_mails_must_lead_somewhere(settings):
    settings.BASE_URL = "http://localhost:8000"
    assert "kernel.W001" in [found.id for found in run_checks(include_deployment_checks=True)]
    settings.DEMO = True
    assert checks.address_is_public() == []
    settings.DEMO, settings.BASE_URL = False, "https://jobs.example.org"
    assert checks.address_is_public() == []


def test_the_demo_is_no_production(settings):
    settings.BASE_URL = "https://jobs.example.org"
    assert "kernel.E003" not in [found.id for found in run_checks(include_deployment_checks=True)]
    settings.DEMO = True
    (found,) = [found for found in run_checks(include_deployment_checks=True) if found.id == "kernel.E003"]
    assert found.is_serious() and "ATS_DEMO" in found.hint
    settings.BASE_URL = "http://localhost:8000"
    assert "kernel.E003" not in [found.id for found in run_checks(include_deployment_checks=True)]


def test_what_the_demo_lifts_stands_elsewhere(monkeypatch):
    def read(**more):
        monkeypatch.delenv("ATS_DEMO", raising=False)
        for name, value in more.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(settings_module.ROOT / "ats" / "settings" / "base.py"))

    lifted = (
        "ACCOUNT_RATE_LIMITS",
        "AXES_FAILURE_LIMIT",
        "APPLICATIONS_PER_MINUTE",
        "API_RATE_PER_MINUTE",
        "CLOCK_FILE",
    )
    there, demo = read(), read(ATS_DEMO="1")
    assert there["ACCOUNT_RATE_LIMITS"]["login_failed"] and there["AXES_FAILURE_LIMIT"] == 10
    assert there["CLOCK_FILE"] == ""
    assert all(there[name] != demo[name] for name in lifted)

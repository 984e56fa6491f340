"""What production must have is asked for by Django's own check, with its cure."""

import pytest
from django.core.checks import run_checks

from ats.kernel import checks


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

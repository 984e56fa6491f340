"""The typed client, generated from the schema as docs/integrators/client.md tells, and people who speak through it."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import httpx
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from ats.kernel.api import keys
from ats.kernel.api.schema import document

NAME = "waymark_client"
T = TypeVar("T")


def generate(folder: Path) -> Path:
    """Write the client's package into `folder`; its path. Fails on any warning: a piece would be missing."""
    (folder / "schema.json").write_text(json.dumps(document(settings.ROOT_URLCONF), default=str), encoding="utf-8")
    (folder / "config.yml").write_text("post_hooks: []\n", encoding="utf-8")
    made = subprocess.run(
        [
            *(sys.executable, "-c", "from openapi_python_client.cli import app; app()", "generate"),
            *(
                "--path",
                "schema.json",
                "--output-path",
                NAME,
                "--meta",
                "none",
                "--config",
                "config.yml",
                "--fail-on-warning",
            ),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    return folder / NAME


class Person:
    """One person's key, and the client that signs in with it."""

    def __init__(self, user: Any) -> None:
        self.user = user
        _, token = keys.create(name=user.first_name, user=user)
        transport = httpx.WSGITransport(app=get_wsgi_application(), raise_app_exceptions=True)
        self.client = import_module(NAME).AuthenticatedClient(
            base_url="http://testserver",
            token=token,
            raise_on_unexpected_status=True,
            httpx_args={"transport": transport},
        )

    def do(self, operation: str, expected: type[T], *where: Any, **what: Any) -> T:
        """Call `operation`, such as "jobs.jobs_create", and expect an answer of this type."""
        answer = import_module(f"{NAME}.api.{operation}").sync(*where, client=self.client, **what)
        assert isinstance(answer, expected), f"{operation}: {answer}"
        return answer

"""The containers' processes, started by hand: the same commands and settings, against servers that stand already.

No container engine is needed: commands come from docker-compose.yml and the Dockerfile, so that what is proved here is what
runs there. Skipped where the machine has no Postgres and Redis on their standard ports.
"""

import base64
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import redis
import requests
import yaml
from aiosmtpd.controller import Controller
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

from tests.copies import free_port

ROOT = Path(__file__).resolve().parents[3]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
POSTGRES = "postgres://postgres@localhost:5432"
REDIS = "redis://localhost:6379/9"
PATIENCE = 60  # seconds
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The address of a new, empty database on the machine's own Postgres."""
    name = f"by_hand_{os.getpid()}"
    try:
        server = psycopg2.connect(f"{POSTGRES}/postgres", connect_timeout=2)
        redis.Redis.from_url(REDIS, socket_connect_timeout=2).ping()
    except (psycopg2.OperationalError, redis.RedisError) as absent:
        pytest.skip(f"This machine has no Postgres and Redis of its own: {type(absent).__name__}")
    server.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    with server.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
        yield f"{POSTGRES}/{name}"
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    server.close()


@dataclass
class Letters:
    """A mail server that keeps what it is handed."""

    texts: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.texts.append(envelope.content.decode())
        return "250 OK"


@dataclass
class Hand:
    """Starts what a service of docker-compose.yml runs, with the image's and the service's environment."""

    environment: dict[str, str]
    running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=200, check=False
        )

    def start(self, service: str, command: list[str], log: Path) -> None:
        with log.open("wb") as out:
            self.running[service] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=out, stderr=out, start_new_session=True
            )

    def stop(self, service: str) -> int:
        """Its exit code after SIGTERM, as an engine stops it; one that doesn't go in its time fails."""
        process = self.running.pop(service)
        process.send_signal(signal.SIGTERM)
        return process.wait(timeout=30)

    def clear(self) -> None:
        for process in self.running.values():
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def mail() -> Iterator[tuple[Letters, int]]:
    letters, port = Letters(), free_port()
    server = Controller(letters, hostname="127.0.0.1", port=port)
    server.start()
    yield letters, port
    server.stop()


@pytest.fixture(scope="module")
def hand(database: str, mail: tuple[Letters, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hand]:
    place = tmp_path_factory.mktemp("by hand")
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    told = {
        **image_environment(),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(place),
        "ATS_VENV": sys.prefix,
        "ATS_VAR": str(place / "data"),
        "ATS_MEDIA_ROOT": str(place / "data" / "media"),
        "ATS_STATIC_ROOT": str(place / "static"),
        "DATABASE_URL": database,
        "REDIS_URL": REDIS,
        "ATS_SECRET_KEY": secrets.token_urlsafe(50),
        "ATS_FIELD_KEYS": key,
        "ATS_BLIND_INDEX_KEY": key,
        "ATS_SMTP_HOST": "127.0.0.1",
        "ATS_SMTP_PORT": str(mail[1]),
        "GRANIAN_HOST": "127.0.0.1",
        "GRANIAN_PORT": str(free_port()),
    }
    told["ATS_BASE_URL"] = f"http://localhost:{told['GRANIAN_PORT']}"
    (place / "data").mkdir()
    mine = Hand(told)
    built = mine.run("python", "-m", "django", "collectstatic", "--noinput", "--ignore", "css/*.css")  # as the image
    assert built.returncode == 0, built.stderr
    yield mine
    mine.clear()


def image_environment() -> dict[str, str]:
    """The last ENV of the Dockerfile."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    line = [each for each in text.splitlines() if each.startswith("ENV ")][-1]
    return dict(word.split("=", 1) for word in line.removeprefix("ENV ").split())


def web_command() -> list[str]:
    line = [each for each in (ROOT / "Dockerfile").read_text().splitlines() if each.startswith("CMD ")][-1]
    return list(yaml.safe_load(line.removeprefix("CMD ")))


def eventually(true: Callable[[], bool]) -> bool:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if true():
            return True
        time.sleep(0.2)
    return False


def answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=5).status_code == 200
    except requests.ConnectionError:
        return False


def written_files() -> dict[Path, int]:
    """The files that came with the image, and when each was changed."""
    left_out = {".git", ".venv", "var", "node_modules", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
    found = {}
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in left_out]
        found |= {Path(folder, name): Path(folder, name).stat().st_mtime_ns for name in names}
    return found


def test_the_processes_of_the_containers_carry_the_product(
    hand: Hand, mail: tuple[Letters, int], tmp_path: Path
) -> None:
    before = written_files()
    made = hand.run(*COMPOSE["migrate"]["command"])
    assert made.returncode == 0, made.stdout + made.stderr
    hand.start("web", web_command(), tmp_path / "web")
    for service in ("worker", "beat"):
        hand.start(service, [*COMPOSE[service]["command"]], tmp_path / service)
    base = hand.environment["ATS_BASE_URL"]
    assert eventually(lambda: answers(f"{base}/healthz")), (tmp_path / "web").read_text()
    assert eventually(lambda: answers(f"{base}/readyz")), (tmp_path / "worker").read_text()
    for service, check in checks().items():
        assert eventually(lambda check=check: hand.run(*check).returncode == 0), f"{service} is said to be unwell"
    found_and_invite(base, mail[0])
    backup = hand.run("python", "manage.py", "backup", str(tmp_path / "saved"))
    assert backup.returncode == 0, backup.stdout + backup.stderr
    assert (tmp_path / "saved" / "manifest.json").is_file()
    for service in ("web", "worker", "beat"):
        assert hand.stop(service) == 0, (tmp_path / service).read_text()
    assert written_files() == before, "A container's own files can't be written to."


def checks() -> dict[str, list[str]]:
    """The health checks of image and services, as an engine runs them."""
    found = {"web": ["python", "deploy/health.py"]}
    for service in ("worker", "beat"):
        kind, *words = COMPOSE[service]["healthcheck"]["test"]
        found[service] = ["sh", "-c", words[0].replace("$$", "$")] if kind == "CMD-SHELL" else words
    return found


def found_and_invite(base: str, letters: Letters) -> None:
    """The first minutes of a new company: its first administrator, a test message, and a colleague's invitation by mail."""
    person = requests.Session()
    told = {
        "name": "Harbour & Sons",
        "time_zone": "Europe/Copenhagen",
        "language": "en",
        "first_name": "Ines",
        "last_name": "Holm",
        "email": "ines@harbour.example",
        "password": "a long enough sentence",
    }
    tested = post(person, f"{base}/set-up/", {**told, "then": "test_mail"})
    assert "took the message" in tested.text
    home = post(person, f"{base}/set-up/", told)
    assert home.url == f"{base}/", home.text
    invite = person.get(f"{base}/people/invite/").text
    role = re.search(r'name="roles"[^>]*value="([0-9a-f-]{36})"', invite) or re.search(
        r'value="([0-9a-f-]{36})"[^>]*name="roles"', invite
    )
    assert role, invite
    sent = post(person, f"{base}/people/invite/", {"email": "tom@harbour.example", "roles": role.group(1)})
    assert sent.status_code == 200, sent.text
    assert eventually(lambda: any("/join/" in text for text in letters.texts)), letters.texts


def post(person: requests.Session, address: str, told: dict[str, str]) -> requests.Response:
    """Fill in the form of that page."""
    page = person.get(address).text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token, f"No form at {address}: {page}"
    return person.post(address, {**told, "csrfmiddlewaretoken": token.group(1)}, headers={"Referer": address})

"""The mail catcher as a process of its own, and the demo's mailbox."""

import json
import os
import signal
import smtplib
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.urls import reverse

from tests.integration.comms.conftest import free_port

ROOT = Path(__file__).resolve().parents[3]
START = (
    "from django.core.management import execute_from_command_line as run; import sys; run(['manage.py', *sys.argv[1:]])"
)
MAIL = (
    "From: Tidewell <hiring@waymark.example>\r\nTo: Ana <ana@mail.example>\r\nSubject: =?utf-8?q?H=C3=A9llo?=\r\n"
    "Date: Fri, 20 Nov 2026 10:02:00 +0000\r\n\r\nSee http://localhost:8000/careers/ now.\r\n"
)


@contextmanager
def running(folder):
    port = free_port()
    command = [sys.executable, "-c", START, "mailcatcher", "--port", str(port), "--dir", str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ, stderr=subprocess.PIPE)
    try:
        yield process, _connected(port)
    finally:
        process.kill()
        process.wait()


def _connected(port):
    for _ in range(300):
        try:
            return smtplib.SMTP("127.0.0.1", port)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("The mail catcher did not start.")


@pytest.mark.slow
def test_mails_survive_the_death_of_the_catcher(tmp_path):
    with running(tmp_path) as (process, line):
        line.sendmail("hiring@waymark.example", ["ana@mail.example"], MAIL.encode())
        process.send_signal(signal.SIGKILL)
        process.wait()
    (path,) = tmp_path.glob("*.eml")
    assert b"X-Waymark-Envelope-To: ana@mail.example" in path.read_bytes()
    with running(tmp_path) as (process, line):
        line.sendmail("hiring@waymark.example", ["tom@mail.example"], MAIL.encode())
        line.quit()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert len(list(tmp_path.glob("*.eml"))) == 2


def test_it_listens_on_loopback_only(tmp_path):
    command = [sys.executable, "-c", START, "mailcatcher", "--host", "0.0.0.0", "--dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "loopback only" in done.stderr


@pytest.fixture
def mailbox(settings, tmp_path):
    from datetime import UTC, datetime

    from comms.mailcatcher import store

    settings.DEMO, settings.MAIL_DIR, settings.BASE_URL = True, str(tmp_path), "http://localhost:8000"
    kept = [
        store.keep(
            tmp_path,
            recipients=["ana@mail.example"],
            content=MAIL.encode(),
            now=datetime(2026, 11, 20, 10, minute, tzinfo=UTC),
        )
        for minute in (1, 2)
    ]
    return [path.stem for path in kept]


@pytest.mark.django_db
def test_the_mailbox_lists_what_was_sent(client, mailbox):
    listed = json.loads(client.get("/demo/mailbox/messages.json").content)
    assert [mail["id"] for mail in listed] == mailbox[::-1]
    assert {"to", "subject", "text", "html", "attachments", "sent_at"} <= listed[0].keys()
    assert (listed[0]["to"], listed[0]["subject"]) == ("ana@mail.example", "Héllo")
    assert listed[0]["sent_at"] == "2026-11-20T10:02:00+00:00"
    assert "Héllo" in client.get("/demo/mailbox/").content.decode()
    letter = client.get(reverse("mailbox_mail", args=[mailbox[0]])).content.decode()
    assert '<a class="link" href="/careers/">http://localhost:8000/careers/</a>' in letter


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/demo/mailbox/", "/demo/mailbox/messages.json"])
@pytest.mark.parametrize(
    "who", [{"REMOTE_ADDR": "192.0.2.7"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}, {"REMOTE_ADDR": ""}]
)
def test_the_mailbox_is_for_this_machine_only(client, mailbox, path, who):
    assert client.get(path, **who).status_code == 404


@pytest.mark.django_db
def test_there_is_no_mailbox_outside_the_demo(client, mailbox, settings):
    settings.DEMO = False
    assert client.get("/demo/mailbox/").status_code == 404


@pytest.mark.django_db
def test_a_mail_that_is_not_ours_has_no_page(client, mailbox, tmp_path):
    (tmp_path.parent / "secret.eml").write_text("x")
    assert client.get("/demo/mailbox/secret/").status_code == 404

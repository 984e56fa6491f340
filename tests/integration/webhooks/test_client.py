"""The client's limits: no redirects, an end in time, no more read than needed, certificates of the name."""

import socket
import threading
import time

import pytest

from ats.chaos.receiver import Receiver, receiving
from ats.kernel.integrations import client


@pytest.fixture
def raw(open_here):
    """`raw(pieces, pause)`: a server that sends `pieces` with pauses between; its URL."""
    servers = []

    def serve(pieces, pause=0.0):
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def answer():
            connection, _ = server.accept()
            connection.recv(65536)
            try:
                for piece in pieces:
                    connection.sendall(piece)
                    time.sleep(pause)
            except OSError:
                pass
            connection.close()

        threading.Thread(target=answer, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}/"

    yield serve
    for server in servers:
        server.close()


def test_a_redirect_is_an_answer_and_is_not_followed(receiver):
    with receiving(Receiver()) as elsewhere:
        receiver.answers = [(307, {"location": elsewhere.url})]
        assert client.post(receiver.url, b"{}", {}, seconds=2).status == 307
    assert elsewhere.came == []


def test_the_deadline_holds_for_a_server_that_drips(raw):
    url = raw([b"HTTP/1.1 200 OK\r\n", *([b"x: y\r\n"] * 200)], pause=0.2)
    started = time.monotonic()
    with pytest.raises(client.TooSlow):
        client.post(url, b"{}", {}, seconds=1)
    assert time.monotonic() - started < 2


def test_an_endless_body_is_not_read_to_its_end(raw):
    url = raw([b"HTTP/1.1 200 OK\r\n\r\n", *([b"x" * 65536] * 10_000)])
    started = time.monotonic()
    assert client.post(url, b"{}", {}, seconds=5).status == 200
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH\r\n", b"", b"HTTP/1.1 200 OK\r\n" + b"x" * 100_000])
def test_what_is_no_answer_is_none(raw, said):
    with pytest.raises(client.NoAnswer):
        client.post(raw([said]), b"{}", {}, seconds=2)


def test_a_receiver_without_a_certificate_gets_nothing(receiver):
    with pytest.raises(client.NoAnswer):
        client.post(receiver.url.replace("http://", "https://"), b"secret", {}, seconds=2)
    assert receiver.came == []


def test_a_name_that_nobody_answers_for_ends_in_time(open_here, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: time.sleep(5) or [])
    started = time.monotonic()
    with pytest.raises(client.TooSlow):
        client.post("https://slow.example/", b"{}", {}, seconds=0.5)
    assert time.monotonic() - started < 1

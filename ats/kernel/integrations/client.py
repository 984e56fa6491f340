"""The client for addresses that somebody typed in: it resolves a name itself, looks at what it got, and connects to just that.

No redirect is followed, no proxy asked, and everything together ends at the deadline, however slowly the other side speaks.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from ats.kernel.integrations import addresses
from ats.kernel.integrations.addresses import IPAddress, Target

MOST_READ = 16 * 1024
"""Bytes of an answer's body that are read; they are thrown away."""


class NoAnswer(Exception):
    """The other side could not be reached, or broke off."""


class TooSlow(NoAnswer):
    """The deadline passed first."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status, and the headers by their names in small letters."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)


def post(url: str, body: bytes, headers: Mapping[str, str], *, seconds: float) -> Answer:
    """POST `body` to `url` within `seconds`. Raises addresses.Refused, before any connection, for a closed address; NoAnswer
    or TooSlow where there was no whole answer."""
    deadline = time.monotonic() + seconds
    target = addresses.target(url)
    found = resolve(target, seconds)
    addresses.require_open(found)
    connection = _Pinned(target, found[0], _left(deadline))
    watchdog = threading.Timer(_left(deadline), connection.cut)
    watchdog.daemon = True
    watchdog.start()
    try:
        connection.request("POST", target.path, body=body, headers=dict(headers))
        with connection.getresponse() as response:
            response.read(MOST_READ)
            _left(deadline)  # one that was cut off reads like one that ended
            return Answer(response.status, {name.lower(): value for name, value in response.getheaders()})
    except (OSError, http.client.HTTPException) as error:
        late = time.monotonic() >= deadline or isinstance(error, TimeoutError)
        raise (TooSlow if late else NoAnswer)(type(error).__name__) from error
    finally:
        watchdog.cancel()
        connection.close()


def resolve(target: Target, seconds: float) -> list[IPAddress]:
    """The addresses of the host, asked for once. Raises NoAnswer for a name that has none, TooSlow after `seconds`."""
    if target.literal is not None:
        return [target.literal]
    found: list[IPAddress] = []
    asking = threading.Thread(target=_ask, args=(target, found.append), daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive():
        raise TooSlow("no answer about the name")
    if not found:
        raise NoAnswer("the name has no address")
    return found


def _ask(target: Target, take: Callable[[IPAddress], None]) -> None:
    with suppress(OSError):
        for *_, address in socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM):
            take(ipaddress.ip_address(str(address[0])))


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TooSlow("the deadline passed")
    return left


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, whatever the host's name says by now; its certificate is checked against the name."""

    def __init__(self, target: Target, address: IPAddress, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self.target, self.address = target, address
        self.default_port = 443 if target.tls else 80  # so that the Host header is as usual

    def connect(self) -> None:
        plain = socket.create_connection((str(self.address), self.target.port), self.timeout)
        self.sock = plain
        if self.target.tls:
            context = ssl.create_default_context()
            wrapped = context.wrap_socket(plain, server_hostname=self.target.host, do_handshake_on_connect=False)
            self.sock = wrapped
            wrapped.do_handshake()

    def cut(self) -> None:
        """End it from another thread: whoever reads or writes wakes up with an error."""
        if self.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

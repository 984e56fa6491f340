"""A person at a browser, or an integrator with a key: requests over kept connections."""

import http.client
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from ats.bench.middleware import HEADER

SECONDS = 300.0


class Unexpected(Exception):
    """An answer that the measurement can't go on with: its status and the beginning of its words are in the message."""


@dataclass(frozen=True)
class Answer:
    """`seconds` from the first byte sent to the last one received; `queries` None where the server does not say."""

    status: int
    seconds: float
    body: bytes
    queries: int | None
    location: str = ""


@dataclass
class Asker:
    """One connection. Cookies are kept, and given to `another` for a second connection of the same person."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    key: str = ""
    _line: http.client.HTTPConnection | None = None

    def another(self) -> "Asker":
        return Asker(self.port, dict(self.cookies), self.key)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        return self._ask("POST", path, urlencode({**form, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}))

    def sign_in(self, email: str, password: str) -> None:
        """Through the form, as a person does. Raises Unexpected."""
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", {"login": email, "password": password})
        if answer.status != 302 or "sessionid" not in self.cookies:
            raise Unexpected(f"Signing in as {email} was answered with {answer.status}.")
        self.get("/")

    def close(self) -> None:
        if self._line:
            self._line.close()
            self._line = None

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
            self._line.connect()
        began = time.perf_counter()
        self._line.request(method, path, body, self._headers(method))
        response = self._line.getresponse()
        words = response.read()
        took = time.perf_counter() - began
        for name, morsel in SimpleCookie("; ".join(response.headers.get_all("Set-Cookie") or [])).items():
            self.cookies[name] = morsel.value
        told = response.headers.get(HEADER)
        return Answer(response.status, took, words, int(told) if told else None, response.headers.get("Location") or "")

    def _headers(self, method: str) -> dict[str, str]:
        headers = {"Host": f"localhost:{self.port}", "Accept-Encoding": "identity"}
        if self.key:
            return headers | {"Authorization": f"Bearer {self.key}", "Accept": "application/json"}
        headers["Accept"] = "text/html"
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://localhost:{self.port}/",
            }
        return headers


Turn = Callable[[Asker], Answer]
"""One request of a work, asked on the given connection."""


def wanted(answer: Answer, *statuses: int) -> Answer:
    """The answer, if it has one of `statuses`. Raises Unexpected."""
    if answer.status not in statuses:
        raise Unexpected(f"Answered with {answer.status} instead of {statuses}: {answer.body[:300]!r}")
    return answer

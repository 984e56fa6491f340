"""Refusals in words that a recruiter understands. Each subclass stands beside its raiser; one handler maps them to HTTP."""

from typing import Any

from ats.kernel.languages import Text


class DomainError(Exception):
    """A rule of the house refuses. `message` is shown to the person; `details` go to the API answer."""

    status = 422
    code = "refused"

    def __init__(self, message: Text, **details: Any) -> None:
        self.message = str(message)
        super().__init__(self.message)
        self.details = details


class NotAllowed(DomainError):
    """The person may see this but not do that (403)."""

    status = 403
    code = "not-allowed"


class Stale(DomainError):
    """What the person saw is no longer so (409); details hold `current`."""

    status = 409
    code = "stale"

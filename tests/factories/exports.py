"""Exports for tests: asked for, made, read back."""

import csv
import io

from ats.actions import first_day
from ats.kernel import clock, pump
from ats.kernel.files.reading import read
from ats.kernel.transfers.exports import asking
from tests.factories.ats import AT, CandidateEmailFactory, CandidateFactory, CandidatePhoneFactory, user_in_role

WHY = "For the audit of November."
FACTS = ["first_name", "last_name", "company"]


def recruiter():
    """Somebody who exports, after the seed."""
    first_day.prepare(at=AT)
    return user_in_role("recruiter")


def person(n=1, **facts):
    """A candidate with an address and a number."""
    given = {"first_name": "Ana", "last_name": f"Ferreira{n}", "company": "Lunar", **facts}
    candidate = CandidateFactory(**given)
    CandidateEmailFactory(candidate=candidate, value=f"ana{n}@example.org")
    CandidatePhoneFactory(candidate=candidate, value=f"+35191234{5000 + n}")
    return candidate


def asked(by, *, noun="candidates", columns=None, query="", **more):
    return asking.ask(
        noun=noun, query=query, columns=columns or FACTS, by=by, at=clock.now(), **{"reason": WHY, **more}
    )


def made(run):
    """`run` after the workers have done what waits."""
    pump.drain()
    run.refresh_from_db()
    return run


def table(run):
    """The rows of a CSV export by column."""
    text = read(run.file).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))

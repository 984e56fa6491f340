"""A copy of jobs, candidates, applications and visits that is kept by following the change feed. An example for integrators:
it knows nothing but addresses (docs/integrators/following-changes.md explains each step).

    follower = Follower(get)          get(address) answers (status, body) of a GET under /api/v1/ with a key
    follower.catch_up()               as often as one likes; may be broken off anywhere and goes on from there
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

Get = Callable[[str], tuple[int, dict[str, Any]]]
Asked = tuple[str, ...]
"""(noun, id) is one row to look at, (noun, field, value) a list of those that are found by the field."""
NOUNS = {"job": "jobs", "candidate": "candidates", "application": "applications"}
# What the fields of an event's data point at. Every other field is a code or belongs to a noun that isn't followed here.
FIELDS = {
    "job_id": "jobs",
    "to_job_id": "jobs",
    "candidate_id": "candidates",
    "absorbed_id": "candidates",
    "application_id": "applications",
    "to_application_id": "applications",
}
# Events that change what other rows show: lists to read anew, by the noun and the field that they are found by.
OF_JOB = [("applications", "job", "subject_id"), ("visits", "job", "subject_id")]
SPREADING = {
    "job.opened": OF_JOB,  # their clocks run, their moves are allowed
    "job.held": OF_JOB,
    "job.closed": OF_JOB,
    "job.updated": OF_JOB[:1],  # the words of a question stand in their answers
    "candidate.merged": [("applications", "candidate", "subject_id")],
    "candidate.unmerged": [("applications", "candidate", "subject_id"), ("applications", "candidate", "absorbed_id")],
}
# A whole file came in, or went out again: everybody in it was changed at the moment of the event.
FILES = {"candidates.imported", "candidates.import_rolled_back"}


class Follower:
    def __init__(self, get: Get, page_size: int = 50) -> None:
        self.get, self.page_size = get, page_size
        self.rows: dict[str, dict[str, dict[str, Any]]] = {noun: {} for noun in (*NOUNS.values(), "visits")}
        self.events, self.deletions = "", ""  # the cursors: keep them with the copy, in one transaction

    def catch_up(self) -> None:
        """Bring the copy up to date. A cursor moves on only when all that its page names has been looked at."""
        for page, cursor in self._pages("events", self.events):
            self._look_at_all(asked for event in page for asked in self._named(event))
            self.events = cursor
        for page, cursor in self._pages("deletions", self.deletions):
            self._look_at_all((NOUNS[gone["type"]], gone["id"]) for gone in page if gone["type"] in NOUNS)
            self.deletions = cursor

    def _pages(self, feed: str, cursor: str) -> Iterator[tuple[list[dict[str, Any]], str]]:
        while True:
            page = self._got(feed, cursor=cursor, page_size=self.page_size)
            if page["results"]:
                yield page["results"], page["cursor"]
            if not page["next"]:
                return
            cursor = page["cursor"]

    def _named(self, event: dict[str, Any]) -> Iterator[Asked]:
        """What may look different since `event`."""
        ids = {**event["data"], "subject_id": event["subject_id"]}
        if event["subject_type"] in NOUNS:
            yield NOUNS[event["subject_type"]], event["subject_id"]
        yield from ((noun, ids[field]) for field, noun in FIELDS.items() if ids.get(field))
        yield from ((noun, by, ids[field]) for noun, by, field in SPREADING.get(event["type"], []))
        if event["type"] in FILES:
            just_before = datetime.fromisoformat(event["occurred_at"]) - timedelta(milliseconds=1)
            yield "candidates", "updated_after", just_before.isoformat()

    def _look_at_all(self, asked: Iterator[Asked]) -> None:
        """Each once, however often a page names it: what counts is how it looks now."""
        for noun, *how in dict.fromkeys(asked):
            if len(how) == 1:
                self._look_at(noun, how[0])
            else:
                self.rows[noun] |= {row["id"]: row for row in self._listed(noun, **dict([how]))}

    def _look_at(self, noun: str, pk: str) -> None:
        status, row = self.get(f"{noun}/{pk}/")
        if status == 200:
            self.rows[noun][pk] = row
        elif status in (307, 404):  # merged into another record, deleted, or no longer ours to see
            self.rows[noun].pop(pk, None)
        else:
            raise OSError(f"{noun}/{pk}/ answered {status}.")
        if noun == "applications":
            self._look_at_visits(pk, is_there=status == 200)

    def _look_at_visits(self, application: str, is_there: bool) -> None:
        now = list(self._listed("visits", application=application)) if is_there else []
        others = {pk: row for pk, row in self.rows["visits"].items() if row["application"] != application}
        self.rows["visits"] = others | {row["id"]: row for row in now}

    def _listed(self, noun: str, **narrowed: str) -> Iterator[dict[str, Any]]:
        page = self._got(noun, page_size=self.page_size, **narrowed)
        yield from page["results"]
        while page["next"]:
            page = self._got(page["next"])
            yield from page["results"]

    def _got(self, address: str, **query: Any) -> dict[str, Any]:
        asked = urlencode({name: value for name, value in query.items() if value})
        status, body = self.get(f"{address}/?{asked}" if asked else address)
        if status != 200:
            raise OSError(f"{address} answered {status}.")
        return body


class ListFollower(Follower):
    """The other way, without events: `updated_after` on each list, and the feed of deletions. `now` is the server's time."""

    OVERLAP = timedelta(minutes=10)  # longer than any transaction lasts: a row's time is older than its commit

    def __init__(self, get: Get, page_size: int = 50) -> None:
        super().__init__(get, page_size)
        self.since: datetime | None = None

    def sweep(self, now: datetime) -> None:
        after = {"updated_after": (self.since - self.OVERLAP).isoformat()} if self.since else {}
        for page, cursor in self._pages("deletions", self.deletions):
            self._look_at_all((NOUNS[gone["type"]], gone["id"]) for gone in page if gone["type"] in NOUNS)
            self.deletions = cursor
        for noun in (*NOUNS.values(), "visits"):
            self.rows[noun] |= {row["id"]: row for row in self._listed(noun, **after)}
        self.since = now

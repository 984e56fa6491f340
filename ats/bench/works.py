"""What is measured: the pages of a recruiter's day, a move, a page of the API. Each work is a list of requests."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.urls import reverse

from ats.bench import upper
from ats.bench.asking import Answer, Asker, Turn, wanted
from ats.bench.company import Company
from ats.models import Application, ApplicationStatus, Attachment, Candidate, JobStatus

MOST = 400
"""Different people, applications or words that a work goes through."""


@dataclass(frozen=True)
class Work:
    """`turns(company)` are its requests; `by_key` says that an integrator sends them."""

    name: str
    title: str
    turns: Callable[[Company], list[Turn]]
    by_key: bool = False


def page(*paths: str) -> list[Turn]:
    return [lambda asker, path=path: wanted(asker.get(path), 200) for path in paths]  # type: ignore[misc]


def _some(rows: Any, chance: Random) -> list[Any]:
    """Some of `rows`, from everywhere among them."""
    every = list(rows)
    return chance.sample(every, min(MOST, len(every)))


def _candidates() -> list[UUID]:
    return _some(Candidate.objects.order_by("pk").values_list("pk", flat=True), Random(1))


def _parts_of_names(company: Company) -> list[Turn]:
    """What somebody types who half remembers: from the middle of a surname, or a first name with the start of a surname."""
    chance = Random(2)
    people = _some(Candidate.objects.order_by("pk").values_list("first_name", "last_name"), chance)
    typed = [last[1:6] if n % 2 else f"{first.split()[0]} {last[:4]}" for n, (first, last) in enumerate(people)]
    return page(*[f"{reverse('candidates')}?q={quote(words.strip())}" for words in typed if len(words) > 3])


def _words_of_resumes(company: Company) -> list[Turn]:
    """A rare word of a CV, and two common ones together."""
    chance = Random(3)
    texts = _some(
        Attachment.objects.filter(file__path__startswith="bench/").order_by("pk").values_list("text", flat=True), chance
    )
    typed = []
    for n, text in enumerate(texts):
        line = chance.choice(text.splitlines())
        known = line.partition("worked with ")[2].strip(".").replace(" and ", ", ").split(", ")
        typed.append(known[-1] if n % 2 else " ".join(known[:2]))
    return page(*[f"{reverse('candidates')}?q={quote(words)}" for words in typed if words])


def _moves(company: Company) -> list[Turn]:
    """From the screen to the interviews and back, each application in its turn, as the form of the page posts it."""
    where = upper.visits().objects.filter(exited_at=None, milestone__definition__key="screen")
    ids = where.filter(application__status=ApplicationStatus.ACTIVE, application__job__status=JobStatus.OPEN).order_by(
        "pk"
    )
    return [_move(pk) for pk in _some(ids.values_list("application_id", flat=True), Random(4))]


def _move(pk: UUID) -> Turn:
    place = {"there": True}

    def turn(asker: Asker) -> Answer:
        there = place["there"]
        form = {"to": "interviews", "expected": "screen"} if there else {"to": "screen", "expected": "interviews"}
        verb = "application_advancement" if there else "application_regression"
        answer = asker.post(
            reverse(verb, args=[pk]), {**form, "note": "The call went well; on to the next conversation."}
        )
        place["there"] = not there
        return wanted(answer, 302, 303)

    return turn


WORKS = [
    Work("jobs", "Jobs list", lambda company: page(reverse("jobs"))),
    Work("board", "Board, 500 active", lambda company: page(reverse("board", args=[company.busiest.pk]))),
    Work("candidates", "Candidates list", lambda company: page(reverse("candidates"))),
    Work("search", "Search, part of a name", _parts_of_names),
    Work("resumes", "Search, words of CVs", _words_of_resumes),
    Work(
        "candidate", "Candidate page", lambda company: page(*[reverse("candidate", args=[pk]) for pk in _candidates()])
    ),
    Work("home", "Home", lambda company: page("/")),
    Work("move", "Move one", _moves),
    Work("api", "API, 50 applications", lambda company: page("/api/v1/applications/?page_size=50"), by_key=True),
]
FLOORS = [
    Work("empty", "Floor: empty view", lambda company: page("/bench/empty/")),
    Work("one-query", "Floor: one query", lambda company: page("/bench/one-query/")),
    Work("plain-rows", "Floor: 50 plain rows", lambda company: page("/bench/plain-rows/")),
]


def active_in(company: Company) -> int:
    """How many active applications the busiest job has."""
    return Application.objects.filter(job=company.busiest, status=ApplicationStatus.ACTIVE).count()

"""Telling the story: the company, its jobs, the people who apply; upper apps then let them travel."""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from ats import extension_points
from ats.actions import first_day
from ats.actions.demo import company, everyday, interview_kits, jobs, past, people
from ats.actions.demo.moments import told
from ats.actions.uploads import Upload
from ats.extension_points import DemoJourney, DemoStory
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.models import Candidate, Job, JobStatus, User

SEED = 2417  # the same story each time
STORY = 60  # so many people are told deed by deed; all others belong to the year before
# how far people come, for each hundred of an open job; days since they applied, from and to
FATES = [
    ("applied", 30, 0.05, 2.2),
    ("screen", 24, 2.5, 7),
    ("interviews", 14, 7, 13),
    ("offer", 6, 12, 16),
    ("rejected", 20, 4, 20),
    ("withdrawn", 6, 4, 15),
]


class AlreadyFilled(DomainError):
    """There are people or jobs already; demo data would mix with them."""


def tell(*, at: datetime, scale: int = 60) -> DemoStory:
    """Write the demo company with about `scale` candidates. Raises AlreadyFilled where there is anybody already."""
    if Candidate.objects.exists() or Job.objects.exists() or User.objects.exists():
        raise AlreadyFilled("There are data already. Run `python3 manage.py demo --fresh` to begin anew.")
    with transaction.atomic():
        founded = at - timedelta(days=120)
        told(first_day.prepare, at=founded)
        with acting(None, "Demo data"):
            colleagues = told(company.found, at=founded)
            jobs.templates()
        interview_kits.write(by=colleagues["admin"], at=founded)
        opened = jobs.open_all(colleagues, at)
        if scale > STORY:
            past.tell(colleagues=colleagues, at=at, count=scale - STORY)
        journeys = _journeys(opened, at, min(scale, STORY))
        story = DemoStory(people=colleagues, jobs=opened, journeys=journeys)
        extension_points.demo_data(story=story, at=at)
        everyday.tell(story=story, at=at)
    return story


def _journeys(opened: dict[str, Job], at: datetime, scale: int) -> list[DemoJourney]:
    """Everybody's application, the earliest first."""
    chance, taken = Random(SEED), set[str]()
    planned = []
    for plan in (plan for plan in jobs.PLANS if plan.share):
        job = opened[plan.requisition_id]
        count = max(1, round(scale * plan.share / 100))
        for number, person in enumerate(people.cast(job, count, chance, taken)):
            planned.append((_fate(plan, number, count, chance), person, job))
    planned.sort(key=lambda each: -each[0][1])
    uploads = _resumes([person for (fate, _), person, _ in planned if fate == FATES[0][0]], at)
    return [
        DemoJourney(people.apply(person, job, at - timedelta(days=days), uploads.get(person.email), chance), fate)
        for (fate, days), person, job in planned
    ]


def _fate(plan: jobs.Plan, number: int, count: int, chance: Random) -> tuple[str, float]:
    """How far the `number`-th person of a job comes, and how many days ago they applied."""
    if plan.status == JobStatus.FILLED:
        return ("hired", plan.days - 4) if number == 0 else ("rejected", chance.uniform(45, plan.days - 4))
    place, reached = 100 * (number + 0.5) / count, 0
    for fate, share, least, most in FATES:
        reached += share
        if place < reached:
            return fate, min(chance.uniform(least, most), plan.days - 1.5)
    return FATES[0][0], chance.uniform(FATES[0][2], FATES[0][3])


def _resumes(unread: list[people.Person], at: datetime) -> dict[str, Upload]:
    """CVs for the few who wait longest for somebody to read them."""
    return {person.email: people.resume(person, at) for person in unread[: people.RESUMES]}

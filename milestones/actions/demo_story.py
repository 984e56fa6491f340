"""How the applications of the demo travel: the real moves, at believable times in the past."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from ats.actions import candidates, interviews, offers, scorecards
from ats.actions.demo.jobs import approve
from ats.actions.demo.moments import told
from ats.extension_points import DemoJourney, DemoStory
from ats.kernel.history import acting
from ats.models import Application, InterviewKit, Opening, RejectionReason, Stage, TeamRole
from milestones.actions import applications, gate_items, selection_rules
from milestones.models import BypassReason, Workflow, WorkflowSelectionRule

ZONE = ZoneInfo("Europe/Lisbon")
ATTRIBUTES = ["System design", "Ways of working", "Communication"]
NOTES = [
    "Spoke for 25 minutes. Clear about why ports; notice period two months.",
    "Good call. Wants to know about on-call pay before going on.",
    "Strong on planning problems, less on databases. Worth an interview.",
]
# People whose CV nobody has to read first, by source: the kind of reason and the sentence of the bypass.
KNOWN = {
    "internal": (BypassReason.INTERNAL, "Works in the next team; their manager knows and agrees."),
    "rehire": (BypassReason.KNOWN, "Was with us for three years; we know how they work."),
    "employee-referral": (BypassReason.KNOWN, "A colleague worked with them and vouches for the experience asked for."),
}
VOUCHED = 9
"""A colleague knows every ninth who goes on, so nobody had to read their CV first."""
SAID = "Explained trade-offs before I asked, with an example from their last team."


@dataclass(frozen=True)
class Step:
    at: datetime
    do: Callable[[Application, datetime], None]


class Journey:
    """One application's way; yields its steps in order, up to now."""

    def __init__(self, number: int, journey: DemoJourney, story: DemoStory, chance: Random) -> None:
        self.application: Application = journey.application
        self.fate, self.people, self.chance = journey.fate, story.people, chance
        job = self.application.job
        self.recruiter = self.application.owner
        self.manager = job.hiring_team.get(role=TeamRole.HIRING_MANAGER).user
        self.moment = self.application.applied_at
        self.known = KNOWN.get(self.application.source.key if self.application.source else "")
        if self.known is None and number % VOUCHED == VOUCHED // 2:
            self.known = KNOWN["employee-referral"]
        self.panel = [self.people["interviewer"], self.manager]

    def steps(self) -> Iterator[Step]:
        if self.fate == "applied":
            return
        yield self._after(6, self.to_screen)
        if self.fate == "withdrawn":
            yield self._after(40, self.withdraw)
        elif self.fate == "rejected":
            yield self._after(50, self.reject)
        elif self.fate != "screen":
            yield self._after(40, self.to_interviews)
            yield from self._after_screen()

    def _after_screen(self) -> Iterator[Step]:
        meeting = at_work(self.moment + timedelta(days=4))
        yield self._after(2, lambda row, at: self.invite(row, at, meeting))
        self.moment = meeting + timedelta(hours=1)
        silent = self.fate == "interviews" and self.chance.random() < 0.5
        for person in [] if silent else self.panel[: 1 if self.fate == "interviews" else 2]:
            yield self._after(2, self.judging(person))
        if self.fate in {"offer", "hired"}:
            yield self._after(20, self.to_offer)
            yield self._after(2, self.offer)
        if self.fate == "hired":
            yield self._after(70, self.accept)

    def _after(self, hours: float, do: Callable[[Application, datetime], None]) -> Step:
        """A step so many hours after the last one, or when people are at work again."""
        self.moment = at_work(self.moment + timedelta(hours=hours))
        return Step(self.moment, do)

    def to_screen(self, row: Application, at: datetime) -> None:
        if self.known is not None:
            code, reason = self.known
            told(applications.bypass, application=row, to="screen", reason=reason, code=code, by=self.recruiter, at=at)
            return
        told(gate_items.complete, application=row, key="cv-read", by=self.recruiter, at=at)
        told(applications.advance, application=row, to="screen", by=self.recruiter, at=at + timedelta(minutes=5))

    def to_interviews(self, row: Application, at: datetime) -> None:
        note = self.chance.choice(NOTES)
        told(gate_items.complete, application=row, key="call-notes", by=self.recruiter, at=at, note=note)
        told(candidates.write_note, candidate=row.candidate, application=row, body=note, by=self.recruiter, at=at)
        told(applications.advance, application=row, to="interviews", by=self.recruiter, at=at + timedelta(minutes=5))

    def invite(self, row: Application, at: datetime, starts_at: datetime) -> None:
        told(
            interviews.schedule,
            application=row,
            name="System design",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=60),
            interviewers=self.panel,
            by=self.people["coordinator"],
            at=at,
            time_zone="Europe/Lisbon",
            location="Video",
            attributes=ATTRIBUTES,
            kit=InterviewKit.objects.filter(name="System design").first(),
        )

    def judging(self, person: Any) -> Callable[[Application, datetime], None]:
        def judge(row: Application, at: datetime) -> None:
            attributes = [{"name": name, "rating": self.chance.choice([3, 3, 4]), "note": SAID} for name in ATTRIBUTES]
            told(
                scorecards.submit,
                interview=row.interviews.get(),
                by=person,
                at=at,
                attributes=attributes,
                overall_recommendation=self.chance.choice(["yes", "strong_yes"]),
            )

        return judge

    def to_offer(self, row: Application, at: datetime) -> None:
        """Two scorecards may have moved it on already."""
        row.refresh_from_db()
        if row.stage == Stage.INTERVIEW:
            told(applications.advance, application=row, to="offer", by=self.recruiter, at=at)

    def offer(self, row: Application, at: datetime) -> None:
        """Inside the band; half of them are approved and with the candidate, the others wait for the manager."""
        job, share = row.job, Decimal(self.chance.randrange(20, 80)) / 100
        salary = (job.pay_min + (job.pay_max - job.pay_min) * share).quantize(Decimal(500))
        offer = told(
            offers.draft,
            application=row,
            by=self.recruiter,
            at=at,
            opening=Opening.objects.filter(job=job, application=None, offers=None).first(),
            expires_at=at + timedelta(days=9),
            salary_amount=salary,
            start_date=(at + timedelta(days=60)).date(),
        )
        told(offers.submit, offer=offer, by=self.recruiter, at=at + timedelta(minutes=20), note="Panel agreed.")
        if self.fate == "hired" or self.chance.random() < 0.5:
            approve("offer", offer.pk, at + timedelta(hours=2))
            told(offers.send, offer=offer, by=self.recruiter, at=at + timedelta(hours=6))

    def accept(self, row: Application, at: datetime) -> None:
        told(offers.accept, offer=row.offers.get(), signed_name=row.candidate.name, at=at)

    def reject(self, row: Application, at: datetime) -> None:
        reason = RejectionReason.objects.get(key=self.chance.choice(["less-experience", "lacks-skill", "location"]))
        told(applications.reject, application=row, reason=reason, by=self.recruiter, at=at, note="Others were closer.")

    def withdraw(self, row: Application, at: datetime) -> None:
        reason = RejectionReason.objects.get(key="withdrew-other-job")
        told(applications.withdraw, application=row, by=self.recruiter, at=at, reason=reason)


def at_work(moment: datetime) -> datetime:
    """The same moment, or the next one at which somebody is at work in Lisbon."""
    local = moment.astimezone(ZONE)
    if local.hour >= 17:
        local = (local + timedelta(days=1)).replace(hour=9)
    elif local.hour < 9:
        local = local.replace(hour=9)
    while local.weekday() > 4:
        local = (local + timedelta(days=1)).replace(hour=9)
    return local.astimezone(moment.tzinfo)


def play(*, story: DemoStory, at: datetime) -> None:
    """Let everybody travel, in the order of time, no further than now."""
    _rule(story, at)
    chance = Random(len(story.journeys))
    steps = [
        (step.at, number, step, journey)
        for number, journey in enumerate(Journey(n, each, story, chance) for n, each in enumerate(story.journeys))
        for step in journey.steps()
        if step.at <= at
    ]
    for moment, _, step, journey in sorted(steps, key=lambda each: each[:2]):
        _go(step, journey, moment)


def _rule(story: DemoStory, at: datetime) -> None:
    """Which workflow technical jobs take from now on; all others take the default one."""
    with acting(story.people["admin"], "Demo data"):
        WorkflowSelectionRule.objects.create(
            name="Technical jobs",
            position=selection_rules.next_position(),
            condition={"all": [{"field": "job.is_technical", "op": "eq", "value": True}]},
            workflow=Workflow.objects.get(is_default=True),
            created_at=at,
        )


def _go(step: Step, journey: Journey, at: datetime) -> None:
    """Who is left behind when somebody else fills the job is turned down instead, and goes no further."""
    row = journey.application
    row.refresh_from_db()
    if not row.job.is_over:
        step.do(row, at)
    elif row.is_active:
        journey.reject(row, at)

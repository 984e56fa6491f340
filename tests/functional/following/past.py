"""What happens in a company while somebody follows along: random deeds by the product's own actions, as people do them."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from ats.actions import application_fields, candidates, jobs, merges
from ats.actions import applications as core
from ats.kernel import clock
from ats.kernel.crowding import is_crowded
from ats.kernel.errors import DomainError
from ats.kernel.models import ImportRun
from ats.kernel.transfers import runs
from ats.models import Application, Candidate, CandidateMerge, Department, Job, RejectionReason, Source
from milestones import engine
from milestones.actions import applications as moves
from milestones.actions import gate_items, transfers, visits
from milestones.queries.standing import standing_of

LATER = ["screening", "interview", "offer"]
NOTE = "They talk to each other once more."
NAMES = ["Ana", "Bo", "Chi", "Dag", "Eva", "Fay", "Gil", "Ida"]


class Past:
    """One person at work; `by` may do everything. `done` counts the deeds by name; what a rule refuses is no deed, and
    `refused` has its last words."""

    def __init__(self, by: Any, seed: int) -> None:
        self.by, self.chance = by, Random(seed)
        self.done: dict[str, int] = {}
        self.refused: dict[str, str] = {}
        self.number = seed * 1000

    def go_on(self, deeds: int, among: tuple[str, ...] = ()) -> None:
        for _ in range(deeds):
            name = self.chance.choice(among or OFTEN)
            try:
                getattr(self, name)()
            except DomainError as refusal:
                self.refused[name] = refusal.message
                continue
            except OperationalError as error:
                if not is_crowded(error):
                    raise
                continue
            self.done[name] = self.done.get(name, 0) + 1

    # --- the deeds ----------------------------------------------------------------------------------------------------
    def add(self) -> None:
        candidates.add(**self._person(), **self._signed)

    def apply(self) -> None:
        source = self.chance.choice([None, *Source.objects.all()])
        core.add_new(job=self._one(Job, status="open"), source=source, **self._person(), **self._signed)

    def apply_again(self) -> None:
        core.add(candidate=self._one(Candidate), job=self._one(Job, status="open"), source=None, **self._signed)

    def edit(self) -> None:
        facts = {"title": f"Title {self._next()}", "tags": [self.chance.choice(NAMES)]}
        candidates.edit(candidate=self._one(Candidate), **facts, **self._signed)

    def reach(self) -> None:
        emails = [{"value": f"new{self._next()}@mail.example", "type": "work"}]
        candidates.replace_contacts(candidate=self._one(Candidate), emails=emails, **self._signed)

    def bar(self) -> None:
        candidates.bar_contact(candidate=self._one(Candidate), reason="They asked.", **self._signed)

    def touch_source(self) -> None:
        candidates.note_source(candidate=self._one(Candidate), source=self._one(Source), **self._signed)

    def erase(self) -> None:
        candidates.erase_contacts(candidate=self._one(Candidate), **self._signed)

    def own(self) -> None:
        application_fields.edit(application=self._one(Application), owner=self.by, **self._signed)

    def tick(self) -> None:
        row = self._one(Application, status="active")
        key = self.chance.choice(["cv-read", "call-notes"])
        gate_items.complete(application=row, key=key, note=NOTE, **self._signed)

    def advance(self) -> None:
        row = self._one(Application, status="active")
        allowed = engine.allowed_moves(standing_of(row, clock.now()).state, clock.now())
        if allowed:
            moves.advance(application=row, to=self.chance.choice(allowed), note=NOTE, **self._signed)

    def bypass(self) -> None:
        to = self.chance.choice(["screen", "interviews", "offer"])
        moves.bypass(application=self._one(Application, status="active"), to=to, reason=NOTE, **self._signed)

    def regress(self) -> None:
        to = "applied"
        moves.regress(
            application=self._one(Application, status="active", stage__in=LATER), to=to, note=NOTE, **self._signed
        )

    def reject(self) -> None:
        reason = RejectionReason.objects.filter(type="we_declined").first()
        moves.reject(application=self._one(Application, status="active"), reason=reason, note=NOTE, **self._signed)

    def withdraw(self) -> None:
        moves.withdraw(application=self._one(Application, status="active"), **self._signed)

    def reopen(self) -> None:
        moves.reopen(
            application=self._one(Application, status__in=["rejected", "withdrawn"]), note=NOTE, **self._signed
        )

    def transfer(self) -> None:
        transfers.transfer(
            application=self._one(Application, status="active"), job=self._one(Job, status="open"), **self._signed
        )

    def hire(self) -> None:
        day = clock.now().date() + timedelta(days=30)
        row = self._one(Application, status="active")
        if row.stage != "offer":
            row = moves.bypass(application=row, to="offer", reason=NOTE, **self._signed)
        visits.receive_signal(application_id=row.pk, code="offer.accepted", at=clock.now(), by=self.by)
        moves.hire(application=row, opening=None, start_date=day, **self._signed)

    def merge(self) -> None:
        merges.merge(candidate=self._one(Candidate), into=self._one(Candidate), **self._signed)

    def unmerge(self) -> None:
        last = CandidateMerge.objects.filter(unmerged_at=None).order_by("-merged_at").first()
        if last:
            merges.unmerge(candidate=last.absorbed, **self._signed)

    def create_job(self) -> None:
        department, _ = Department.objects.get_or_create(name="Quay")
        facts = {"name": f"Job {self._next()}", "department": department, "override_reason": "So be it."}
        jobs.create(**facts, openings=3, **self._signed)

    def edit_job(self) -> None:
        team = {"coordinator": [self.by] if self.chance.random() < 0.5 else []}
        jobs.edit(job=self._one(Job), description=f"Berths, {self._next()}.", team=team, **self._signed)

    def ask(self) -> None:
        asked = [{"text": f"Why {self._next()}?", "kind": "text", "choices": [], "is_required": False}]
        jobs.edit(job=self._one(Job), questions=asked, **self._signed)

    def hold(self) -> None:
        few = Job.objects.filter(status="open").count() < 2
        job = self._one(Job, status="on_hold" if few else "open")
        jobs.hold(job=job, on=job.takes_applications, reason="The plan changed.", **self._signed)

    def close(self) -> None:
        if Job.objects.filter(status="open").count() < 2:
            raise DomainError("There must be one to apply for.")
        jobs.close(job=self._one(Job, status="open"), outcome="filled", reason="No need.", **self._signed)

    def open(self) -> None:
        jobs.open_job(job=self._one(Job, status="filled"), **self._signed)

    def import_file(self) -> None:
        number = self._next()
        lines = [f"Ina,Import{number + n},ina{number + n}@mail.example" for n in range(3)]
        known = self._one(Candidate)
        if known.email_addresses.exists():
            lines.append(f"{known.first_name},Imported,{known.main_email}")
        table = "First name,Surname,Email\n" + "\n".join(lines) + "\n"
        file = SimpleUploadedFile("people.csv", table.encode())
        run = runs.upload(noun="candidates", file=file, duplicates="update", **self._signed)
        runs.commit(run=run, **self._signed)
        runs.run_queued(clock.now())

    def roll_back(self) -> None:
        run = ImportRun.objects.filter(status="committed").order_by("-committed_at").first()
        if run:
            runs.roll_back(run=run, **self._signed)

    # --- what they take -----------------------------------------------------------------------------------------------
    @property
    def _signed(self) -> dict[str, Any]:
        return {"by": self.by, "at": clock.now()}

    def _one(self, model: Any, **narrowed: Any) -> Any:
        """Any row there is; those that came last more often, since they are in the midst of things."""
        rows = list(model.objects.filter(**narrowed).order_by("-created_at")[:25])
        if not rows:
            raise DomainError("There is nobody yet.")
        return rows[min(int(self.chance.expovariate(0.2)), len(rows) - 1)]

    def _next(self) -> int:
        self.number += 10
        return self.number

    def _person(self) -> dict[str, Any]:
        number = self._next()
        first = self.chance.choice(NAMES)
        return {"first_name": first, "last_name": f"No {number}", "email": f"{first.lower()}{number}@mail.example"}


DEEDS: dict[str, Callable[[Past], None]] = {
    name: deed for name, deed in vars(Past).items() if callable(deed) and not name.startswith("_") and name != "go_on"
}
SELDOM = {"erase", "bar", "create_job", "close", "hold", "roll_back", "import_file"}
OFTEN = tuple(name for name in DEEDS for _ in range(1 if name in SELDOM else 3))

"""Creating a job and changing its facts. What approvers look at (JOB_TERMS, headcount) changes freely in a draft only."""

import copy
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ats.actions import external_ids
from ats.actions.jobs import doubting
from ats.actions.jobs.parts import new_opening, set_places, set_questions, set_team, show_pay
from ats.actions.persistence import change, locked, one_at_a_time, touch
from ats.actions.recording import tell
from ats.events import JobCreated, JobOpeningAdded, JobOpeningChanged, JobTeamChanged, JobUpdated
from ats.kernel.crowding import insist
from ats.kernel.history import acting
from ats.kernel.taken import taken
from ats.models import JOB_TERMS, HiringTeamMember, Job, Opening, User, moments
from ats.models.job import REQUISITION
from ats.policies import custom_fields
from ats.policies import jobs as policy
from ats.queries.job_doubts import DOUBTED, Doubt
from ats.queries.jobs import next_requisition_id


def create(
    *,
    by: Any,
    at: datetime,
    locations: Any = (),
    openings: int = 1,
    team: dict[str, list[Any]] | None = None,
    questions: list[dict[str, Any]] | None = None,
    requisition_id: str = "",
    override_reason: str = "",
    **facts: Any,
) -> Job:
    """A new draft. `team` gives users by TeamRole; `openings` headcounts are numbered after the requisition.

    Without a requisition id the next free one is taken. Raises Taken for one that another job has, ExternalIdTaken,
    JobDoubtful for a likely duplicate or misclassification without an `override_reason`; then nothing is saved.
    """
    moments.plausible(target_date=facts.get("target_date"))
    if facts.get("custom_fields"):
        facts["custom_fields"] = custom_fields.merged("job", {}, facts["custom_fields"], by=by)
    planned = Job(**facts)
    policy.backfill_fits(planned)
    found = doubting.settle(planned, by, override_reason)

    def write() -> Job:
        with transaction.atomic(), acting(by, doubting.why("Created", found, override_reason)):
            external_ids.claim(Job, facts.get("external_id", ""))
            job = Job.objects.create(created_at=at, requisition_id=_requisition_id(requisition_id), **facts)
            job.locations.set(locations)
            for _ in range(openings):
                new_opening(job, at)
            set_team(job, team or {})
            set_questions(job, questions or [], at)
            tell(JobCreated(subject_id=job.pk, occurred_at=at, actor_id=by.pk), job, by=by)
            doubting.keep(job, found, reason=override_reason, by=by, at=at)
        return job

    return insist(write)  # whoever waits for a number has nothing to look at anew: their turn comes


def edit(
    *,
    job: Job,
    by: Any,
    at: datetime,
    seen: datetime | None = None,
    locations: Any = None,
    team: dict[str, list[Any]] | None = None,
    questions: list[dict[str, Any]] | None = None,
    override_reason: str = "",
    **facts: Any,
) -> Job:
    """Change a job's facts; posts that are live show them at once.

    `seen` is the `updated_at` that the editor's page was made from. Raises Stale when somebody changed the job since,
    TermsRefused for terms that are before approvers (withdraw the submission) or approved (`amend`), JobDoubtful for a
    likely duplicate or misclassification that comes with the change, without an `override_reason`.
    """
    with transaction.atomic():
        row = locked(job)
        policy.editable(row)
        policy.unchanged_since(row, seen)
        if "custom_fields" in facts:
            given = facts["custom_fields"]
            facts["custom_fields"] = custom_fields.merged("job", row.custom_fields, given, by=by, row=row)
        changed = {name: value for name, value in facts.items() if getattr(row, name) != value}
        policy.terms_may_change(row, changed.keys() & set(JOB_TERMS))
        found = _doubts(row, changed, by, override_reason)
        with acting(by, doubting.why("Edited", found, override_reason)):
            _edit(row, changed, locations, team, questions, by, at)
            doubting.keep(row, found, reason=override_reason, by=by, at=at)
    return row


def _doubts(row: Job, changed: dict[str, Any], by: Any, reason: str) -> list[Doubt]:
    """Those that come with the change; a job whose other facts change is left in peace."""
    after = copy.copy(row)
    for name, value in changed.items():
        setattr(after, name, value)
    policy.backfill_fits(after)
    return doubting.settle(after, by, reason) if changed.keys() & DOUBTED else []


def _edit(row: Job, changed: dict[str, Any], locations: Any, team: Any, questions: Any, by: Any, at: datetime) -> None:
    moments.plausible(target_date=changed.get("target_date"))
    if "requisition_id" in changed:
        _requisition_id(changed["requisition_id"])
    external_ids.claim(Job, changed.get("external_id", ""))
    parts = {
        "locations": locations is not None and set_places(row, locations),
        "hiring_team": team is not None and set_team(row, team),
        "questions": questions is not None and set_questions(row, questions, at),
    }
    if "shows_pay" in changed:
        show_pay(row, changed["shows_pay"])
    _tell_edited(row, changed, [name for name, differs in parts.items() if differs], by, at)


def add_opening(*, job: Job, by: Any, at: datetime, target_start_date: Any = None, opening_id: str = "") -> Opening:
    """One more headcount of a draft; an approved job gets more by `amend`."""
    with transaction.atomic(), acting(by, "Opening added"):
        row = locked(job)
        policy.editable(row)
        policy.terms_may_change(row, ["openings"])
        opening = new_opening(row, at, target_start_date=target_start_date, opening_id=opening_id)
        touch(row)
        added = JobOpeningAdded(subject_id=row.pk, occurred_at=at, actor_id=by.pk, opening_id=opening.pk)
        tell(added, row, by=by)
    return opening


def change_opening(*, opening: Opening, target_start_date: date | None, by: Any, at: datetime) -> Opening:
    """Another day on which somebody is to start in this headcount; it is no term, so no approval is asked."""
    with transaction.atomic(), acting(by, "Date of an opening changed"):
        job = locked(opening.job)
        policy.editable(job)
        row = locked(opening)
        policy.still_wanted(row)
        moments.plausible(target_start_date=target_start_date)
        change(row, target_start_date=target_start_date)
        touch(job)
        told = JobOpeningChanged(subject_id=job.pk, occurred_at=at, actor_id=by.pk, opening_id=row.pk)
        tell(told, job, by=by)
    return row


def add_to_team(*, job: Job, user: Any, role: str, by: Any, at: datetime) -> HiringTeamMember:
    """Put one more person on the hiring team; whoever sits there already stays as they are.

    Raises SeatRefused where the person's role in the company doesn't go with deciding in that seat.
    """
    with transaction.atomic(), acting(by, "Added to the hiring team"):
        row = locked(job)
        policy.editable(row)
        others = list(User.objects.filter(hiring_teams__job=row, hiring_teams__role=role))
        if set_team(row, {role: [*others, user]}):
            _tell_edited(row, {}, ["hiring_team"], by, at)
        return row.hiring_team.get(user=user, role=role)


def remove_from_team(*, member: HiringTeamMember, by: Any, at: datetime) -> Job:
    """Take one seat away; the person keeps others that they hold on the job."""
    with transaction.atomic(), acting(by, "Removed from the hiring team"):
        row = locked(member.job)
        policy.editable(row)
        member.delete()
        _tell_edited(row, {}, ["hiring_team"], by, at)
    return row


def _requisition_id(wanted: str) -> str:
    """`wanted`, or the next free one; held until the transaction ends, so that two jobs never get the same."""
    one_at_a_time("requisition ids")
    if wanted and Job.objects.filter(requisition_id=wanted).exists():
        raise taken(REQUISITION)
    return wanted or next_requisition_id()


def _tell_edited(row: Job, changed: dict[str, Any], parts: list[str], by: Any, at: datetime) -> None:
    """Save what changed, or at least that something did: who edits meanwhile is then told."""
    if not changed and not parts:
        return
    change(row, **changed)
    who = {"subject_id": row.pk, "occurred_at": at, "actor_id": by.pk}
    if "hiring_team" in parts:
        tell(JobTeamChanged(**who), row, by=by)
    tell(JobUpdated(**who, fields=sorted([*changed, *parts])), row, by=by)

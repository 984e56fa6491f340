"""One person's work goes to others, each kind through the deed that would change it by hand, in the caller's transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ats.actions import interviews
from ats.actions.jobs.parts import set_team
from ats.actions.persistence import change, locked
from ats.actions.recording import tell
from ats.events import CandidateUpdated, JobTeamChanged, TaskChanged
from ats.kernel.approvals import succession
from ats.models import Job, User
from ats.queries import leaving


def hand_over(*, person: User, successors: Mapping[str, User], by: Any, at: datetime) -> None:
    """Whatever is `person`'s goes to the successor of its kind. Lock order: job, application, candidate, interview, to-do."""
    for kind, deed in DEEDS.items():
        if kind in successors:
            deed(person, successors[kind], by, at)


def _teams(person: User, to: User, by: Any, at: datetime) -> None:
    """The seat goes with its role; whoever has that seat on the job already keeps it."""
    ids = sorted(set(leaving.teams(person, at).values_list("job", flat=True)))
    for job in Job.objects.filter(pk__in=ids).order_by("pk"):
        row = locked(job)
        seats = list(row.hiring_team.select_related("user"))
        for role in sorted({seat.role for seat in seats if seat.user_id == person.pk}):
            staying = [seat.user for seat in seats if seat.role == role and seat.user_id != person.pk]
            set_team(row, {role: list({user.pk: user for user in [*staying, to]}.values())})
        tell(JobTeamChanged(subject_id=row.pk, occurred_at=at, actor_id=by.pk), row, by=by)


def _candidates(person: User, to: User, by: Any, at: datetime) -> None:
    for candidate in leaving.candidates(person, at).order_by("pk"):
        row = locked(candidate)
        change(row, owner=to)
        tell(CandidateUpdated(subject_id=row.pk, occurred_at=at, actor_id=by.pk, fields=["owner"]), row, by=by)


def _applications(person: User, to: User, by: Any, at: datetime) -> None:
    for application in leaving.applications(person, at).order_by("pk"):
        change(locked(application), owner=to)


def _interviews(person: User, to: User, by: Any, at: datetime) -> None:
    """The panel changes, so that the calendar of whoever comes in and the one of whoever goes are told."""
    for interview in leaving.interviews(person, at).order_by("pk"):
        panel = [each for each in interview.interviewers.all() if each.pk != person.pk]
        if to not in panel:
            panel.append(to)
        interviews.reschedule(interview=interview, by=by, at=at, interviewers=panel)


def _approvals(person: User, to: User, by: Any, at: datetime) -> None:
    succession.hand_over(person=person, to=to, by=by, at=at)


def _tasks(person: User, to: User, by: Any, at: datetime) -> None:
    for task in leaving.tasks(person, at).order_by("pk"):
        row = locked(task)
        change(row, assigned_to=to)
        tell(
            TaskChanged(
                subject_id=row.pk,
                occurred_at=at,
                actor_id=by.pk,
                application_id=row.application_id,
                fields=["assigned_to"],
            ),
            row,
            by=by,
        )


def _reports(person: User, to: User, by: Any, at: datetime) -> None:
    for report in leaving.reports(person, at).exclude(pk=to.pk).order_by("pk"):
        change(locked(report), manager=to)


def _manager_of_successor(person: User, to: User, by: Any, at: datetime) -> None:
    """Whoever takes over from their own manager reports to that one's manager."""
    if to.manager_id == person.pk:
        change(locked(to), manager=person.manager)


def _all_reports(person: User, to: User, by: Any, at: datetime) -> None:
    _reports(person, to, by, at)
    _manager_of_successor(person, to, by, at)


DEEDS = {
    "teams": _teams,
    "applications": _applications,
    "candidates": _candidates,
    "interviews": _interviews,
    "approvals": _approvals,
    "tasks": _tasks,
    "reports": _all_reports,
}

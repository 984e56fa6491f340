"""Reminders of interviews to come and of scorecards that are owed: planned with the interview, told when due."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from ats.actions.persistence import locked
from ats.actions.recording import tell
from ats.events import InterviewComesSoon, ScorecardOwed
from ats.kernel import business_time, timers
from ats.models import Interview
from ats.queries.calendars import calendar_of

COMING = "interviews.coming"
OWED = "interviews.scorecards_owed"


def plan(interview: Interview, at: datetime) -> None:
    """Plan both anew, as the interview stands now; its row is locked. What would be due already is left out."""
    call_off(interview)
    _arm(COMING, interview, interview.starts_at - timedelta(hours=settings.INTERVIEW_REMINDER_HOURS), at)
    if settings.SCORECARD_REMINDERS:
        _arm_owed(interview, after=max(interview.ends_at, at), at=at, turn=1)


def call_off(interview: Interview) -> None:
    timers.cancel_group(_group(interview), "The interview was moved, cancelled, or all its scorecards are in.")


def call_off_coming(interview: Interview) -> None:
    """It was held: nobody is reminded to come, though scorecards may be owed still."""
    timers.cancel(key=f"{COMING}:{interview.pk}:0", reason="The interview was held.")


def say_it_comes(interview: Interview, *, sequence: int, at: datetime) -> bool:
    """Tell that the interview is near; False, and nothing done, where it was moved, cancelled or held meanwhile."""
    with transaction.atomic():
        row = locked(interview)
        if not row.is_scheduled or row.sequence != sequence or row.starts_at <= at:
            return False
        coming = InterviewComesSoon(
            subject_id=row.pk,
            occurred_at=at,
            actor_id=None,
            application_id=row.application_id,
            sequence=row.sequence,
        )
        tell(coming, row, by=None)
    return True


def ask_for_scorecards(interview: Interview, *, sequence: int, turn: int, at: datetime) -> bool:
    """Tell who owes a scorecard, and plan the next turn; False where nobody owes one, or it no longer matters."""
    with transaction.atomic():
        row = locked(interview)
        late = _late(row)
        if row.sequence != sequence or row.is_cancelled or not row.application.is_active or not late:
            return False
        owed = ScorecardOwed(
            subject_id=row.pk,
            occurred_at=at,
            actor_id=None,
            application_id=row.application_id,
            interviewer_ids=sorted(late),
            turn=turn,
        )
        tell(owed, row, by=None)
        if turn < settings.SCORECARD_REMINDERS:
            _arm_owed(row, after=at, at=at, turn=turn + 1)
    return True


def _late(row: Interview) -> list[Any]:
    given = row.scorecards.filter(submitted_at__isnull=False).values("interviewer")
    return list(row.interviewers.exclude(pk__in=given).values_list("pk", flat=True))


def _arm_owed(interview: Interview, *, after: datetime, at: datetime, turn: int) -> None:
    """In the working time of the job's calendar; nobody is reminded where nobody ever works."""
    calendar, freezes = calendar_of(interview.application.job), business_time.active_freezes()
    try:
        due = business_time.add(after, settings.SCORECARD_DUE_MINUTES, calendar, freezes)
    except business_time.NoWorkingTime:
        return
    _arm(OWED, interview, due, at, turn)


def _arm(kind: str, interview: Interview, due: datetime, at: datetime, turn: int = 0) -> None:
    if due <= at:
        return
    timers.arm(
        kind=kind,
        key=f"{kind}:{interview.pk}:{turn}",
        due_at=due,
        subject_id=interview.pk,
        version=interview.sequence,
        group=_group(interview),
        data={"turn": turn},
    )


def _group(interview: Interview) -> str:
    return f"interview:{interview.pk}"

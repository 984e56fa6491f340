"""Scorecards: drafted while listening, submitted once."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ats.actions import interviews, reminders
from ats.actions.persistence import locked
from ats.actions.recording import record, tell
from ats.events import ScorecardSubmitted
from ats.kernel.errors import DomainError, NotAllowed, Stale
from ats.kernel.history import acting
from ats.models import Interview, InterviewStatus, Recommendation, Scorecard
from ats.models.interview import Rating


class ScorecardIncomplete(DomainError):
    """Something that the scorecard needs is missing; `unrated` names the attributes."""


def save_draft(
    *,
    interview: Interview,
    by: Any,
    at: datetime,
    attributes: Iterable[Mapping[str, Any]] = (),
    overall_recommendation: str = "",
    note: str = "",
) -> Scorecard:
    """Keep what `by` has filled in so far; nobody else sees it."""
    with transaction.atomic(), acting(by, "Scorecard drafted"):
        row = _own(locked(interview), by, at)
        _fill(row, attributes, overall_recommendation, note)
        row.save()
        record("scorecard.drafted", row, by=by, at=at)
    return row


def submit(
    *,
    interview: Interview,
    by: Any,
    at: datetime,
    attributes: Iterable[Mapping[str, Any]],
    overall_recommendation: str,
    note: str = "",
    unrated_is_meant: bool = False,
) -> Scorecard:
    """Hand the scorecard in. With the last one of the panel the interview is complete.

    Raises ScorecardIncomplete without a recommendation, or with unrated attributes unless `unrated_is_meant`.
    """
    with transaction.atomic(), acting(by, "Scorecard submitted"):
        meeting = locked(interview)
        row = _own(meeting, by, at)
        _fill(row, attributes, overall_recommendation, note)
        _check(row, unrated_is_meant)
        row.submitted_at = at
        row.save()
        _tell(meeting, row, by, at)
    return row


def _own(interview: Interview, by: Any, at: datetime) -> Scorecard:
    """The scorecard of `by`, made when it is missing. Raises NotAllowed off the panel, Stale when it was submitted."""
    if not interview.interviewers.filter(pk=by.pk).exists():
        raise NotAllowed(_("Only the interviewers of this interview fill in its scorecard."))
    if interview.status == InterviewStatus.CANCELLED:
        raise Stale(_("This interview was cancelled, so it takes no scorecard."))
    row = Scorecard.objects.filter(interview=interview, interviewer=by).first()
    if row is not None and row.submitted_at:
        raise Stale(_("Your scorecard is in already."))
    return row or Scorecard(interview=interview, interviewer=by, created_at=at)


def _fill(row: Scorecard, attributes: Iterable[Mapping[str, Any]], recommendation: str, note: str) -> None:
    """Take over what was filled in, for what the interview asks about; where it asks nothing, what was given."""
    given = {entry["name"]: entry for entry in attributes}
    asked = row.interview.attributes or list(given)
    unknown = set(given) - set(asked)
    if unknown:
        raise ScorecardIncomplete(
            _("This interview doesn't ask about: {attributes}.").format(attributes=", ".join(sorted(unknown)))
        )
    if recommendation and recommendation not in Recommendation.values:
        raise ScorecardIncomplete(_("Choose one of the four recommendations."))
    row.attributes = [_entry(name, given.get(name, {})) for name in asked]
    row.overall_recommendation, row.note = recommendation, note


def _entry(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    rating = given.get("rating")
    if rating is not None and rating not in Rating.values:
        raise ScorecardIncomplete(_("Rate “{name}” with one of the four words.").format(name=name))
    return {"name": name, "rating": rating, "note": str(given.get("note", ""))}


def _check(row: Scorecard, unrated_is_meant: bool) -> None:
    if not row.overall_recommendation:
        raise ScorecardIncomplete(_("Say what you recommend."))
    unrated = [entry["name"] for entry in row.attributes if entry["rating"] is None]
    if unrated and not unrated_is_meant:
        raise ScorecardIncomplete(
            _("You haven't rated: {attributes}.").format(attributes=", ".join(unrated)), unrated=unrated
        )


def _tell(meeting: Interview, row: Scorecard, by: Any, at: datetime) -> None:
    expected = meeting.interviewers.count()
    submitted = meeting.scorecards.filter(submitted_at__isnull=False).count()
    handed_in = ScorecardSubmitted(
        subject_id=meeting.application_id,
        occurred_at=at,
        actor_id=by.pk,
        interview_id=meeting.pk,
        scorecard_id=row.pk,
        submitted=submitted,
        expected=expected,
    )
    tell(handed_in, row, by=by)
    if submitted >= expected:
        reminders.call_off(meeting)
        if meeting.is_scheduled:
            interviews.complete(interview=meeting, by=by, at=at)

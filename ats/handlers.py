"""What the core does by itself when a time comes, or after something has happened."""

from datetime import datetime
from typing import Any

from ats import notice_handlers
from ats.actions import duplicates, offers, reminders
from ats.actions.offers.guards import EXPIRY
from ats.events import (
    ApplicationReceived,
    CandidateAdded,
    CandidateContactsChanged,
    CandidateMerged,
    CandidateUnmerged,
    CandidateUpdated,
)
from ats.kernel.outbox import Event, handles
from ats.kernel.timers import Timer, fires
from ats.models import Interview, Offer

assert notice_handlers  # (handlers are registered by being imported)


@fires(EXPIRY)
def expire_offers(due: list[Timer], *, at: datetime) -> None:
    """Expire the offers whose time is over; one that was answered or extended meanwhile is left as it is."""
    found = Offer.objects.in_bulk([timer.subject_id for timer in due])
    for timer in due:
        offer = found.get(timer.subject_id)
        if offer is None or not offers.expire(offer=offer, at=at):
            timer.stale("The offer was answered, withdrawn or extended before this time.")


@handles(CandidateAdded, name="ats.duplicates.added")
@handles(CandidateUpdated, name="ats.duplicates.updated")
@handles(CandidateContactsChanged, name="ats.duplicates.contacts")
def look_for_duplicates(event: Event, *, event_id: Any, at: datetime) -> None:
    """Whom does the record resemble, as it is now?"""
    duplicates.look_at(candidate_id=event.subject_id, at=at)


@handles(ApplicationReceived, name="ats.duplicates.applied")
def look_at_applicant(event: ApplicationReceived, *, event_id: Any, at: datetime) -> None:
    duplicates.look_at(candidate_id=event.candidate_id, at=at)


@handles(CandidateMerged, name="ats.duplicates.merged")
@handles(CandidateUnmerged, name="ats.duplicates.unmerged")
def look_at_both(event: CandidateMerged | CandidateUnmerged, *, event_id: Any, at: datetime) -> None:
    for candidate_id in (event.absorbed_id, event.subject_id):
        duplicates.look_at(candidate_id=candidate_id, at=at)


@fires(reminders.COMING)
def remind_of_interviews(due: list[Timer], *, at: datetime) -> None:
    found = Interview.objects.in_bulk([timer.subject_id for timer in due])
    for timer in due:
        row = found.get(timer.subject_id)
        if row is None or not reminders.say_it_comes(row, sequence=timer.version, at=at):
            timer.stale("The interview was moved, cancelled or held before this time.")


@fires(reminders.OWED)
def remind_of_scorecards(due: list[Timer], *, at: datetime) -> None:
    found = Interview.objects.in_bulk([timer.subject_id for timer in due])
    for timer in due:
        row, turn = found.get(timer.subject_id), timer.data.get("turn", 1)
        if row is None or not reminders.ask_for_scorecards(row, sequence=timer.version, turn=turn, at=at):
            timer.stale("The scorecards are in, or they no longer matter.")

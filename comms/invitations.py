"""iCalendar objects for interviews (RFC 5545; sent as RFC 6047 says).

Each recipient gets an event of their own, with its own UID and with them as the only attendee: the candidate does not
learn who else sits on the panel, and a cancellation to one does not touch the others.
"""

from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress, vText

from ats.models import Interview
from comms.mailbox import sender

REQUEST, CANCEL = "REQUEST", "CANCEL"


def invitation(
    interview: Interview, *, name: str, address: str, person: str, method: str, at: datetime, details: str = ""
) -> str:
    """The text of the calendar object for one attendee.

    `person` tells attendees apart in the UID (a user's id, or "candidate"); `method` is REQUEST or CANCEL; `at` is the
    time of writing (DTSTAMP); `details` stand in the entry's description, for that attendee alone.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Waymark//Interviews//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    event = _event(interview, _attendee(name, address), person, method, at)
    if details:
        event.add("description", details)
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _event(interview: Interview, attendee: vCalAddress, person: str, method: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{interview.pk}-{person}@{sender()[1].rpartition('@')[2]}")
    event.add("sequence", interview.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", interview.starts_at.astimezone(UTC))
    event.add("dtend", interview.ends_at.astimezone(UTC))
    event.add("summary", f"{interview.name}: {interview.application.job.name}")
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("organizer", _organiser())
    event.add("attendee", attendee, encode=0)
    if interview.location:
        event.add("location", interview.location)
    return event


def _attendee(name: str, address: str) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params["CN"] = vText(name or address)
    attendee.params["CUTYPE"] = vText("INDIVIDUAL")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("TRUE")
    return attendee


def _organiser() -> vCalAddress:
    """The mailbox that replies go to."""
    name, address = sender()
    organiser = vCalAddress(f"mailto:{address}")
    organiser.params["CN"] = vText(name)
    return organiser

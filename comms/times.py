"""Interviews as mail tells of them. Times stand in the reader's zone, with its name, so that nobody has to ask which one is
meant."""

from zoneinfo import ZoneInfo

from ats.models import Interview


def when(interview: Interview, time_zone: str = "") -> str:
    """Day and hours in `time_zone` (the reader's; else the interview's own), with the zone's name."""
    name = time_zone or interview.time_zone
    zone = ZoneInfo(name)
    start, end = interview.starts_at.astimezone(zone), interview.ends_at.astimezone(zone)
    return f"{start:%A} {start.day} {start:%B %Y}, {start:%H:%M}–{end:%H:%M} ({name})"


def facts(interview: Interview, time_zone: str = "") -> dict[str, str]:
    """What every wording about an interview says of it; `time_zone` as for `when`."""
    return {
        "interview_name": interview.name,
        "interview_time": when(interview, time_zone),
        "interview_place": interview.location or "Place follows",
    }

"""That working time is counted otherwise from now on; whoever keeps deadlines plans them anew."""

from dataclasses import dataclass

from ats.kernel.outbox import Event, event


@event("calendar.changed")
@dataclass(frozen=True, kw_only=True)
class CalendarChanged(Event):
    """A working calendar was made, edited or deleted; `subject_id` is the calendar."""

    version: int


@event("freeze.changed")
class FreezeChanged(Event):
    """A freeze was made, edited or deleted; `subject_id` is the freeze."""

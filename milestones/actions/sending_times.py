"""When a message that waits goes out: in the morning, where the candidate is."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ats.models import Candidate

NOW, TOMORROW, LATER, NEVER = "now", "tomorrow", "later", "never"
WHEN = [
    (TOMORROW, _("Tomorrow at 9:00")),
    (LATER, _("In three days at 9:00")),
    (NOW, _("Now")),
    (NEVER, _("No e-mail")),
]
DAYS = {TOMORROW: 1, LATER: 3}
MORNING = time(9)


def send_at(send: str, candidate: Candidate, at: datetime) -> datetime:
    """Nine in the morning where the candidate is (else where the company is), so many days ahead; else at once."""
    if send not in DAYS:
        return at
    zone = ZoneInfo(candidate.time_zone or settings.DEFAULT_TIME_ZONE)
    day = at.astimezone(zone).date() + timedelta(days=DAYS[send])
    return datetime.combine(day, MORNING, tzinfo=zone)

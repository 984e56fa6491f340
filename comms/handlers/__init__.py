"""What comms does about events of lower apps. Each file holds one noun's; CommsConfig.ready() loads them all."""

from comms.handlers import applications, approvals, bookings, candidates, interviews, notices, offers, people, reminders

__all__ = [
    "applications",
    "approvals",
    "bookings",
    "candidates",
    "interviews",
    "notices",
    "offers",
    "people",
    "reminders",
]

"""Django finds the kernel's admin pages here; each stands in its room."""

from ats.kernel.outbox import admin as outbox
from ats.kernel.timers import admin as timers
from ats.kernel.webhooks import admin as webhooks

__all__ = ["outbox", "timers", "webhooks"]

"""Django finds the kernel's admin pages here; each stands in its room."""

from django.utils.translation import gettext_noop

from ats.kernel.outbox import admin as outbox
from ats.kernel.timers import admin as timers
from ats.kernel.transfers.exports import admin as exports
from ats.kernel.webhooks import admin as webhooks

__all__ = ["exports", "outbox", "timers", "webhooks"]

# What the administration's own buttons say, in the words of the product's other buttons.
BUTTONS = [
    gettext_noop("Save and add another"),
    gettext_noop("Save and continue editing"),
    gettext_noop("Save and view"),
    gettext_noop("Save as new"),
]

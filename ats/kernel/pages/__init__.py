"""What all pages share: navigation, slots, the timeline, answers for htmx, toasts.

The kernel knows no noun of hiring: apps register what they bring in `AppConfig.ready()`.
"""

from ats.kernel.pages import timeline
from ats.kernel.pages.addresses import ids, with_query
from ats.kernel.pages.answers import go, respond, wants_part
from ats.kernel.pages.finding import Hit, command, finder
from ats.kernel.pages.guidance import help_topic
from ats.kernel.pages.navigation import Counted, Group, nav
from ats.kernel.pages.slots import Panel, slot
from ats.kernel.pages.timeline import Entry

__all__ = [
    "Counted",
    "Entry",
    "Group",
    "Hit",
    "Panel",
    "command",
    "finder",
    "go",
    "help_topic",
    "ids",
    "nav",
    "respond",
    "slot",
    "timeline",
    "wants_part",
    "with_query",
]

"""The engine's vocabulary. Values equal those of the models' choices (a test compares them); no model here."""

from enum import StrEnum

from django.utils.translation import gettext_noop as _


class Kind(StrEnum):
    TIME_BASED = "time_based"
    ACTION_TRIGGERED = "action_triggered"
    STAGE_GATED = "stage_gated"


class GateKind(StrEnum):
    CHECKLIST_ITEM = "checklist_item"
    NOTE = "note"
    FIELD = "field"
    SCORECARDS = "scorecards"
    APPROVAL = "approval"
    CHECK = "check"


class Status(StrEnum):
    ACTIVE = "active"
    HIRED = "hired"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    ADVANCED = "advanced"
    REGRESSED = "regressed"
    BYPASSED = "bypassed"
    SKIPPED = "skipped"
    TRANSFERRED = "transferred"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    HIRED = "hired"


class Cause(StrEnum):
    PERSON = "person"
    APPLICATION = "application"
    EVENT = "event"
    CLOCK = "clock"


class Direction(StrEnum):
    FORWARD = "forward"
    BACK = "back"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    BYPASS = "bypass"


class Basis(StrEnum):
    ENTERED = "entered"
    OFFER_EXPIRY = "offer_expiry"
    INTERVIEW_START = "interview_start"
    START_DATE = "start_date"


# Whoever stands in one of these stages has been hired; nobody comes there by a plain move.
HIRED_STAGES = frozenset({"pre_boarding", "started"})
OFFER_STAGE = "offer"
# The event that says that a scorecard is in; a scorecards gate names it better than the bare event does.
SCORECARD_SIGNAL = "scorecard.submitted"
# The domain events that an action-triggered milestone may wait for, each as a clause; whoever shows one translates it.
SIGNALS = {
    "interview.scheduled": _("an interview is scheduled"),
    "interview.completed": _("an interview is complete"),
    SCORECARD_SIGNAL: _("a scorecard is in"),
    "offer.approved": _("the offer is approved"),
    "offer.sent": _("the offer is sent"),
    "offer.accepted": _("the candidate accepts the offer"),
}
# Gate items that a person completes by saying so. The others follow from something that is true or not.
BY_HAND = frozenset({GateKind.CHECKLIST_ITEM, GateKind.NOTE})
# Gate items that work; the other kinds are words of the API that wait for the mechanism which will answer them.
WORKING_GATES = BY_HAND | {GateKind.SCORECARDS}
# Mail that loses its meaning when the milestone that it speaks of is left.
ABOUT_THE_VISIT = ("escalation",)

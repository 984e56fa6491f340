"""What an application waits for, in a few words: on cards, in lists, on the home page, above the application."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ats.models import Stage
from milestones import engine
from milestones.engine.refusals import Missing
from milestones.engine.words import GateKind
from milestones.queries.offer_words import NOT_DRAFTED, OfferWords
from milestones.queries.standing import Standing

BEGINNING = {Stage.LEAD, Stage.APPLIED}


def waits_for(standing: Standing) -> str:
    return awaited(standing.state, standing.offer)


def awaited(state: engine.State, offer: OfferWords | None) -> str:
    """What is next: what is missing first, else the milestone that they may move to."""
    if not state.is_open or state.step is None:
        return ""
    missing = engine.missing(state)
    return item_words(state, offer, missing[0]) if missing else ready_for(state)


def ready_for(state: engine.State) -> str:
    further = following(state)
    return _("Ready for {milestone}").format(milestone=further.name) if further else _("Last milestone")


def following(state: engine.State) -> engine.Step | None:
    """The milestone after this one; none where only a beginning stands behind it, as “Application rejected” does at the
    end of an imported workflow: nobody is led from an interview to where people begin."""
    assert state.step is not None
    further = state.plan.next(state.step)
    if further is None or (further.stage in BEGINNING and state.step.stage not in BEGINNING):
        return None
    return further


def item_words(state: engine.State, offer: OfferWords | None, item: Missing) -> str:
    """One missing item: scorecards with their count, an offer by what it waits for itself."""
    if item["kind"] == GateKind.SCORECARDS and state.step is not None:
        gate = next(gate for gate in state.step.gates if gate.key == item["key"])
        says = ngettext("{n} of {quorum} scorecards", "{n} of {quorum} scorecards", gate.quorum)
        return says.format(n=state.scorecards_in, quorum=gate.quorum)
    if is_of_offer(item):
        return offer.says if offer else str(NOT_DRAFTED)
    return item["name"]


def is_of_offer(item: Missing) -> bool:
    """Whether an event of the offer is waited for."""
    return item["key"].startswith("offer.")

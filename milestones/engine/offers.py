"""May an offer leave the house from where the application stands?"""

from django.utils.translation import gettext as _

from milestones.engine.refusals import MoveRefused
from milestones.engine.state import State
from milestones.engine.words import OFFER_STAGE, GateKind


def refuse_early_offer(state: State) -> None:
    """An offer that is sent from before its milestone would leave that out without a bypass, since the acceptance hires.

    A workflow without a mandatory milestone of the offer's stage asks for nothing. Raises MoveRefused naming it.
    """
    first = next((step for step in state.plan.steps if step.stage == OFFER_STAGE and step.mandatory), None)
    if first is None or state.step is None or not state.is_open or state.step.order >= first.order:
        return
    raise MoveRefused(
        _("They are in {here}. Move them to {there} first, then send the offer.").format(
            here=state.step.name, there=first.name
        ),
        missing=[{"key": first.key, "name": first.name, "kind": str(GateKind.CHECK)}],
        current=state.step.key,
    )

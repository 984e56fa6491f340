"""Whether a mail can be written in a wording, asked before anything depends on it."""

from comms import merge_fields
from comms.models import MessageClass, MessageRefused, Template
from comms.needs import NEEDS, OFFER


def require_offer(*, template: str) -> None:
    """Whether an offer can go out in the wording `template`, "" the usual one. Registered on `ats.extension_points`.

    The usual one comes with the installation and can't be taken out, so a database that was never seeded has none to ask.

    Raises MessageRefused saying what is wrong with it.
    """
    wording = Template.objects.filter(key=template or OFFER).first()
    if wording is None and template:
        raise MessageRefused(f"There is no wording “{template}”, so the offer was not sent. Choose another.")
    if wording and (problem := _unfit_for_offers(wording)):
        raise MessageRefused(f"The offer was not sent: the wording “{wording.name}” {problem}.")


def _unfit_for_offers(wording: Template) -> str:
    """What keeps an offer from going out in `wording`, as the end of a sentence; "" when nothing does."""
    named = merge_fields.used(wording.subject) | merge_fields.used(wording.body)
    if not wording.is_active:
        return "is not in use"
    if wording.message_class != MessageClass.TRANSACTIONAL:
        return "is not written to candidates"
    if wording.key != OFFER and wording.key in NEEDS:
        return f"is for {NEEDS[wording.key].what}"
    if "link" not in merge_fields.used(wording.body):
        return "lacks {{link}}, where the candidate reads and answers the offer"
    if foreign := sorted(named - NEEDS[OFFER].fields):
        return f"names {{{{{foreign[0]}}}}}, which no offer has a value for"
    return ""

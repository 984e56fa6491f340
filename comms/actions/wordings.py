"""Whether a mail can be written in a wording, asked before anything depends on it."""

from django.utils.translation import gettext as _

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
        raise MessageRefused(
            _("There is no wording “{name}”, so the offer was not sent. Choose another.").format(name=template)
        )
    if wording and (problem := _unfit_for_offers(wording)):
        raise MessageRefused(problem)


def _unfit_for_offers(wording: Template) -> str:
    """What keeps an offer from going out in `wording`, in a sentence; "" when nothing does."""
    named = merge_fields.used(wording.subject) | merge_fields.used(wording.body)
    if not wording.is_active:
        return _("The offer was not sent: the wording “{name}” is not in use.").format(name=wording.name)
    if wording.message_class != MessageClass.TRANSACTIONAL:
        return _("The offer was not sent: the wording “{name}” is not written to candidates.").format(name=wording.name)
    if wording.key != OFFER and wording.key in NEEDS:
        said = _("The offer was not sent: the wording “{name}” is for {purpose}.")
        return said.format(name=wording.name, purpose=NEEDS[wording.key].what)
    if "link" not in merge_fields.used(wording.body):
        said = _(
            "The offer was not sent: the wording “{name}” lacks {field}, where the candidate reads and answers the offer."
        )
        return said.format(name=wording.name, field=merge_fields.written("link"))
    if foreign := sorted(named - NEEDS[OFFER].fields):
        said = _("The offer was not sent: the wording “{name}” names {field}, which no offer has a value for.")
        return said.format(name=wording.name, field=merge_fields.written(foreign[0]))
    return ""

"""The buttons of the next-action bar: at most two, those that bring this application on, for this person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ats.kernel import access
from ats.models import Application, Attachment, AttachmentKind, Interview, InterviewStatus, Offer, OfferStatus, Stage
from ats.models.offer import LIVE_OFFER
from ats.permissions import CorePermission as C
from milestones import engine, policies
from milestones.engine.words import SCORECARD_SIGNAL, GateKind
from milestones.permissions import MilestonePermission as M
from milestones.queries.standing import Standing

MOST = 2
READING = {Stage.LEAD, Stage.APPLIED, Stage.SCREENING}


@dataclass(frozen=True)
class Link:
    """A verb with its address. `asks`: it opens as a dialog; `posts`: it is done at once, by a form."""

    label: str
    href: str
    danger: bool = False
    asks: bool = True
    posts: bool = False


def next_steps(
    decider: policies.Decider,
    row: Application,
    standing: Standing,
    files: Sequence[Attachment],
    primary: Link | None,
) -> list[Link]:
    """`files` are the candidate's that this person may see; `primary` is the verb that ends the stay here, where it is
    possible already."""
    state = standing.state
    if not state.is_open or state.step is None:
        return [primary] if primary else []
    found = [primary] if primary else _towards(decider, row, standing)
    if state.step.stage in READING:
        found = [*_cv(row, files), *found] if not primary else [*found, *_cv(row, files)]
    return list(islice(found, MOST))


def _towards(decider: policies.Decider, row: Application, standing: Standing) -> list[Link]:
    """What this person can do about the first thing that is missing."""
    item = next(iter(engine.missing(standing.state)), None)
    if item is None:
        return []
    if item["kind"] in COMPLETES:
        return COMPLETES[item["kind"]](decider, row, item["key"], item["name"])
    if item["key"] == SCORECARD_SIGNAL or item["key"].startswith("interview."):
        return _interviews(decider.user, row)
    return _offer(decider.user, row) if item["key"].startswith("offer.") else []


def _item(decider: policies.Decider, row: Application, key: str, name: str) -> list[Link]:
    if not decider.may(M.COMPLETE_GATES):
        return []
    return [Link(_("{item}: done").format(item=name), reverse("gate_item_completion", args=[row.pk, key]), posts=True)]


def _note(decider: policies.Decider, row: Application, key: str, name: str) -> list[Link]:
    done = _item(decider, row, key, name)
    label = _("Write {note}…").format(note=_inside(name))
    return [Link(label, link.href) for link in done]


def _inside(name: str) -> str:
    """A name as it stands inside a sentence: English writes it small."""
    return name[:1].lower() + name[1:] if (get_language() or "en").startswith("en") else name


def _scorecards(decider: policies.Decider, row: Application, *_: Any) -> list[Link]:
    return _interviews(decider.user, row)


COMPLETES: dict[str, Callable[..., list[Link]]] = {
    GateKind.CHECKLIST_ITEM: _item,
    GateKind.NOTE: _note,
    GateKind.SCORECARDS: _scorecards,
}


def _interviews(user: Any, row: Application) -> list[Link]:
    """One's own scorecard first; else an interview, where none is planned."""
    owed = Interview.objects.owing(user).filter(application=row).first()
    if owed is not None and access.allows(user, C.SCORECARDS_SUBMIT):
        return [Link(_("Fill in scorecard"), reverse("scorecard", args=[owed.pk]), asks=False)]
    planned = row.interviews.filter(status=InterviewStatus.SCHEDULED).exists()
    if not planned and access.allows(user, C.INTERVIEWS_SCHEDULE, row):
        return [Link(_("Schedule interview"), reverse("interview_new", args=[row.pk]), asks=False)]
    if access.allows(user, C.SCORECARDS_VIEW, row):
        return [Link(_("See scorecards"), reverse("scorecards", args=[row.pk]), asks=False)]
    return []


def _offer(user: Any, row: Application) -> list[Link]:
    offers = row.offers.filter(status__in=[*LIVE_OFFER, OfferStatus.EXPIRED])
    live = Offer.objects.visible_to(user).filter(pk__in=offers.values("pk")).first()
    if live is not None:
        return [Link(_("Open the offer"), reverse("offer", args=[live.pk]), asks=False)]
    if access.allows(user, C.OFFERS_DRAFT, row) and not offers.exists():
        return [Link(_("Draft offer"), reverse("offer_new", args=[row.pk]), asks=False)]
    return []


def _cv(row: Application, files: Sequence[Attachment]) -> list[Link]:
    latest = max(
        (file for file in files if file.kind == AttachmentKind.RESUME), key=lambda file: file.created_at, default=None
    )
    if latest is None:
        return []
    address = reverse("candidate_file_view", args=[row.candidate_id, latest.pk])
    return [Link(_("Read CV"), f"{address}?job={row.job_id}", asks=False)]

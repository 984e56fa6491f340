"""A wording with a real candidate's values, before anything is queued: what it says, and which value is missing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from ats import links
from ats.kernel.languages import kept_words
from ats.kernel.pages import words
from ats.models import Application, Candidate, Interview, InterviewStatus, Offer, User
from ats.models.offer import LIVE_OFFER
from comms import merge_fields
from comms.merge_fields import Kind
from comms.queries import standard_values
from comms.times import facts


@dataclass(frozen=True)
class Preview:
    """`missing` and `later` are labels of fields without a value, and of those that come only with the sending itself.
    Their places show the label in brackets. Personal links are cut short: whoever reads a preview is not the person."""

    subject: str
    body: str
    missing: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)


def preview(
    *,
    subject: str,
    body: str,
    candidate: Candidate | None = None,
    application: Application | None = None,
    recipient: User | None = None,
    values: Mapping[str, Any] | None = None,
    filled_later: Collection[str] = (),
) -> Preview:
    """`filled_later` are fields that the product fills when it sends. Raises UnknownField for one that does not exist."""
    filled = {**standard_values(candidate, recipient, application), **(values or {})}
    named = merge_fields.used(subject) | merge_fields.used(body)
    merge_fields.check(subject + body)
    empty = sorted(name for name in named if filled.get(name) in (None, ""))
    filled |= {name: _place(name) for name in empty}
    return Preview(
        links.withheld(merge_fields.render(subject, filled)),
        links.withheld(merge_fields.render(body, filled)),
        [str(merge_fields.FIELDS[name]) for name in empty if name not in filled_later],
        [str(merge_fields.FIELDS[name]) for name in empty if name in filled_later],
    )


def values_of(application: Application) -> dict[str, object]:
    """What this application has for the fields that speak of interviews and offers: its last interview, its live offer."""
    found: dict[str, object] = {}
    held = Interview.objects.filter(application=application).exclude(status=InterviewStatus.CANCELLED)
    if (interview := held.order_by("starts_at").last()) is not None:
        found |= facts(interview, application.candidate.time_zone)
    offer = Offer.objects.filter(application=application, status__in=LIVE_OFFER).first()
    if offer is not None and offer.expires_at:
        with kept_words():  # as the wording itself
            found["offer_expires"] = words.exact(offer.expires_at)
    return found


def _place(name: str) -> str:
    label = f"[{merge_fields.FIELDS[name]}]"
    return f"https://{label}" if merge_fields.kind_of(name) == Kind.LINK else label

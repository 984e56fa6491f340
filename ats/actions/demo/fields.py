"""What Tidewell keeps of people besides the usual, and what it asks for before somebody starts."""

from typing import Any

from ats.models import CustomEntity, CustomField, CustomType, RequiredFieldRule, Stage

VISA = ["EU citizen", "Needs a work permit", "Has a work permit"]
OUTREACH = ["LinkedIn", "E-mail", "Phone", "Event", "Referral"]
CANDIDATE, JOB = CustomEntity.CANDIDATE, CustomEntity.JOB
FIELDS: list[dict[str, Any]] = [
    {"entity": CANDIDATE, "key": "visa_status", "label": "Right to work", "type": CustomType.CHOICE, "choices": VISA},
    {
        "entity": CANDIDATE,
        "key": "first_outreach",
        "label": "First outreach",
        "type": CustomType.CHOICE,
        "choices": OUTREACH,
        "help": "How we first spoke to them",
    },
    {"entity": CANDIDATE, "key": "open_to_news", "label": "Open to news", "type": CustomType.BOOLEAN},
    {"entity": CustomEntity.APPLICATION, "key": "notice_period", "label": "Notice period", "type": CustomType.TEXT},
    {"entity": JOB, "key": "cost_centre", "label": "Cost centre", "type": CustomType.TEXT},
]


def define() -> None:
    """The fields, and one rule. Written once, on the empty database of the demo."""
    for position, facts in enumerate(FIELDS):
        CustomField.objects.create(position=position, **facts)
    asked = ["candidate.custom.visa_status", "candidate.company"]
    RequiredFieldRule.objects.create(name="Before somebody starts", fields=asked, stage=Stage.PRE_BOARDING)


def values_of(name: str) -> dict[str, Any]:
    """What is known of a person of this name; always the same, and of some nothing."""
    number = sum(name.encode())
    known: dict[str, Any] = {"visa_status": VISA[number % 3]}
    if number % 4:
        known["first_outreach"] = OUTREACH[number % 5]
    return known | ({"open_to_news": number % 2 == 0} if number % 3 else {})

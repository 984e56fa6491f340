"""What a form of the administration would send back as it stands, read off the page; and what a new row needs besides."""

from html.parser import HTMLParser
from typing import Any

from tests.functional.matrix.bodies import Body, always, nothing

KEYED = {"key": "fresh", "name": "Fresh"}
NEW: dict[str, Body] = {
    "ats.department": always(KEYED),
    "ats.region": always(KEYED),
    "ats.location": always(KEYED),
    "ats.source": always({**KEYED, "kind": "Other"}),
    "ats.rejectionreason": always({**KEYED, "type": "we_declined"}),
    "ats.user": always({"email": "fresh@matrix.example", "first_name": "Fresh", "last_name": "Person"}),
    "ats.customfield": always({**KEYED, "label": "Fresh", "entity": "candidate", "type": "text", "position": "1"}),
    "ats.jobfamily": always(KEYED),
    "ats.jobgroup": always({**KEYED, "eeo_category": "2"}),
    "ats.classificationrule": always({"name": "Fresh", "title_words": "fresh", "expected_levels": "P4"}),
    "ats.interviewkit": always({"name": "Fresh", "attributes": "Craft", "minutes": "45"}),
    "ats.jobtemplate": lambda row: {"name": "Fresh", "title": "Fresh", "department": row("department")},
    "ats.offerlettertemplate": lambda row: {"name": "Fresh", "body": "Fresh", "region": row("ats.region")},
    "ats.requiredfieldrule": always({"name": "Fresh", "fields_asked": "candidate.title", "stage": "interview"}),
    "ats.selfidentificationquestion": always(
        {**KEYED, "region": "fresh", "text": "Fresh?", "options": '[["YES", "Yes"], ["NO", "No"]]', "position": "1"}
    ),
    "kernel.calendar": always(KEYED),
    "kernel.freeze": always(
        {**KEYED, "starts_at_0": "2026-12-20", "starts_at_1": "00:00", "ends_at_0": "2026-12-30", "ends_at_1": "00:00"}
    ),
    "kernel.apikey": lambda row: {"name": "Fresh", "kind": "key", "role": row("kernel.role")},
    "kernel.webhookendpoint": always({"url": "https://fresh.example/"}),
    "kernel.role": always({**KEYED, "default_scope": "all"}),
    "kernel.roleassignment": lambda row: {"user": row("user"), "role": row("kernel.role"), "scope": "all"},
    "comms.template": always({**KEYED, "message_class": "transactional", "subject": "Fresh", "body": "Fresh"}),
    "comms.consenttext": always({"purpose": "application", "region": "fresh", "text": "Fresh", "keep_days": "10"}),
    "milestones.milestonedefinition": always({**KEYED, "stage": "lead"}),
    "milestones.notepolicy": always({**KEYED, "direction": "forward"}),
    "milestones.milestone": lambda row: {
        "version": row("workflow_draft"),
        "definition": row("milestones.milestonedefinition"),
        "order": "90",
    },
    "milestones.workflowversion": lambda row: {"workflow": row("workflow"), "number": "90"},
    "milestones.workflow": always(KEYED),
    "milestones.workflowselectionrule": lambda row: {
        "name": "Fresh",
        "workflow": row("workflow"),
        "condition": '{"field": "job.is_technical", "op": "eq", "value": true}',
    },
}


def new(label: str) -> Body:
    return NEW.get(label, nothing)


class _Fields(HTMLParser):
    """Names and values of the page's main form, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._select = self._area = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.values.setdefault(self._select, []).append(given.get("value") or "")
        elif tag == "textarea":
            self._area, self._text = name, []

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type") or "text"
        unticked = kind in ("checkbox", "radio") and "checked" not in given
        if kind not in ("submit", "file", "button") and not unticked and "__prefix__" not in name:
            self.values.setdefault(name, []).append(given.get("value") or ("on" if kind == "checkbox" else ""))

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            self.values[self._area] = ["".join(self._text).removeprefix("\n")]
            self._area = ""
        elif tag == "select":
            self._select = ""


def as_it_stands(html: str) -> dict[str, Any]:
    """The form's values; a reason that says who drives."""
    reader = _Fields()
    reader.feed(html)
    return {name: values for name, values in reader.values.items() if "__prefix__" not in name}

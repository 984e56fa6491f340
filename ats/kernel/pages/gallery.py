"""The gallery: every component in its states, for eyes, axe and screenshots. In development and in tests only."""

from datetime import timedelta
from types import SimpleNamespace as Sample
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ats.kernel import access, clock
from ats.kernel.pages import timeline

FOUR_WORDS = [("1", "Not yet"), ("2", "Partly"), ("3", "Yes"), ("4", "Strongly")]
MOVES = [{"key": "screen", "label": "Screen"}, {"key": "offer", "label": "Offer"}]


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Name of the thing", help_text="As people say it aloud.")
    pay = forms.IntegerField(label="Highest salary per year", max_value=98_000)
    level = forms.ChoiceField(label="Level", choices=[("5", "Level 5"), ("6", "Level 6, senior")], required=False)
    start = forms.DateField(label="Earliest start", required=False, widget=forms.DateInput)
    why = forms.CharField(label="Why is it outside the plan?", widget=forms.Textarea)
    agreed = forms.BooleanField(label="Show the salary range in the job post", required=False)
    permit = forms.ChoiceField(
        label="May you work in the EU today?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label="Kind of opening",
        choices=[("new", "New headcount"), ("replacement", "Replacement"), ("outside", "Outside the plan")],
        widget=forms.RadioSelect,
    )
    rating = forms.ChoiceField(label="Thinks in systems", choices=FOUR_WORDS, widget=forms.RadioSelect)
    resume = forms.FileField(label="Your CV", help_text="PDF, Word or text, up to 10 MB")
    notice = forms.BooleanField(label="I have read the privacy notice.")


@access.view(access.PUBLIC)
def gallery(request: HttpRequest) -> HttpResponse:
    """All components; 404 in production."""
    if not (settings.DEBUG or getattr(settings, "TESTING", False)):
        raise Http404
    bad = SampleForm({"pay": "104000", "why": "", "rating": "3", "kind": "outside", "level": "6"})
    bad.is_valid()
    context = {"form": SampleForm(prefix="new"), "bad": bad, **_people(), **_lists(), "days": _days()}
    return render(request, "gallery/gallery.html", context)


def _people() -> dict[str, Any]:
    at = clock.now()
    started = at - timedelta(days=3)
    clocks = {
        "on_track": Sample(due_at=at + timedelta(days=2, hours=4), entered_at=started),
        "soon": Sample(due_at=at + timedelta(hours=6), entered_at=started),
        "over": Sample(due_at=at - timedelta(days=2), entered_at=started),
        "paused": Sample(due_at=at, paused_reason="Paused, job on hold"),
        "none": Sample(due_at=None),
    }
    cards = [
        Sample(id=n, name=name, href="#", line=line, waits_for=waits, visit=clocks[state], source=source,
               starred=n == 1, can_move=True, move_url="#", version=1, moves=MOVES)
        for n, (name, line, waits, state, source) in enumerate(
            [
                ("Aiko Sørensen", "Staff Engineer, Lunar Bank", "Finance to approve", "soon", "Referral"),
                ("Noor Haddad", "Sr Engineer, Adyen", "1 scorecard late", "over", "Careers site"),
                ("Tom Becker", "Principal Engineer, N26", "Panel Mon 14:00", "on_track", "Agency"),
            ]
        )
    ]  # fmt: skip
    columns = [
        Sample(
            key="applied", title="Applied", count=2, limit="1d limit", over=1, soon=1, ok=0, none=0, cards=cards[:2]
        ),
        Sample(key="screen", title="Screen", count=1, limit="2d limit", over=0, soon=0, ok=1, none=0, cards=cards[2:]),
        Sample(key="offer", title="Offer", count=0, limit="", over=0, soon=0, ok=0, none=0, cards=[]),
        Sample(key="hired", title="Hired", count=1240, total_only=True, href="#", over=0, soon=0, ok=0, none=1240),
    ]
    for column in columns:
        column.head = column
    return {"clocks": clocks, "columns": columns, "cards": cards}


def _lists() -> dict[str, Any]:
    steps = [
        {"title": "Rebecca Osei", "detail": "Approved Thu 16:02", "state": "done"},
        {"title": "Miguel Duarte", "detail": "Finance, due today", "state": "now"},
        {"title": "Sara Whitlock", "detail": "HR partner, after Finance", "state": ""},
    ]
    return {
        "steps": steps,
        "stepper": [{"label": "Applied", "state": "done"}, {"label": "Screen", "state": "now"}, {"label": "Offer"}],
        "views": [
            {"label": "All active", "href": "?", "current": True, "count": 19},
            {"label": "Past time limit", "href": "?view=over", "count": 3},
        ],
        "strip": [
            {"label": "Past time limit", "value": 3, "note": "oldest 2 days over", "tone": "bad", "href": "#a"},
            {"label": "Due today", "value": 6, "note": "4 with you", "tone": "warn", "href": "#b"},
            {"label": "Interviews", "value": 2, "note": "next 14:00", "href": "#c"},
            {"label": "Open jobs", "value": 18, "note": "2 offers out", "href": "#d"},
        ],
        "facts": [("Source", "Referral"), ("E-mail", "Allowed", "ok"), ("Talent pool", "Not asked", "warn")],
        "gates": [
            {
                "state": "miss",
                "text": "Call notes",
                "detail": "Maya Lindqvist, since Monday",
                "href": "#",
                "action": "Write",
            },
            {"state": "wait", "text": "Scorecards in", "detail": "1 of 2", "href": "#", "action": "Remind Tom"},
            {"state": "done", "text": "CV read", "detail": "Maya Lindqvist, 16 Nov"},
        ],
        "reasons": [
            {"text": "Scorecards in", "result": "ok", "seen": "2 of 2"},
            {"text": "Offer above the band", "result": "bad", "seen": "€104,000", "needed": "€98,000 or less"},
            {"text": "Finance approves", "result": "wait", "seen": "since yesterday"},
            {"text": "Reference check", "result": "mute"},
        ],
        "checks": [
            {
                "tone": "bad",
                "title": "Offer has no owner",
                "text": "Choose who is told.",
                "href": "#",
                "action": "Choose",
            },
            {"tone": "warn", "title": "Screen has no time limit", "text": "Nobody is reminded."},
        ],
        "funnel": [
            {"name": "Applied", "people": 64, "share": 100, "median": "0.8 d of 1 d"},
            {"name": "Screen", "people": 18, "share": 28, "median": "3.1 d of 2 d", "over": True},
        ],
        "answers": [
            {"question": "Work permit", "value": "EU citizen"},
            {"question": "Proud of", "value": "Our nightly proof of balance.", "long": True},
        ],
        "approval": Sample(
            title="Data Engineer, Risk",
            href="#",
            kind="Job",
            icon="briefcase",
            fact="€82,000",
            step="Finance, step 2 of 3",
            due=clock.now() + timedelta(hours=5),
        ),
        "bulk": [
            {"label": "Move", "url": "#", "icon": "arrow-right"},
            {"label": "Reject", "dialog": "sample", "danger": True},
        ],
    }


def _days() -> list[Any]:
    at = clock.now()
    told = [
        timeline.Entry(at=at, text="replied by e-mail", actor="Aiko Sørensen", icon="mail", tone="info", kind="message",
                       body="Friday works for me.", look="sms"),
        timeline.Entry(at=at, text="wrote a note", actor="Maya Lindqvist", icon="sticky-note", kind="note",
                       body="Competing offer expires Monday.", look="note"),
        timeline.Entry(at=at - timedelta(days=1), text="approved the offer", actor="Rebecca Osei", icon="check",
                       tone="ok"),
        timeline.Entry(at=at - timedelta(days=3), text="Time limit passed in Screen", icon="circle-alert", tone="bad",
                       body="By rule: remind owner at 50 %."),
    ]  # fmt: skip
    return timeline.by_day(told)

"""Two interview kits for every job, and what each finds out."""

from datetime import datetime
from typing import Any

from ats.actions import kits
from ats.actions.demo.moments import told

KITS: list[dict[str, Any]] = [
    {
        "name": "System design",
        "minutes": 60,
        "purpose": "Can this person cut a system into parts that change apart, and say what they give up by it?",
        "questions": "Draw the last system that you shaped. Where did it hurt?\n"
        "A berth is double-booked once a month. How do you find out why?\n"
        "What would you leave out of the first release?",
        "attributes": [
            {"name": "System design", "meaning": "cuts along what changes together, names what is given up"},
            {"name": "Coding", "meaning": "writes code that others can change"},
            {"name": "Works with others", "meaning": "asks, listens, gives credit"},
        ],
        "guidance": "Five minutes for you, forty for the questions, ten for theirs. Don't ask about family, health or age.",
    },
    {
        "name": "Working together",
        "minutes": 45,
        "purpose": "How does this person disagree, decide and bring bad news?",
        "questions": "Tell me of a decision that you thought was wrong. What did you do?\n"
        "When did you last change your mind, and what changed it?",
        "attributes": [
            {"name": "Ownership", "meaning": "brings it to an end, tells early when it won't"},
            {"name": "Works with others", "meaning": "asks, listens, gives credit"},
        ],
    },
]


def write(by: Any, at: datetime) -> None:
    for facts in KITS:
        told(kits.write, job=None, by=by, at=at, **facts)

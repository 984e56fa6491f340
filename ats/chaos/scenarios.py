"""The scenarios by name."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils.module_loading import import_string

from ats.chaos import flush, kill, operations, uploads, webhooks
from ats.chaos.servers import Servers

Run = Callable[[Servers, int, Path, float], dict[str, object]]


@dataclass(frozen=True)
class Scenario:
    """`run(servers, seed, log, scale)` breaks things and gives its figures; "problems" counts what must not be."""

    name: str
    goal: str
    run: Run


def by_name(path: str) -> Run:
    """A scenario of an upper app, named by string only and loaded when it runs."""

    def run(servers: Servers, seed: int, log: Path, scale: float) -> dict[str, object]:
        figures: dict[str, object] = import_string(path)(servers, seed, log, scale)
        return figures

    return run


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario(
            "kill", "Workers killed, Postgres stopped: each deed takes effect once, within 15 s of the kill", kill.run
        ),
        Scenario(
            "flush",
            "The broker emptied again and again, and away for minutes: nothing lost, no timer 5 s late, nobody to mend it",
            flush.run,
        ),
        Scenario(
            "uploads",
            "20,000 spoilt files: none harms the product, each is read within 10 s and 256 MB, or refused in words",
            uploads.run,
        ),
        Scenario(
            "messages",
            "Senders killed in mid-sending: no message lost or doubled, each doubtful one visible",
            by_name("comms.chaos.scenario.run"),
        ),
        Scenario(
            "webhooks",
            "Workers killed while they send webhooks: each event recorded once, none lost, one subject's in order",
            webhooks.run,
        ),
        Scenario(
            "schemathesis",
            "500 examples of each operation of the API, with every role: no server error, no ignored authentication, no lie",
            operations.run,
        ),
    )
}

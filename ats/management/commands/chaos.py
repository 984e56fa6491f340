"""`manage.py chaos NAME`: one scenario of the campaign. Fails when anything is found that must not be."""

import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ats.chaos.scenarios import SCENARIOS
from ats.chaos.servers import Own, use


class Command(BaseCommand):
    help = "Break things on purpose, on servers of its own, and count what is lost, doubled or late."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "name", choices=sorted(SCENARIOS), help="; ".join(f"{s}: {SCENARIOS[s].goal}" for s in SCENARIOS)
        )
        parser.add_argument("--seed", type=int, default=None, help="The seed of an earlier run, to repeat it")
        parser.add_argument("--scale", type=float, default=1.0, help="A part of the campaign's size, such as 0.1")

    def handle(self, *args: Any, **options: Any) -> None:
        scenario = SCENARIOS[options["name"]]
        seed = options["seed"] if options["seed"] is not None else secrets.randbelow(1_000_000)
        self.stdout.write(f"{scenario.name}: {scenario.goal}. Seed {seed}.")
        folder = Path(settings.VAR) / "chaos"
        folder.mkdir(parents=True, exist_ok=True)
        with Own(folder).running() as servers:
            use(servers)
            figures = scenario.run(servers, seed, folder / "worker.log", options["scale"])
        for name, figure in figures.items():
            self.stdout.write(f"  {name}: {figure}")
        if figures["problems"]:
            raise CommandError(f"{figures['problems']} things went wrong. Repeat with --seed {seed}.")

"""`manage.py demo_data`: the demo company, on an empty database only."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ats.actions import demo
from ats.kernel import clock


class Command(BaseCommand):
    help = "Write the demo company Tidewell with its jobs and candidates. Refused where there are data already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", type=int, default=60, metavar="N", help="about so many candidates (60)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            story = demo.tell(at=clock.now(), scale=options["scale"])
        except demo.AlreadyFilled as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(
            f"Tidewell is there: {len(story.people)} colleagues, {len(story.jobs)} jobs, {len(story.journeys)} candidates."
        )

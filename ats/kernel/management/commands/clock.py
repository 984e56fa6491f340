"""`manage.py clock advance 3d`: watch what time does. In the demo and in tests only."""

import re
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ats.kernel import advancing, clock, leases
from ats.kernel.advancing import Step
from ats.kernel.workers import use_worker_timeouts

DURATION = re.compile(r"(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?", re.ASCII)


def duration(text: str) -> timedelta:
    """3d, 2h, 90m, 1d12h, 2w as a timedelta. Raises ValueError for anything else, for nothing, and beyond clock.FARTHEST."""
    match = DURATION.fullmatch(text)
    if not text or match is None:
        raise ValueError(f"{text!r} is no length of time. Write 3d, 2h, 90m or 1d12h.")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    try:
        span = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError as error:
        raise ValueError(clock.TOO_FAR) from error
    if span > clock.FARTHEST:
        raise ValueError(clock.TOO_FAR)
    return span


class Command(BaseCommand):
    help = "Move the product's clock forward; everything that falls due on the way runs, in its order."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("deed", choices=["advance", "reset", "show"])
        parser.add_argument("by", nargs="?", help="3d, 2h, 90m, 1d12h; or reset")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.CLOCK_FILE:
            raise CommandError(clock.FIXED)
        deed, by = options["deed"], options["by"]
        if deed == "reset" or by == "reset":
            clock.move(timedelta(0))
        elif deed == "advance":
            self.advance(by)
        self.stdout.write(f"It is {self.local(clock.now())}, {self.ahead()}.")

    def advance(self, by: str | None) -> None:
        try:
            span = duration(by or "")
            clock.within_bounds(clock.offset() + span)
        except ValueError as error:
            raise CommandError(str(error)) from error
        use_worker_timeouts()
        try:
            for step in advancing.advance(span):
                self.show(step)
        except advancing.Stuck as error:
            raise CommandError(str(error)) from error

    def show(self, step: Step) -> None:
        self.stdout.write(self.local(step.at))
        for what, count in step.done.items():
            self.stdout.write(f"    {what}" + (f" ({count} times)" if count > 1 else ""))
        for error in step.errors:
            self.stdout.write(f"    failed, will be tried again: {leases.describe(error)}")

    def local(self, at: Any) -> str:
        return f"{at.astimezone(ZoneInfo(settings.DEFAULT_TIME_ZONE)):%a %d %b %Y %H:%M:%S %Z}"

    def ahead(self) -> str:
        return f"{clock.offset()} ahead of the machine" if clock.offset() else "the machine's time"

"""What `python3 manage.py demo` understands."""

import argparse
from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """The wishes for one run; `scale` is the number of candidates, None for the usual demo company."""

    port: int | None
    fresh: bool
    scale: int | None
    empty: bool
    detach: bool
    stop: bool
    status: bool


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError("must be between 1 and 65535")
    return number


def parse(arguments: list[str]) -> Options:
    """Read the options; prints the help and leaves where they make no sense."""
    parser = argparse.ArgumentParser(
        prog="manage.py demo", description="Set everything up and run Waymark on http://localhost:8000 until Ctrl-C."
    )
    parser.add_argument("--port", type=_port, help="the port; without it 8000, or the next free one")
    parser.add_argument("--fresh", action="store_true", help="drop the demo data first")
    amount = parser.add_mutually_exclusive_group()
    amount.add_argument("--scale", type=_at_least_one, metavar="N", help="make about N candidates")
    amount.add_argument("--empty", action="store_true", help="make no demo data")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--detach", action="store_true", help="run in the background; returns when all is ready")
    way.add_argument("--stop", action="store_true", help="stop the one that runs")
    way.add_argument("--status", action="store_true", help="print the address; exit code 3 when none runs")
    return Options(**vars(parser.parse_args(arguments)))

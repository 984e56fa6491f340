"""Which command needs what: the launcher's own ones, and Django's with servers where none are given."""

from pathlib import Path

from ats.launcher import (
    background,
    demo,
    demo_options,
    django_command,
    environment,
    operators,
    progress,
    quality,
    requirement_rows,
    restore_journal,
    suite,
)
from ats.launcher.places import Places
from ats.launcher.problem import Problem

DEVELOPMENT = {"test", "quality"}
GO_ON = {"help", "version", "translations"}  # these care for no data, so not for a broken-off restore either


def main(root: str, arguments: list[str]) -> int:
    """Run a command; problems are told in words, without a traceback."""
    places = Places.of(Path(root))
    try:
        return _run(places, arguments)
    except Problem as problem:
        progress.complain(f"\n{problem.happened}\n{problem.cure}")
        return 1
    except KeyboardInterrupt:
        return 130


def _run(places: Places, arguments: list[str]) -> int:
    command = arguments[0] if arguments else "help"
    if command == "demo":
        return _demo(places, arguments)
    if arguments == ["test", "--requirements"]:
        return requirement_rows.show(places.root)
    environment.enter(places, arguments, development=command in DEVELOPMENT)
    if command in DEVELOPMENT:
        places.make()
    if command == "test":
        return suite.run(places, arguments[1:])
    if command == "quality":
        return quality.run(places)
    if command == "restore":
        return operators.restore(places, arguments)
    if command not in GO_ON:
        restore_journal.refuse_half(places.var)
    if command == "upgrade":
        return operators.upgrade(places, arguments)
    return django_command.run(places, arguments)


def _demo(places: Places, arguments: list[str]) -> int:
    options = demo_options.parse(arguments[1:])
    if options.status:
        return background.status(places)
    if options.stop:
        return background.stop(places)
    restore_journal.refuse_half(places.var)
    environment.enter(places, arguments, development=False)
    if options.detach:
        return background.detach(places, arguments[1:])
    places.make()
    demo.Demo(places, options).run()
    return 0

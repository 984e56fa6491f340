"""What a person reads about an import, before and after it."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from milestones.legacy.differences import Difference
from milestones.legacy.plan import Plan


def lines(plan: Plan) -> Iterator[str]:
    """Every difference with its line and reason, unmapped labels, time by label, and the two sums last."""
    for difference in plan.differences:
        yield _line(difference)
    for label, number in sorted(plan.unmapped.items()):
        yield f"unmapped: “{label}” ({number} {'event' if number == 1 else 'events'})"
    for label, (cases, visits, time) in time_by_label(plan).items():
        yield f"{label}: {cases} cases, {visits} visits, {time.total_seconds() / 3600:.1f} hours"
    yield from totals(plan.counts)


def _line(difference: Difference) -> str:
    where = f"{difference.file} line {difference.line}"
    column = f", column {difference.column}" if difference.column else ""
    case = f" (case {difference.case_id})" if difference.case_id else ""
    value = f": “{difference.value}”" if difference.value else ""
    return f"{where}{column}{case}: {difference.deed}, {difference.reason}{value}"


def totals(counts: dict[str, int]) -> Iterator[str]:
    yield _("cases: {cases} = imported {cases_imported} + refused {cases_refused}").format(**counts)
    yield _("events: {events} = imported {events_imported} + merged {events_merged} + refused {events_refused}").format(
        **counts
    )


def time_by_label(plan: Plan) -> dict[str, tuple[int, int, timedelta]]:
    """Legacy label to cases, visits and time spent; a visit that is still open counts no time."""
    cases: Counter[str] = Counter()
    visits: Counter[str] = Counter()
    time: dict[str, timedelta] = {}
    for case in plan.cases:
        cases.update({stay.label for stay in case.stays})
        for stay in case.stays:
            visits[stay.label] += 1
            spent = stay.exited_at - stay.entered_at if stay.exited_at else timedelta(0)
            time[stay.label] = time.get(stay.label, timedelta(0)) + spent
    return {label: (cases[label], visits[label], time[label]) for label in sorted(time)}

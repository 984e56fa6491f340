"""A working day of everybody in the company, one after the other, from an installation in which nobody is yet.

Each day goes on where the earlier ones stopped, so that a day is skipped when one before it failed. Pictures of all
steps are in var/pictures/days.
"""

from collections.abc import Callable

import pytest

from tests.functional.days import (
    administrator,
    candidate,
    coordinator,
    executive,
    finance_approver,
    german,
    hiring_manager,
    hrbp,
    interviewer,
    recruiter,
    referred,
    sourcer,
)
from tests.functional.days.house import House, Unreadable

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def day(house: House, work: Callable[[House], None]) -> None:
    """Live a day, where all days before it went well."""
    if house.broken:
        pytest.skip(f"{house.broken} could not finish the day.")
    house.broken = work.__module__.rsplit(".", 1)[-1]
    try:
        work(house)
    except Unreadable:
        house.broken = ""
        raise
    house.broken = ""


def test_administrator(house: House) -> None:
    day(house, administrator.work)


def test_recruiter(house: House) -> None:
    day(house, recruiter.opens_a_job)


def test_hrbp(house: House) -> None:
    day(house, hrbp.work)


def test_candidate(house: House) -> None:
    day(house, candidate.applies)


def test_sourcer(house: House) -> None:
    day(house, sourcer.work)


def test_recruiter_again(house: House) -> None:
    day(house, recruiter.reads_applications)


def test_coordinator(house: House) -> None:
    day(house, coordinator.work)


def test_interviewer(house: House) -> None:
    day(house, interviewer.work)


def test_referred(house: House) -> None:
    day(house, referred.agrees)


def test_german(house: House) -> None:
    day(house, german.work)


def test_hiring_manager(house: House) -> None:
    day(house, hiring_manager.work)


def test_finance_approver(house: House) -> None:
    day(house, finance_approver.work)


def test_executive(house: House) -> None:
    day(house, executive.work)


def test_candidate_accepts(house: House) -> None:
    day(house, candidate.accepts)

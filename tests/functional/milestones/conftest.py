import pytest

from tests.factories.milestones import House


@pytest.fixture
def house(db, at):
    """A company on its first day: the workflow "Standard hire", an open job, recruiter, manager, interviewer."""
    return House(at)

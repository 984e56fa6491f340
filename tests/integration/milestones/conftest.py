import pytest

from tests.factories.milestones import House


@pytest.fixture
def house(db, at):
    """A company on its first day: the workflow "Standard hire", an open job, recruiter, manager, interviewer."""
    return House(at)


@pytest.fixture
def template(db):
    from comms.models import Template

    return Template.objects.create(
        key="rejection-test", name="Rejection", subject="Your application", body="Hello {{candidate_first_name}}."
    )

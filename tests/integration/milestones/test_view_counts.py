"""The numbers beside the views of the candidates list are those of the people whom the views show."""

from datetime import timedelta

import pytest

from ats.kernel import asking, clock
from ats.kernel.access import seed_roles
from ats.models import Application, ApplicationStatus, Candidate, JobStatus, TeamRole
from ats.queries import candidate_views
from milestones.models import Visit
from tests.factories.ats import ApplicationFactory, CandidateFactory, HiringTeamMemberFactory, user_in_role
from tests.factories.milestones import MilestoneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter():
    seed_roles()
    return user_in_role("recruiter")


def enter(application, due):
    Visit.objects.create(
        application=application, milestone=MilestoneFactory(), position=0, entered_at=clock.now(), due_at=due
    )
    return application


@pytest.fixture
def people(recruiter):
    """One of each kind; the comment says in which views they are besides Everybody and New this week."""
    at = clock.now()
    late, tonight = at - timedelta(hours=1), candidate_views.day_ends(at)
    person = CandidateFactory()
    for _ in range(2):  # once each: mine, active, over
        enter(ApplicationFactory(candidate=person, owner=recruiter), late)
    enter(ApplicationFactory(), tonight)  # active, today
    waiting = enter(ApplicationFactory(), late)  # active: the clock stands still
    waiting.job.status = JobStatus.ON_HOLD
    waiting.job.save()
    over = enter(ApplicationFactory(), late)  # none: it is over
    Application.objects.filter(pk=over.pk).update(status=ApplicationStatus.REJECTED, rejected_at=at)
    taken_over = ApplicationFactory(owner=recruiter)  # mine, active: imported, and taken up
    history = ApplicationFactory(owner=None)  # none: imported, nobody's
    Application.objects.filter(pk__in=[taken_over.pk, history.pk]).update(is_imported=True)
    merged = enter(ApplicationFactory(owner=recruiter), late).candidate  # on no list at all
    Candidate.objects.filter(pk=merged.pk).update(merged_into=person)
    CandidateFactory()
    return at


def test_each_view_counts_the_people_whom_it_shows(recruiter, people):
    numbers = asking.together(candidate_views.by_view_of_all(recruiter, people))
    rows = Candidate.objects.visible_to(recruiter)
    shown = {
        key: candidate_views.filtered(rows, view=key, user=recruiter, at=people).count()
        for key, _ in candidate_views.VIEWS
    }
    assert numbers == shown == {"mine": 2, "active": 4, "over": 1, "today": 1, "new": 7, "all": 7}
    assert {key: len(candidate_views.first_page(key, recruiter, people).rows) for key in shown} == shown


def test_among_a_few_too(recruiter, people):
    every = list(Candidate.objects.order_by("created_at").values_list("pk", flat=True))
    rows = Candidate.objects.visible_to(recruiter)
    for among in (every, every[:3], every[-4:], []):
        numbers = asking.together(candidate_views.by_view_of_all(recruiter, people, among=among))
        for key, _ in candidate_views.VIEWS:
            shown = candidate_views.filtered(rows.filter(pk__in=among), view=key, user=recruiter, at=people)
            found = candidate_views.first_found(key, recruiter, people, among).rows
            assert {row.pk for row in found} == {row.pk for row in shown}
            assert numbers[key] == len(found)


def test_whoever_sees_a_few_counts_those(people):
    manager = user_in_role("manager")
    late = enter(ApplicationFactory(owner=manager), people - timedelta(minutes=5))
    HiringTeamMemberFactory(job=late.job, user=manager, role=TeamRole.HIRING_MANAGER)
    numbers = asking.together(candidate_views.by_view_of_all(manager, people))
    assert numbers == {"mine": 1, "active": 1, "over": 1, "today": 0, "new": 1, "all": 1}

"""To-dos: one's own, given and done; nobody else's business where they are about nothing."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ats.actions import tasks
from ats.kernel import clock
from ats.kernel.access import Scope
from ats.kernel.errors import NotAllowed
from ats.kernel.outbox import StoredEvent
from ats.models import Task
from ats.permissions import CorePermission as C
from tests.factories.ats import ApplicationFactory, UserFactory, user_with

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
SEES = [C.TASKS_VIEW, C.APPLICATIONS_VIEW, C.CANDIDATES_VIEW]


def note(client, title, **more):
    return client.post(reverse("tasks"), {"title": title, **more})


def titles(client, view="mine"):
    sections = client.get(reverse("tasks"), {"view": view}).context["sections"]
    return {section.title: [task.title for task in section.tasks] for section in sections}


def test_a_to_do_is_noted_shown_by_urgency_done_and_taken_up_again(client):
    me = user_with(*SEES)
    client.force_login(me)
    for title, day in [("Late", -1), ("Now", 0), ("Soon", 3)]:
        assert note(client, title, due_date=TODAY + timedelta(days=day)).status_code == 303
    note(client, "Whenever it suits")
    assert titles(client) == {
        "Overdue": ["Late"],
        "Today": ["Now"],
        "Later": ["Soon"],
        "Whenever": ["Whenever it suits"],
    }
    task = Task.objects.get(title="Late")
    client.post(reverse("task_completion", args=[task.pk]))
    assert "Overdue" not in titles(client) and titles(client, "done") == {"Done": ["Late"]}
    client.post(reverse("task_completion", args=[task.pk]), {"undo": "1"})
    assert titles(client)["Overdue"] == ["Late"]
    row = task.history.latest()
    assert (row.history_user, row.history_change_reason) == (me, "To-do taken up again")
    assert list(StoredEvent.objects.filter(subject_id=task.pk).values_list("type", flat=True)) == [
        "task.created",
        "task.completed",
        "task.reopened",
    ]


def test_home_and_navigation_say_what_is_open(client):
    client.force_login(user_with(*SEES))
    note(client, "Call Oskar", due_date=TODAY - timedelta(days=1))
    page = client.get("/").content.decode()
    assert "Call Oskar" in page and 'class="n hot">1<' in page.replace("\n", "")


def test_colleagues_are_given_to_dos_only_by_those_who_may(client):
    colleague = UserFactory()
    client.force_login(user_with(*SEES))
    assert note(client, "For you", assigned_to=colleague.pk).status_code == 303
    assert Task.objects.get().assigned_to != colleague, "without the right the form knows no colleagues"
    giver = user_with(*SEES, C.TASKS_ASSIGN, scope=Scope.ALL)
    client.force_login(giver)
    note(client, "For you too", assigned_to=colleague.pk)
    given = Task.objects.get(assigned_to=colleague)
    assert titles(client, "given") == {"Whenever": ["For you too"]} and given.created_by == giver
    with pytest.raises(NotAllowed):
        tasks.add(title="x", by=user_with(*SEES), assigned_to=colleague, at=clock.now())


def test_others_see_a_to_do_only_through_the_application_it_is_about(client):
    mine = user_with(*SEES)
    tasks.add(title="Private", by=mine, at=clock.now())
    about = tasks.add(title="About Aiko", by=mine, at=clock.now(), application=ApplicationFactory())
    everything = user_with(*SEES, scope=Scope.ALL)
    assert list(Task.objects.visible_to(everything)) == [about]
    assert not Task.objects.visible_to(user_with(*SEES, scope=Scope.TEAM)).exists()
    client.force_login(everything)
    assert client.post(reverse("task_completion", args=[about.pk])).status_code == 403
    private = Task.objects.get(title="Private")
    assert client.post(reverse("task_completion", args=[private.pk])).status_code == 404
    assert not about.is_done


def test_the_application_shows_what_is_to_be_done_about_it(client):
    client.force_login(user_with(*SEES, scope=Scope.ALL))
    application = ApplicationFactory()
    page = reverse("application", args=[application.pk])
    answer = note(client, "Ask for references", application=application.pk, next=page)
    assert answer.headers["Location"] == page
    assert "Ask for references" in client.get(page).content.decode()
    assert note(client, "x", next="https://elsewhere.example/").headers["Location"] == reverse("tasks")


def test_an_empty_one_is_refused_in_words(client):
    client.force_login(user_with(*SEES))
    answer = note(client, " ")
    assert answer.status_code == 422 and "What is to be done?" in answer.content.decode()


def test_over_rest(client):
    giver, colleague = user_with(*SEES, C.TASKS_ASSIGN, scope=Scope.ALL), UserFactory()
    client.force_login(giver)
    body = {"title": "Call", "assigned_to": str(colleague.pk), "due_date": "2026-12-01", "external_id": "x-1"}
    made = client.post("/api/v1/tasks/", body, content_type="application/json")
    assert made.status_code == 201 and made.headers["Location"].endswith(f"/tasks/{made.json()['id']}/")
    address = made.headers["Location"].removeprefix("http://testserver")
    assert client.patch(address, {"due_date": None}, content_type="application/json").json()["due_date"] is None
    assert client.post(f"{address}completion/").json()["done_by"] == str(giver.pk)
    assert client.get("/api/v1/tasks/?open=true").json()["results"] == []
    assert client.post(f"{address}reopening/").json()["done_at"] is None
    assert [one["title"] for one in client.get("/api/v1/tasks/?open=true").json()["results"]] == ["Call"]
    hidden = ApplicationFactory()
    client.force_login(user_with(*SEES, scope=Scope.TEAM))
    unseen = client.post(
        "/api/v1/tasks/", {"title": "x", "application": str(hidden.pk)}, content_type="application/json"
    )
    assert unseen.status_code == 400
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [3, 12])
def test_the_list_costs_the_same_with_more_rows(client, count, django_assert_max_num_queries):
    me = user_with(*SEES)
    client.force_login(me)
    for number in range(count):
        tasks.add(title=f"n{number}", by=me, at=clock.now(), application=ApplicationFactory(owner=me))
    client.get(reverse("tasks"))
    with django_assert_max_num_queries(13):
        client.get(reverse("tasks"))

"""Whoever follows the change feed from nothing has an equal copy: field by field what the API lists."""

import csv
import threading
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client

from ats import extension_points
from ats.actions import jobs
from ats.kernel import clock, pump
from ats.kernel.access import Scope, every_permission
from ats.kernel.api import keys
from ats.models import Application, Candidate, Job
from milestones.legacy.rollback import roll_back
from milestones.models import HistoryImport, Visit
from tests.factories.ats import JobFactory, OpeningFactory, user_with
from tests.factories.milestones import House
from tests.functional.following.follower import Follower, Get, ListFollower
from tests.functional.following.past import DEEDS, Past

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.timeout(1200)]
NOUNS = {"jobs": Job, "candidates": Candidate, "applications": Application, "visits": Visit}


class BrokenOff(Exception):
    """The line went dead."""


@pytest.fixture
def boss(transactional_db, settings, tmp_path, at):
    settings.API_RATE_PER_MINUTE = 10_000_000
    settings.MEDIA_ROOT = str(tmp_path)
    extension_points.seed(at=at)
    house = House(at)
    house.apply()
    for job in (JobFactory(name="Harbour pilot"), JobFactory(name="Berth planner")):
        OpeningFactory.create_batch(3, job=job)
        jobs.edit(job=job, description="For ports.", by=house.recruiter, at=at)  # or nothing would ever name it
    return user_with(*every_permission(), scope=Scope.ALL)


@pytest.fixture
def get(boss) -> Get:
    return reader(boss)


def reader(user: Any) -> Get:
    _, token = keys.create(name="warehouse", user=user)
    client = Client(headers={"Authorization": f"Bearer {token}"})

    def get(address: str) -> tuple[int, dict[str, Any]]:
        answer = client.get(address if address.startswith("http") else f"/api/v1/{address}")
        return answer.status_code, answer.json()

    return get


def breaking(get: Get, chance: Random, often: float) -> Get:
    """The same, and every so often the answer never arrives."""

    def perhaps(address: str) -> tuple[int, dict[str, Any]]:
        if chance.random() < often:
            raise BrokenOff
        return get(address)

    return perhaps


def truth(get: Get) -> dict[str, dict[str, Any]]:
    """Everything that the API lists, page by page."""
    lister = Follower(get, page_size=200)
    return {noun: {row["id"]: row for row in lister._listed(noun)} for noun in NOUNS}


def assert_equal(copy: dict[str, dict[str, Any]], real: dict[str, dict[str, Any]]) -> None:
    for noun, rows in real.items():
        assert copy[noun].keys() == rows.keys(), (noun, copy[noun].keys() ^ rows.keys())
        differing = {
            pk: {
                name: (copy[noun][pk].get(name), value)
                for name, value in row.items()
                if copy[noun][pk].get(name) != value
            }
            for pk, row in rows.items()
            if copy[noun][pk] != row
        }
        assert not differing, (noun, differing)


def settle(move_clock) -> None:
    """What is queued is done, and what was deleted lies back further than clocks may differ."""
    pump.drain()
    move_clock(timedelta(seconds=1))


def caught_up(follower: Follower) -> None:
    """However often it is broken off."""
    while True:
        try:
            return follower.catch_up()
        except BrokenOff:
            continue


def history_file(folder, cases: int):
    labels = ["Hand In Job Application", "Telephonic Screening", "Application Rejected"]
    files = {
        "applications.csv": [["case_id", "age"], *([n, 30] for n in range(cases))],
        "stages.csv": [
            ["case_id", "position", "stage", "entered_at"],
            *([n, place, label, f"2015-01-0{place + 1}"] for n in range(cases) for place, label in enumerate(labels)),
        ],
    }
    for name, rows in files.items():
        with (folder / name).open("w", newline="") as file:
            csv.writer(file).writerows(rows)
    return [str(folder / name) for name in files]


def test_every_kind_of_deed_is_told(boss, get, move_clock, tmp_path):
    """One deed after the other; the copy is compared after each, so that whatever isn't told is named."""
    follower, past = Follower(get, page_size=3), Past(boss, seed=7)
    past.go_on(6, ("apply", "add"))
    for name in DEEDS:
        for _ in range(12):
            if past.done.get(name):
                break
            past.go_on(1, (name,))
            if name not in past.done:
                past.go_on(4)
        assert past.done.get(name), f"{name} never came about: {past.refused.get(name)}"
        settle(move_clock)
        follower.catch_up()
        assert_equal(follower.rows, truth(get))


def test_an_import_of_history_and_its_roll_back_are_told(boss, get, move_clock, tmp_path, at):
    follower = Follower(get, page_size=7)
    call_command("import_history", *history_file(tmp_path, 5), "--map", "docs/examples/hiring_log_map.csv")
    settle(move_clock)
    follower.catch_up()
    assert_equal(follower.rows, truth(get))
    assert len(follower.rows["visits"]) > 5
    roll_back(history_import=HistoryImport.objects.get(), by=boss, at=clock.now())
    settle(move_clock)
    follower.catch_up()
    assert_equal(follower.rows, truth(get))


@pytest.mark.parametrize("seed", [1, 2])
def test_with_others_at_work_and_the_line_breaking(boss, get, move_clock, seed):
    chance = Random(seed)
    follower = Follower(breaking(get, chance, 0.08), page_size=chance.choice([1, 4, 23, 200]))
    lists = ListFollower(get, page_size=chance.choice([2, 9, 50]))
    people = [Past(boss, seed=seed * 10 + n) for n in range(3)]
    people[0].go_on(8, ("apply",))

    def work(person: Past) -> None:
        try:
            person.go_on(30)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    rounds = 0
    while any(thread.is_alive() for thread in threads):
        rounds += 1
        caught_up(follower)
        if rounds % 3 == 1:
            lists.sweep(clock.now())
    for thread in threads:
        thread.join()
    settle(move_clock)
    caught_up(follower)
    lists.sweep(clock.now())
    real = truth(get)
    assert {noun: len(rows) for noun, rows in real.items()} == {
        noun: model.objects.visible_to(boss).count() for noun, model in NOUNS.items()
    }
    assert_equal(follower.rows, real)
    assert_equal(lists.rows, real)
    assert rounds and sum(sum(person.done.values()) for person in people) > 30

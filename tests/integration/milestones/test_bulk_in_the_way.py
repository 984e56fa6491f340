"""A run that meets somebody else's lock, or breaks off in its midst, leaves nothing half done for good."""

from typing import Any

import pytest
from django.db import connection

from ats.models import Application, ApplicationStatus, RejectionReason
from milestones.actions import bulk
from milestones.models import BulkItem, BulkRun, BulkStatus, BulkVerb, ItemState
from tests.factories.milestones import House


@pytest.fixture
def house(transactional_db: Any, at: Any) -> House:
    return House(at)


@pytest.fixture
def three(house: House) -> list[Application]:
    return [house.apply(first_name=name) for name in ("Aiko", "Bola", "Carla")]


def reject(house: House, rows: list[Application]) -> BulkRun:
    reason = RejectionReason.objects.get(key="less-experience")
    picked = {row.pk: "applied" for row in rows}
    return bulk.start(verb=BulkVerb.REJECT, picked=picked, by=house.recruiter, at=house.at, rejection_reason=reason)


def states() -> list[str]:
    return sorted(BulkItem.objects.values_list("state", flat=True))


def test_who_is_held_by_somebody_else_waits_and_the_rest_is_done(house: House, three: list[Application]) -> None:
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("SELECT 1 FROM ats_application WHERE id = %s FOR NO KEY UPDATE", [three[1].pk])
    try:
        run = reject(house, three)
        assert run.is_running and states() == [ItemState.DONE, ItemState.DONE, ItemState.WAITING]
    finally:
        other.rollback()
        other.close()
    bulk.carry_on(run, house.at, most=bulk.BATCH)
    run.refresh_from_db()
    assert run.is_done and states() == [ItemState.DONE] * 3


def test_an_undoing_that_breaks_off_goes_on_where_it_was(
    house: House, three: list[Application], monkeypatch: pytest.MonkeyPatch
) -> None:
    run, deed, taken = reject(house, three), bulk.UNDOES[BulkVerb.REJECT], []

    def broken(*args: Any) -> Any:
        taken.append(args)
        if len(taken) == 2:
            raise RuntimeError("the machine went off")
        return deed(*args)

    monkeypatch.setitem(bulk.UNDOES, BulkVerb.REJECT, broken)
    with pytest.raises(RuntimeError):
        bulk.undo(run=run, by=house.recruiter, at=house.at)
    run.refresh_from_db()
    assert bulk.can_be_undone(run, house.recruiter, house.at)
    bulk.undo(run=run, by=house.recruiter, at=house.at)
    run.refresh_from_db()
    assert run.status == BulkStatus.UNDONE and states() == [ItemState.UNDONE] * 3
    assert set(Application.objects.values_list("status", flat=True)) == {ApplicationStatus.ACTIVE}
    with pytest.raises(bulk.BulkRefused):
        bulk.undo(run=run, by=house.recruiter, at=house.at)

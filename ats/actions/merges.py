"""Two records of one person become one, and two again.

Rows move by their candidate, and the merge says which. The absorbed record keeps its own facts untouched, so that undoing
needs no copy of them. What is written after the merge belongs to the record that was kept, and stays there.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ats import extension_points
from ats.actions.persistence import change
from ats.actions.recording import record, tell
from ats.events import CandidateMerged, CandidateUnmerged
from ats.extension_points import CandidateRows
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.kernel.privacy.person_keys import sealed_fields
from ats.models import (
    Application,
    Candidate,
    CandidateMerge,
    DuplicatePair,
    OwnershipStatus,
    PairStatus,
)
from ats.policies import merges as policy

UNDONE = "The merge was undone"


class MergeRefused(DomainError):
    """These two can't be made one as they stand."""

    code = "merge-refused"


class NotMerged(DomainError):
    """There is no merge of this record that could be undone now."""

    code = "not-merged"


def merge(
    *,
    candidate: Candidate,
    into: Candidate,
    by: Any,
    at: datetime,
    reason: str = "",
    take: frozenset[str] | set[str] = frozenset(),
) -> CandidateMerge:
    """Make `candidate` a part of `into`. `take` names the facts (of `policies.merges.FACTS`) whose value is `candidate`'s;
    otherwise `into` keeps its own, and what it doesn't know is filled in.

    Raises MergeRefused for a record and itself, for one that was merged already, and while both have an active application
    for one job.
    """
    if candidate.pk == into.pk:
        raise MergeRefused(_("This is one record already. Choose another to merge it with."))
    why = f"Merged: {reason}" if reason else "Merged"
    with transaction.atomic(), acting(by, why):
        absorbed, survivor = _both(candidate, into)
        _check(absorbed, survivor)
        row = CandidateMerge.objects.create(
            survivor=survivor, absorbed=absorbed, reason=reason, merged_at=at, merged_by=by, created_at=at
        )
        row.moved = {policy.label(each): _move(each, absorbed, survivor, at) for each in policy.rows()}
        row.changes = policy.changes(survivor, absorbed, take)
        change(absorbed, merged_into=survivor)
        change(survivor, **{name: _value(name, told["after"]) for name, told in row.changes.items()})
        _after(row, survivor, absorbed, by, at)
    return row


def unmerge(*, candidate: Candidate, by: Any, at: datetime, reason: str = "") -> CandidateMerge:
    """Let `candidate`, which was merged into another record, stand for itself again with everything that it brought.

    Raises NotMerged when it wasn't merged, when the record that was kept is itself part of another by now, or when another
    was merged into that one later: the latest merge is undone first.
    """
    with transaction.atomic(), acting(by, f"Merge undone: {reason}" if reason else UNDONE):
        row = (
            CandidateMerge.objects.select_for_update(of=("self",)).filter(absorbed=candidate, unmerged_at=None).first()
        )
        if row is None:
            raise NotMerged(_("This record is not part of another one, so there is nothing to undo."))
        absorbed, survivor = _both(row.absorbed, row.survivor)
        _undoable(row, survivor)
        for each in policy.rows():
            _move(each, survivor, absorbed, at, row.moved.get(policy.label(each), []))
        back = {name: policy.before(name, survivor, told) for name, told in row.changes.items()}
        change(survivor, **{name: _value(name, value) for name, value in back.items()})
        change(absorbed, merged_into=None)
        change(row, unmerged_at=at, unmerged_by=by, unmerge_reason=reason)
        _undone(row, survivor, absorbed, by, at)
    return row


def _both(one: Candidate, other: Candidate) -> tuple[Candidate, Candidate]:
    """Both rows locked, after their applications (the house's order) and in one order, so that two merges never wait for
    each other."""
    ids = [one.pk, other.pk]
    list(Application._base_manager.filter(candidate__in=ids).order_by("pk").select_for_update(of=("self",)))
    found = Candidate._base_manager.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",))
    locked = {row.pk: row for row in found}
    return locked[one.pk], locked[other.pk]


def _check(absorbed: Candidate, survivor: Candidate) -> None:
    for row in (absorbed, survivor):
        if row.merged_into_id:
            raise MergeRefused(
                _("{candidate} is part of another record already. Look at them again.").format(candidate=row.name),
                merged_into=str(row.merged_into_id),
            )
    if clashes := policy.clashes(absorbed, survivor):
        names = ", ".join(each.job.name for each in clashes)
        raise MergeRefused(
            _(
                "Both have an active application for {names}. End one of the two first, for example as a duplicate."
            ).format(names=names),
            applications=[str(each.pk) for each in clashes],
        )


def _undoable(row: CandidateMerge, survivor: Candidate) -> None:
    if survivor.merged_into_id:
        raise NotMerged(
            _("{candidate} is part of another record by now. Undo that merge first.").format(candidate=survivor.name)
        )
    later = CandidateMerge.objects.in_force().filter(survivor=survivor, merged_at__gte=row.merged_at).exclude(pk=row.pk)
    if newer := later.select_related("absorbed").first():
        raise NotMerged(
            _("Another record was merged later: {candidate}. Undo that merge first.").format(
                candidate=newer.absorbed.name
            )
        )


def _move(
    moving: CandidateRows, source: Candidate, target: Candidate, at: datetime, only: list[str] | None = None
) -> list[str]:
    """Let the rows of `source` hang on `target` instead; the ids of those that did. Tracked rows keep history, and what is
    sealed with the key of its person is sealed anew."""
    found = moving.model._base_manager.filter(candidate=source).order_by("pk")
    if only is not None:
        found = found.filter(pk__in=only)
    if moving.unique_by:
        theirs = moving.model._base_manager.filter(candidate=target).values(moving.unique_by)
        found = found.exclude(**{f"{moving.unique_by}__in": theirs})
    ids = list(found.values_list("pk", flat=True))
    sealed = [field.name for field in sealed_fields(moving.model)]
    if sealed or hasattr(moving.model, "history"):
        for row in found:
            change(row, candidate=target, **{name: getattr(row, name) for name in sealed})
    else:
        moving.model._base_manager.filter(pk__in=ids).update(candidate=target, updated_at=at)
    return [str(pk) for pk in ids]


def _after(row: CandidateMerge, survivor: Candidate, absorbed: Candidate, by: Any, at: datetime) -> None:
    _settle_questions(survivor, at)
    decided = {"status": PairStatus.MERGED, "decided_at": at, "decided_by": by, "reason": row.reason}
    _pair(survivor, absorbed).update(**decided)
    if "do_not_contact" in row.changes:
        extension_points.candidate_contact_changed(candidate=survivor, by=by, at=at)
    extension_points.candidates_merged(merge=row, survivor=survivor, absorbed=absorbed, by=by, at=at)
    row.save()
    tell(CandidateMerged(**_facts(row, by, at)), survivor, by=by)
    record("candidate.absorbed", absorbed, by=by, at=at, into=str(survivor.pk))


def _settle_questions(survivor: Candidate, at: datetime) -> None:
    """Whoever now asks for a candidate of their own, asks no more."""
    for asked in survivor.ownership_requests.unanswered().filter(asked_by=F("candidate__owner")):
        change(asked, status=OwnershipStatus.WITHDRAWN, answered_at=at)


def _undone(row: CandidateMerge, survivor: Candidate, absorbed: Candidate, by: Any, at: datetime) -> None:
    decided = {"status": PairStatus.DISMISSED, "decided_at": at, "decided_by": by, "reason": UNDONE}
    _pair(survivor, absorbed).update(**decided)
    if "do_not_contact" in row.changes:
        extension_points.candidate_contact_changed(candidate=survivor, by=by, at=at)
    extension_points.candidates_unmerged(merge=row, survivor=survivor, absorbed=absorbed, by=by, at=at)
    tell(CandidateUnmerged(**_facts(row, by, at)), survivor, by=by)
    record("candidate.restored", absorbed, by=by, at=at, out_of=str(survivor.pk))


def _pair(one: Candidate, other: Candidate) -> Any:
    first, second = sorted([one.pk, other.pk])
    return DuplicatePair.objects.filter(first=first, second=second)


def _value(name: str, value: Any) -> Any:
    """A fact as the column wants it, from how the merge keeps it."""
    return policy.from_json(name, value)


def _facts(row: CandidateMerge, by: Any, at: datetime) -> dict[str, Any]:
    return {
        "subject_id": row.survivor_id,
        "occurred_at": at,
        "actor_id": getattr(by, "pk", None),
        "absorbed_id": row.absorbed_id,
        "merge_id": row.pk,
    }

"""Taking an import of candidates back, while nobody has been worked with."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ats.actions.recording import tell
from ats.events import CandidateImportRolledBack
from ats.kernel.base import Noun
from ats.kernel.history import bulk_delete_with_history, bulk_update_with_history
from ats.kernel.models import ImportRun
from ats.kernel.outbox import IMPORT, StoredEvent
from ats.kernel.privacy import person_keys
from ats.kernel.transfers.runs import ImportRefused
from ats.models import Candidate, CandidateEmail, CandidatePhone, MatchKey, SourceTouch

REASON = "Rolled back an import"
BROUGHT = (CandidateEmail, CandidatePhone, SourceTouch)


def roll_back(run: ImportRun, by: Any, at: datetime) -> None:
    """Delete who came in, and give those who were changed back what they held. Raises ImportRefused naming the first
    person that somebody has worked with since, and what was done."""
    rows = list(run.rows.all())
    ids = [row.subject_id for row in rows]
    people = Candidate.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").in_bulk()
    found = next(_later_work(run, ids), None)
    if found:
        pk, what = found
        name = people[pk].name if pk in people else _("Somebody")
        raise ImportRefused(
            _("{name} has been worked with since the import ({what}), so it can't be rolled back any more.").format(
                name=name, what=what
            )
        )
    _give_back(run, [row for row in rows if not row.created], people, by, at)
    created = [row.subject_id for row in rows if row.created]
    bulk_delete_with_history(Candidate.objects.filter(pk__in=created), by=by, reason=REASON)
    person_keys.destroy(created, at=at)
    told = CandidateImportRolledBack(subject_id=run.pk, occurred_at=at, actor_id=getattr(by, "pk", None), origin=IMPORT)
    tell(told, run, by=by)


def _give_back(run: ImportRun, changed: list[Any], people: dict[UUID, Candidate], by: Any, at: datetime) -> None:
    restored = []
    for row in changed:
        person = people.get(row.subject_id)
        before = json.loads(row.before or "{}")
        if person is None:
            continue
        for name, value in before.items():
            setattr(person, name, value)
        person.updated_at = at
        restored.append(person)
    ids = [person.pk for person in restored]
    fields = ["first_name", "last_name", "company", "title", "location", "tags", "external_id", "updated_at"]
    bulk_update_with_history(restored, fields, by=by, reason=REASON, at=at)
    for model in BROUGHT:
        model.objects.filter(candidate__in=ids, created_at=run.committed_at).delete()


def _later_work(run: ImportRun, ids: list[UUID]) -> Iterator[tuple[UUID, str]]:
    """Who, and what was done: events, edits, and whatever hangs on them and did not come with the file."""
    live = StoredEvent.objects.exclude(origin=IMPORT).filter(subject_id__in=ids, occurred_at__gt=run.committed_at)
    for pk, kind in live.values_list("subject_id", "type")[:1]:
        yield pk, kind.replace(".", " ").replace("_", " ")
    edits = Candidate.history.filter(id__in=ids, history_type="~", history_date__gt=run.committed_at)
    for pk in edits.values_list("id", flat=True)[:1]:
        yield pk, _("facts changed")
    for relation in Candidate._meta.related_objects:
        kind: Any = relation.related_model
        if kind is MatchKey:  # what the search for duplicates has noted is nobody's work
            continue
        rows = kind._base_manager.filter(**{f"{relation.field.name}__in": ids})
        if issubclass(kind, Noun):
            rows = rows.filter(created_at__gt=run.committed_at)
        for pk in rows.values_list(relation.field.attname, flat=True)[:1]:
            yield pk, _("{noun} added").format(noun=kind._meta.verbose_name)

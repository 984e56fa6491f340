"""The one way into the restricted store. Nothing here, or anywhere in hiring, reads it back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from ats.actions.persistence import locked
from ats.actions.recording import record
from ats.models import Application, SelfIdentification

BATCH = 1000


FORM = "form"


@dataclass(frozen=True, slots=True)
class Answers:
    """What one person said, or a file said about them: question to answer."""

    application: Application
    answers: Mapping[str, Any]


def store(entries: Iterable[Answers], *, origin: str, at: datetime) -> int:
    """Keep the answers, sealed; how many people they are about. People without answers leave no row."""
    rows = [
        SelfIdentification(
            candidate_id=entry.application.candidate_id,
            application=entry.application,
            answers=json.dumps(entry.answers, ensure_ascii=False),
            collected_at=at,
            origin=origin,
        )
        for entry in entries
        if entry.answers
    ]
    SelfIdentification.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def answer(*, application: Application, answers: Mapping[str, Any], at: datetime) -> None:
    """Keep what the person said on the voluntary form; said again, the last word stays. Declining is an answer too."""
    with transaction.atomic():
        row = locked(application)
        SelfIdentification.objects.filter(application=row, origin=FORM).delete()
        SelfIdentification.objects.create(
            candidate_id=row.candidate_id,
            application=row,
            answers=json.dumps(dict(answers), ensure_ascii=False),
            collected_at=at,
            origin=FORM,
        )
        record("self_identification.answered", row, by=None, at=at)

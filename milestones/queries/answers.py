"""What candidates answered to the questions of the form; one query for a hundred applications as for one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ats.kernel.prepared import Prepared
from ats.models import Answer

ANSWER = ("application_id", "question_id", "question__text", "value")
GIVEN = Prepared(lambda ids: Answer.objects.filter(application_id__any_of=ids).values(*ANSWER), list)


def answers_to(application_ids: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """By application, for those that have any: the question's id and text with the value."""
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in GIVEN(application_ids) if application_ids else ():
        said = {"question": row["question_id"], "text": row["question__text"], "value": row["value"]}
        found.setdefault(row["application_id"], []).append(said)
    return found

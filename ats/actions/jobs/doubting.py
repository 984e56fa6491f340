"""Doubts about a job: shown before anything is saved, and kept with a reason where somebody saves it all the same."""

from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ats.actions.recording import tell
from ats.events import JobWarningsOverridden
from ats.kernel.errors import DomainError
from ats.kernel.languages import kept_words
from ats.models import Job, JobOverride
from ats.queries.job_doubts import Doubt, doubts


class JobDoubtful(DomainError):
    """Something about the job needs a second look; `warnings` lists what. Saving goes on with an override reason."""

    code = "job-doubtful"


def settle(job: Job, by: Any, reason: str) -> list[Doubt]:
    """The doubts about `job`, as it is to be saved, that nobody has answered before.

    Raises JobDoubtful where there are any and `reason` is empty.
    """
    answered = [each for row in ([] if job._state.adding else job.overrides.all()) for each in row.warnings]
    with kept_words():  # as they are kept and compared, whatever language the reader has
        kept = doubts(job, by)
    found = [doubt for doubt in kept if doubt.as_row not in answered]
    if found and not reason.strip():
        shown = (
            found
            if get_language() == "en"
            else [told for told, doubt in zip(doubts(job, by), kept, strict=True) if doubt in found]
        )
        raise JobDoubtful(
            _("Look at this before you save. If it is right as it is, say why."),
            warnings=[doubt.as_row for doubt in shown],
        )
    return found


def keep(job: Job, found: list[Doubt], *, reason: str, by: Any, at: datetime) -> None:
    """Write down which doubts were shown and why they don't hold; nothing where there were none."""
    if not found:
        return
    rows = [doubt.as_row for doubt in found]
    JobOverride.objects.create(job=job, warnings=rows, reason=reason.strip()[:300], created_by=by, created_at=at)
    codes = sorted({doubt.code for doubt in found})
    tell(JobWarningsOverridden(subject_id=job.pk, occurred_at=at, actor_id=by.pk, warnings=codes), job, by=by)


def why(verb: str, found: list[Doubt], reason: str) -> str:
    """The sentence in the history: what was done, and why in spite of the warnings."""
    return f"{verb} despite warnings: {reason.strip()}" if found else verb

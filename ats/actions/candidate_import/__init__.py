"""Importing candidates from files: reading rows, finding who is known, writing at the speed of COPY, taking it back."""

from django.utils.translation import gettext_lazy as _

from ats.actions.candidate_import.planning import closed, plan
from ats.actions.candidate_import.reading import FIELDS, NEEDED
from ats.actions.candidate_import.rolling_back import roll_back
from ats.actions.candidate_import.writing import write
from ats.kernel.transfers import importers
from ats.permissions import CorePermission


def register() -> None:
    importers.register(
        importers.Importer(
            noun="candidates",
            label=_("Candidates"),
            permission=CorePermission.CANDIDATES_CREATE,
            fields=FIELDS,
            needed=NEEDED,
            plan=plan,
            write=write,
            roll_back=roll_back,
            closed=closed,
        )
    )

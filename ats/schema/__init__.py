"""The tables of an empty installation in one go.

Migrations from nothing take a minute, because Django draws all models anew at every step. `tables.sql` is what they end in,
written by `python3 manage.py schema --write`; an empty database takes it in a second and is told which migrations it holds.
`quality` checks that neither has changed since by the marks that stand in the file, `schema --check --thorough` goes both ways
and compares. Migrations newer than the file run after it as usual.
"""

from ats.schema.comparing import differences
from ats.schema.loading import is_empty, load
from ats.schema.marks import are_right
from ats.schema.writing import write

__all__ = ["are_right", "differences", "is_empty", "load", "write"]

"""One condition language for rules, skips, routing, filters and approvals.

A condition is a JSON tree over the catalogue: `{"all": […]}`, `{"any": […]}`, `{"not": …}` and leaves
`{"field": "offer.salary", "op": "gt", "value": 90000}` or with `"other_field": "job.pay_max"` in place of the
value. The empty tree `{}` always holds. Two faces give the same answer: `evaluate` for one state in Python, `to_q`
for sets in SQL.

Missing values are settled the same way on both faces: a comparison with a missing value doesn't hold, so its
negation does.
"""

from ats.kernel.conditions.checking import BadCondition, check, fields
from ats.kernel.conditions.evaluation import evaluate
from ats.kernel.conditions.failing import first_failing
from ats.kernel.conditions.query import to_q
from ats.kernel.conditions.words import sentence

__all__ = ["BadCondition", "check", "evaluate", "fields", "first_failing", "sentence", "to_q"]

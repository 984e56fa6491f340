"""Approvals: ordered steps, parallel approvers, quorum, conditions, delegation, due times, override.

Exactly one decision comes out of any race: every deed locks the subject, then the request, and looks again. Nobody
approves what they asked for themselves. Each deed and each refused attempt stands in the audit log.
"""

from ats.kernel.approvals.decisions import decide, override
from ats.kernel.approvals.delegation import delegate
from ats.kernel.approvals.registry import Subject, get_subject, resolver, resolvers, subject, subjects
from ats.kernel.approvals.requests import cancel, request

__all__ = [
    "Subject",
    "cancel",
    "decide",
    "delegate",
    "get_subject",
    "override",
    "request",
    "resolver",
    "resolvers",
    "subject",
    "subjects",
]

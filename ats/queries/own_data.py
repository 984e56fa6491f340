"""Everything that is held on one person and may be shown to them, as plain values for a JSON file.

What colleagues think of them (notes, scorecards) is theirs to ask for too, but a person reads it first, because it speaks
of others as well; the file says so.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ats import extension_points
from ats.models import Application, Candidate, Referral, SourceTouch

NOT_HERE = _(
    "Notes and assessments by our people are not in this file, because they speak of others too. "
    "Answer our mail to ask for them."
)


def of_candidate(candidate: Candidate) -> dict[str, Any]:
    """The file's content: names, contact points, applications, files, and what upper apps add."""
    held: dict[str, Any] = {
        "first_name": candidate.first_name,
        "last_name": candidate.last_name,
        "company": candidate.company,
        "title": candidate.title,
        "location": candidate.location,
        "time_zone": candidate.time_zone,
        "email_addresses": [row.value for row in candidate.email_addresses.all()],
        "phone_numbers": [row.value for row in candidate.phone_numbers.all()],
        "files": [
            {"name": row.file.name, "kind": row.kind, "added_at": row.created_at}
            for row in candidate.attachments.select_related("file")
        ],
        "applications": [
            _application(row) for row in candidate.applications.select_related("job").order_by("applied_at")
        ],
        "how_you_found_us": [
            {"source": touch.source.name, "at": touch.at}
            for touch in SourceTouch.objects.filter(candidate=candidate).select_related("source")
        ],
        "recommended_by": [
            {"name": row.referred_by.name, "at": row.created_at, "relation": row.relation, "why": row.reason}
            for row in Referral.objects.filter(application__candidate=candidate).select_related("referred_by")
        ],
        "what_is_not_here": str(NOT_HERE),
    }
    for more in extension_points.own_data(candidate=candidate):
        held |= more
    return held


def _application(application: Application) -> dict[str, Any]:
    return {
        "job": application.job.name,
        "applied_at": application.applied_at,
        "answers": [
            {"question": answer.question.text, "answer": answer.value}
            for answer in application.answers.select_related("question")
        ],
        "interviews": [
            {"name": row.name, "starts_at": row.starts_at, "status": row.status}
            for row in application.interviews.order_by("starts_at")
        ],
    }

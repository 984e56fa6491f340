"""Why jobs and offers changed, in the reader's language: history keeps our own reasons in English, and people's as they are."""

from django.utils.translation import pgettext_lazy

from ats.kernel.wording import words_of

CONTEXT = "reason in the history"
OURS = [
    pgettext_lazy("reason in the history", "Added to the hiring team"),
    pgettext_lazy("reason in the history", "All openings are filled"),
    pgettext_lazy("reason in the history", "Approved"),
    pgettext_lazy("reason in the history", "Asked for changes"),
    pgettext_lazy("reason in the history", "Cancelled"),
    pgettext_lazy("reason in the history", "Change of approved terms submitted"),
    pgettext_lazy("reason in the history", "Changed in the administration"),
    pgettext_lazy("reason in the history", "Closed"),
    pgettext_lazy("reason in the history", "Created"),
    pgettext_lazy("reason in the history", "Created despite warnings"),
    pgettext_lazy("reason in the history", "Date of an opening changed"),
    pgettext_lazy("reason in the history", "Deleted in the administration"),
    pgettext_lazy("reason in the history", "Edited"),
    pgettext_lazy("reason in the history", "Edited despite warnings"),
    pgettext_lazy("reason in the history", "Fields changed"),
    pgettext_lazy("reason in the history", "Filled"),
    pgettext_lazy("reason in the history", "Hired"),
    pgettext_lazy("reason in the history", "Imported from a file"),
    pgettext_lazy("reason in the history", "Offer accepted"),
    pgettext_lazy("reason in the history", "Offer declined"),
    pgettext_lazy("reason in the history", "Offer drafted"),
    pgettext_lazy("reason in the history", "Offer expired"),
    pgettext_lazy("reason in the history", "Offer extended"),
    pgettext_lazy("reason in the history", "Offer sent"),
    pgettext_lazy("reason in the history", "Offer submitted"),
    pgettext_lazy("reason in the history", "Offer withdrawn"),
    pgettext_lazy("reason in the history", "On hold"),
    pgettext_lazy("reason in the history", "Opened"),
    pgettext_lazy("reason in the history", "Opening added"),
    pgettext_lazy("reason in the history", "Rejected"),
    pgettext_lazy("reason in the history", "Removed from the hiring team"),
    pgettext_lazy("reason in the history", "Reopened"),
    pgettext_lazy("reason in the history", "Sent back"),
    pgettext_lazy("reason in the history", "Start date changed"),
    pgettext_lazy("reason in the history", "Submission withdrawn"),
    pgettext_lazy("reason in the history", "Submitted for approval"),
    pgettext_lazy("reason in the history", "Terms changed"),
    pgettext_lazy("reason in the history", "The job goes on"),
]


def told(reason: str) -> str:
    """A reason as it is kept, such as "On hold: no budget", with our part of it in the reader's language."""
    if not reason:
        return ""
    ours, colon, theirs = reason.partition(": ")
    return f"{words_of(ours, CONTEXT)}{colon}{words_of(theirs, CONTEXT) if theirs else ''}"

"""What the pages of exports say: one line of the list, one export, and what asking for one will come to."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ats.kernel import access
from ats.kernel.access import KernelPermission
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.languages import number
from ats.kernel.models import ExportRun
from ats.kernel.pages.words import exact
from ats.kernel.transfers.exports import policy
from ats.kernel.transfers.exports.catalogued import chosen
from ats.kernel.transfers.exports.models import ExportStatus
from ats.kernel.transfers.exports.registry import exporter, exporters
from ats.kernel.transfers.exports.subject import holds, rows_in_words
from ats.kernel.transfers.exports.words import in_words
from ats.kernel.wording import words_of

S = ExportStatus


def may_see(user: Any) -> bool:
    """Whether there is a list for `user`: of their own, or of everybody's."""
    asked = (KernelPermission.EXPORTS_RUN, KernelPermission.EXPORTS_OVERSEE)
    return any(access.allows(user, permission) for permission in asked)


def line(run: ExportRun) -> dict[str, Any]:
    """One row of the list."""
    rows = run.rows if run.rows is not None else run.expected_rows
    return {"run": run, "noun": exporter(run.noun).label, "rows": number(rows), "holds": ", ".join(holds(run))}


def starts(user: Any) -> list[tuple[Any, str]]:
    """What `user` can export, and where that begins: label and address."""
    if not access.allows(user, KernelPermission.EXPORTS_RUN):
        return []
    mine = [each for each in exporters() if access.allows(user, each.permission)]
    return [(each.label, reverse("export_new", args=[each.noun])) for each in mine]


def asked(run: ExportRun) -> str:
    """What follows, as a toast."""
    if run.waits_for_approval:
        return _("Asked. You are told when it is decided.")
    return _("The file is being made.")


def limits(user: Any, rows: int, at: datetime) -> str:
    """Whether somebody else will decide, before it is asked for."""
    if policy.needs_approval(user=user, rows=rows, held=[], at=at):
        return _("These are so many that somebody else decides on the export first.")
    if policy.needs_approval(user=user, rows=rows, held=[str(Sensitivity.PERSONAL)], at=at):
        return _("Without sensitive columns the file is made at once; with them somebody else decides first.")
    return _("The file is made at once.")


def context(run: ExportRun, user: Any) -> dict[str, Any]:
    """One export for its page."""
    own = run.requested_by_id == user.pk
    mine = exporter(run.noun)
    return {
        **line(run),
        "headline": _("{rows}, asked for by {person}").format(rows=rows_in_words(run), person=run.requested_by),
        "next": _next(run, own),
        "tone": {S.READY: "ok", S.REFUSED: "bad", S.FAILED: "bad", S.AWAITING_APPROVAL: "warn"}.get(
            S(run.status), "info"
        ),
        "problem": words_of(run.problem) if run.problem else "",
        "facts": _facts(run),
        "columns": [str(column.label) for column in chosen(mine.columns(), run.columns)],
        "may_download": run.is_ready and own,
        "may_withdraw": not run.is_over and policy.may_withdraw(run, user),
        "again_url": f"{reverse('export_new', args=[run.noun])}?{run.query}" if run.is_over and own else "",
        "approval_url": reverse("approval", args=[run.approval_id]) if run.approval_id else "",
    }


def _next(run: ExportRun, own: bool) -> str:
    if run.is_ready and own:
        return _(
            "Download it until {moment}; then it is deleted. You give your password first, unless you just signed in."
        ).format(moment=exact(run.expires_at))
    return {
        S.AWAITING_APPROVAL: _("Somebody decides whether these rows may leave. You are told."),
        S.QUEUED: _("A worker makes the file in a moment."),
        S.RUNNING: _("The file is being made. This page tells when it is there."),
        S.READY: _("Only the person who asked for it can download it."),
        S.EXPIRED: _("The file was deleted when its time was over. Ask for it again if you still need it."),
        S.WITHDRAWN: _("It was withdrawn. There is no file."),
        S.REFUSED: _("It was refused. There is no file."),
        S.FAILED: _("It could not be made. There is no file."),
    }[S(run.status)]


def _facts(run: ExportRun) -> list[tuple[str, str]]:
    times = ngettext("{n} time", "{n} times", run.downloads).format(n=run.downloads)
    found = [
        (_("Asked by"), str(run.requested_by)),
        (_("Asked"), exact(run.created_at)),
        (_("What for"), run.reason),
        (_("Format"), run.get_format_display()),
        (_("Holds"), ", ".join(holds(run)) or _("Nothing sensitive")),
        (_("Filters"), in_words(run.query) or _("None")),
        (_("Made"), exact(run.ready_at) if run.ready_at else ""),
        (_("Downloaded"), times if run.ready_at else ""),
        (_("Fingerprint (SHA-256)"), run.sha256),
    ]
    return [(name, value) for name, value in found if value]

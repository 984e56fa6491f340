"""Exports as subjects of an approval: what approvers read, whom a flow can ask, what its steps' conditions may name."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext, pgettext_lazy

from ats.kernel import access, approvals, catalogue
from ats.kernel.access import KernelPermission
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.catalogue import FieldType, Kept
from ats.kernel.languages import number
from ats.kernel.transfers.exports import asking
from ats.kernel.transfers.exports.catalogued import chosen
from ats.kernel.transfers.exports.ending import SUBJECT
from ats.kernel.transfers.exports.models import ExportRun
from ats.kernel.transfers.exports.registry import exporter, exporters
from ats.kernel.transfers.exports.words import in_words

APPROVER = "export_approver"
SENSITIVITIES = ((str(Sensitivity.PERSONAL), _l("Contact points")), (str(Sensitivity.PAY), _l("Pay")))


def register() -> None:
    catalogue.entity(SUBJECT, model=ExportRun, label=pgettext_lazy("a file of rows", "Export"))
    _field("rows", _l("Rows"), FieldType.NUMBER, "expected_rows")
    _field("noun", _l("What is exported"), FieldType.CHOICE, "noun", options=_nouns)
    _field("holds", _l("Holds"), FieldType.SEVERAL, "sensitivities", choices=SENSITIVITIES, kept=Kept.ARRAY)
    approvals.subject(
        key=SUBJECT,
        model=ExportRun,
        title=title,
        facts=lambda run, user: in_short(run),
        url=lambda run: reverse("approval", args=[run.approval_id]),
        on_decided=asking.decided,
        values=lambda run: catalogue.values(SUBJECT, run),
        visible_to=lambda user: ExportRun.objects.visible_to(user),
        decidable_by=lambda user: ExportRun.objects.permitted(user, KernelPermission.EXPORTS_APPROVE),
        listed=listed,
        label=pgettext_lazy("a file of rows", "Export"),
        icon="file-down",
        proof=proof,
    )
    approvals.resolver(APPROVER, _l("Whoever decides on exports"), approvers)


def approvers(run: ExportRun) -> QuerySet[Any]:
    """Everybody whose role lets them decide on exports."""
    held = access.assignments(KernelPermission.EXPORTS_APPROVE)
    return get_user_model()._default_manager.filter(pk__in=held.values("user"), is_active=True, is_service=False)


def title(run: ExportRun) -> str:
    return _("Export: {noun}").format(noun=exporter(run.noun).label)


def listed(ids: Collection[UUID], user: Any) -> dict[UUID, tuple[ExportRun, str]]:
    return {run.pk: (run, in_short(run)) for run in ExportRun.objects.filter(pk__in=ids)}


def proof(run: ExportRun, user: Any) -> list[tuple[str, str]]:
    """Who takes what out, and what for."""
    return [
        (_("Asked by"), str(run.requested_by)),
        (_("What for"), run.reason),
        (_("Rows"), number(run.expected_rows)),
        (_("Columns"), ", ".join(str(column.label) for column in chosen(exporter(run.noun).columns(), run.columns))),
        (_("Holds"), ", ".join(holds(run)) or _("Nothing sensitive")),
        (_("Filters"), in_words(run.query) or _("None: everything that they see")),
        (_("Format"), run.get_format_display()),
    ]


def holds(run: ExportRun) -> list[str]:
    """What is sensitive in it, in words."""
    words = dict(SENSITIVITIES)
    return [str(words.get(each, each)) for each in run.sensitivities]


def rows_in_words(run: ExportRun) -> str:
    count = run.expected_rows if run.rows is None else run.rows
    return ngettext("{n} row", "{n} rows", count).format(n=number(count))


def in_short(run: ExportRun) -> str:
    """Rows, and what is sensitive in them: whoever has two to decide on sees which needs the closer look."""
    return ", ".join([rows_in_words(run), *holds(run)])


def _nouns() -> catalogue.Choices:
    return tuple((each.noun, each.label) for each in exporters())


def _field(key: str, label: Any, type: FieldType, path: str, **more: Any) -> None:
    catalogue.field(key=f"{SUBJECT}.{key}", label=label, type=type, path=path, entity=SUBJECT, **more)

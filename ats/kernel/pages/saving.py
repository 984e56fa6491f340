"""Saving, changing, deleting a view; making one's own the default."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ats.kernel import access, audit
from ats.kernel.access import KernelPermission
from ats.kernel.access.models import Role
from ats.kernel.errors import DomainError, NotAllowed
from ats.kernel.history import acting
from ats.kernel.pages.models import DefaultView, SavedView, Sharing
from ats.kernel.pages.saved_lists import LONGEST, get_list, kept
from ats.kernel.taken import taken

MOST = 50


class ViewRefused(DomainError):
    """The view can't be kept like that."""

    code = "saved-view"


def save_view(
    *,
    page: str,
    name: str,
    query: str,
    by: Any,
    at: datetime,
    sharing: str = Sharing.PRIVATE,
    role: Role | None = None,
    is_default: bool = False,
) -> SavedView:
    """A new view of the list `page`. Raises Taken for a name that `by` has already, NotAllowed to share without the right."""
    if get_list(page) is None:
        raise ViewRefused(_("There is no such list."))
    if SavedView.objects.filter(owner=by, page=page).count() >= MOST:
        raise ViewRefused(_("You have {most} views of this list. Delete one first.").format(most=MOST))
    with transaction.atomic(), acting(by, "View saved"):
        facts = _facts(by, page, name, query, sharing, role)
        view = SavedView.objects.create(owner=by, page=page, created_at=at, **facts)
        _record("saved_view.saved", view, by, at)
        choose_default(view=view, on=is_default, by=by, at=at)
    return view


def change_view(
    *, view: SavedView, name: str, query: str, by: Any, at: datetime, sharing: str, role: Role | None, is_default: bool
) -> SavedView:
    """Rename, filter anew, share. Raises NotAllowed for somebody else's view, Taken for a name in use."""
    with transaction.atomic(), acting(by, "View changed"):
        row = _own(view, by)
        for field, value in _facts(by, row.page, name, query, sharing, role, besides=row).items():
            setattr(row, field, value)
        row.save()
        _record("saved_view.changed", row, by, at)
        choose_default(view=row, on=is_default, by=by, at=at)
    return row


def delete_view(*, view: SavedView, by: Any, at: datetime) -> None:
    """Delete one's own view, for everybody it was shared with. Raises NotAllowed for somebody else's."""
    with transaction.atomic(), acting(by, "View deleted"):
        row = _own(view, by)
        _record("saved_view.deleted", row, by, at)
        row.delete()


def choose_default(*, view: SavedView, on: bool, by: Any, at: datetime) -> None:
    """Let the list open with `view` for `by`, or no longer. The view is one that `by` sees."""
    with transaction.atomic():
        if on:
            DefaultView.objects.update_or_create(user=by, page=view.page, defaults={"view": view})
        else:
            DefaultView.objects.filter(user=by, view=view).delete()


def _own(view: SavedView, by: Any) -> SavedView:
    row: SavedView = SavedView.objects.select_for_update(of=("self",)).get(pk=view.pk)
    if row.owner_id != by.pk:
        raise NotAllowed(_("This view belongs to {person}. Save it under a name of your own.").format(person=row.owner))
    return row


def _facts(
    by: Any, page: str, name: str, query: str, sharing: str, role: Role | None, besides: SavedView | None = None
) -> dict[str, Any]:
    name, query = " ".join(name.split()), kept(query)
    if not name or len(query) > LONGEST:
        raise ViewRefused(_("Give the view a name.") if not name else _("This view has too many filters to be kept."))
    if sharing != Sharing.PRIVATE and (besides is None or besides.sharing != sharing or besides.role != role):
        access.require(by, KernelPermission.VIEWS_SHARE)
    others = SavedView.objects.filter(owner=by, page=page, name=name)
    if (others.exclude(pk=besides.pk) if besides else others).exists():
        raise taken("saved_view_name_once")
    if sharing == Sharing.ROLE and role is None:
        raise ViewRefused(_("Choose the role that sees the view."), errors={"role": [_("Choose a role.")]})
    return {"name": name, "query": query, "sharing": sharing, "role": role if sharing == Sharing.ROLE else None}


def _record(deed: str, view: SavedView, by: Any, at: datetime) -> None:
    audit.record(
        deed=deed,
        actor=by,
        subject_type=view._meta.label_lower,
        subject_id=view.pk,
        outcome="done",
        at=at,
        codes={"page": view.page, "sharing": str(view.sharing)},
    )

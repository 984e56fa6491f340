"""Saving a view of a list and changing one, on pages of their own, so that it works without JavaScript."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel import access, clock
from ats.kernel.access import KernelPermission
from ats.kernel.access.models import Role
from ats.kernel.errors import DomainError
from ats.kernel.pages import saving
from ats.kernel.pages.answers import go
from ats.kernel.pages.models import DefaultView, SavedView, Sharing
from ats.kernel.pages.saved_lists import SavedList, address, get_list, kept


class SavedViewForm(forms.Form):
    name = forms.CharField(label=_l("Name"), max_length=60)
    sharing = forms.ChoiceField(
        label=_l("Who sees it"), choices=Sharing.choices, widget=forms.RadioSelect, required=False
    )
    role = forms.ModelChoiceField(
        label=_l("Role"), queryset=Role.objects.all(), required=False, empty_label=_l("No role")
    )
    is_default = forms.BooleanField(label=_l("Open the list with this view"), required=False)
    query = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sharing: Any = self.fields["sharing"]
        sharing.is_needed = True  # chosen already, so that nobody calls it optional
        if not access.allows(user, KernelPermission.VIEWS_SHARE):
            del self.fields["sharing"], self.fields["role"]

    def facts(self, view: SavedView | None = None) -> dict[str, Any]:
        """What the action takes; who may not share leaves the sharing as it is."""
        before = {"sharing": view.sharing, "role": view.role} if view else {"sharing": Sharing.PRIVATE, "role": None}
        given = {**before, **self.cleaned_data}
        return {**given, "sharing": given["sharing"] or Sharing.PRIVATE}


@access.view(access.SIGNED_IN, "GET", "HEAD", "POST")
def new(request: HttpRequest, page: str) -> HttpResponse:
    of = get_list(page)
    if of is None:
        raise Http404
    initial = {"query": kept(request.GET.get("query", "")), "sharing": Sharing.PRIVATE}
    form = SavedViewForm(request.POST or None, user=request.user, initial=initial)
    if form.is_valid():
        try:
            view = saving.save_view(page=page, by=request.user, at=clock.now(), **form.facts())
            return go(request, reverse(of.url_name) + address(view), toast=_("{view} is saved.").format(view=view.name))
        except DomainError as refusal:
            _explain(form, refusal)
    return _page(request, form, of, {"title": _("Save view")})


@access.view(access.SIGNED_IN, "GET", "HEAD", "POST")
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One's own is changed here; somebody else's can be made one's default."""
    user: Any = request.user
    view, of = _found(request, pk)
    query = kept(request.GET["query"]) if request.GET.get("query") else view.query
    initial = {
        "name": view.name,
        "sharing": view.sharing,
        "role": view.role_id,
        "query": query,
        "is_default": DefaultView.objects.filter(user=user, view=view).exists(),
    }
    form = SavedViewForm(request.POST or None, user=request.user, initial=initial)
    if form.is_valid():
        try:
            facts = form.facts(view)
            changed = saving.change_view(view=view, by=request.user, at=clock.now(), **facts)
            return go(request, reverse(of.url_name) + address(changed), toast=_("Saved."))
        except DomainError as refusal:
            _explain(form, refusal)
    more = {
        "title": view.name,
        "view": view,
        "is_own": view.owner_id == request.user.pk,
        "differs": query != view.query,
    }
    return _page(request, form, of, {**more, "is_default": initial["is_default"]})


@access.view(access.SIGNED_IN, "POST")
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    view, of = _found(request, pk)
    saving.delete_view(view=view, by=request.user, at=clock.now())
    return go(request, reverse(of.url_name), toast=_("The view is deleted."))


@access.view(access.SIGNED_IN, "POST")
def default(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the list with this view from now on; with `off`, no longer."""
    view, of = _found(request, pk)
    on = not request.POST.get("off")
    saving.choose_default(view=view, on=on, by=request.user, at=clock.now())
    said = _("{list} opens with {view}.") if on else _("{list} opens as usual.")
    said = said.format(list=of.label, view=view.name)
    return go(request, reverse(of.url_name) + address(view), toast=said)


def _found(request: HttpRequest, pk: UUID) -> tuple[SavedView, SavedList]:
    rows = SavedView.objects.visible_to(request.user).select_related("owner", "role")
    view: SavedView = get_object_or_404(rows, pk=pk)
    of = get_list(view.page)
    if of is None:
        raise Http404
    return view, of


def _explain(form: SavedViewForm, refusal: DomainError) -> None:
    named = [name for name in refusal.details.get("errors", {}) if name in form.fields]
    for name in named or [None]:
        form.add_error(name, refusal.message)


def _page(request: HttpRequest, form: Any, of: SavedList, more: dict[str, Any]) -> HttpResponse:
    context = {"form": form, "list": of, "list_url": reverse(of.url_name), **more}
    return render(request, "kernel/saved_view/form.html", context, status=422 if form.errors else 200)

"""Keys and OAuth clients: made, rotated and revoked here by those who may. A secret is shown on one page, once."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel import access, clock
from ats.kernel.access.admin import REASON, HouseAdmin, ReasonedForm
from ats.kernel.access.models import Role
from ats.kernel.access.permissions import KernelPermission
from ats.kernel.api import keys, rotation, scopes
from ats.kernel.api.models import ApiKey, real_now
from ats.kernel.api.permissions import ApiPermission
from ats.kernel.api.service_users import service_user
from ats.kernel.errors import DomainError
from ats.kernel.history import acting

SECRET_PAGE = "admin/kernel/apikey/secret.html"
READ_ONLY = ("kind", "user", "secret_made_at", "last_used_at", "previous_ends_at", "previous_used_at", "revoked_at")


class KeyForm(ReasonedForm):
    scopes = forms.CharField(
        label=_l("Scopes"),
        required=False,
        help_text=_l("Such as candidates:read jobs:read, with spaces between. Empty: all that the role allows"),
    )
    role = forms.ModelChoiceField(Role.objects.all(), label=_l("Role"), help_text=_l("Over the whole company"))

    class Meta:
        model = ApiKey
        fields = ["name", "kind", "scopes", "expires_at", "rotation_days"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance._state.adding:
            self.initial["scopes"] = " ".join(self.instance.scopes)
            self.fields.pop("role", None)  # who stands behind a key stays
        elif "rotation_days" in self.fields:
            self.initial["rotation_days"] = settings.KEY_ROTATION_DAYS or None

    def clean_name(self) -> str:
        """A new one has a name of its own: loading its secret's page again would make a second key that nobody knows of."""
        name = str(self.cleaned_data["name"])
        taken = ApiKey.objects.filter(name=name, revoked_at__isnull=True)
        if self.instance._state.adding and taken.exists():
            raise forms.ValidationError(_("There is a key of this name already. Revoke it or choose another name."))
        return name

    def clean_scopes(self) -> list[str]:
        try:
            return scopes.checked(self.cleaned_data["scopes"].replace(",", " ").split())
        except DomainError as refused:
            raise forms.ValidationError(refused.message) from refused


class ApiKeyAdmin(HouseAdmin):
    """The library of OAuth registers this for its clients (settings/oauth.py), which are keys of ours."""

    form = KeyForm
    is_whole_company = True
    view_permission, change_permission = ApiPermission.KEYS_VIEW, ApiPermission.KEYS_MANAGE
    change_form_template = "admin/kernel/apikey/change_form.html"
    list_display = ("name", "kind", "user", "due", "last_used_at", "previous_ends_at", "revoked_at")
    list_filter = ("kind", "revoked_at", "expires_at")
    list_select_related = ("user",)
    search_fields = ("name", "=id", "user__email")

    @admin.display(description=_l("needs a new secret by"))
    def due(self, key: ApiKey) -> Any:
        return None if key.revoked_at else key.due_at

    def _may_change(self, request: HttpRequest) -> bool:
        return access.holds_everywhere(request.user, self.change_permission)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_change(request) and access.holds_everywhere(request.user, KernelPermission.ADMIN_CONFIGURE)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keys are revoked; what they did stays theirs."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return READ_ONLY if obj is not None else ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new one says its role; who stands behind it then is its service user."""
        fields = ["name", "scopes", "expires_at", "rotation_days"]
        fields = [*fields, *READ_ONLY] if obj is not None else ["name", "kind", "role", *fields[1:]]
        return [*fields, REASON] if self._may_change(request) else fields

    def get_urls(self) -> list[URLPattern]:
        deeds = {"rotation": self.rotation, "overlap-end": self.overlap_end, "revocation": self.revocation}
        return [
            *(
                path(f"<uuid:pk>/{name}/", self.admin_site.admin_view(deed), name=f"api_key_{name.replace('-', '_')}")
                for name, deed in deeds.items()
            ),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: ApiKey, form: Any, change: bool) -> None:
        said = {name: form.cleaned_data[name] for name in form.changed_data if name in form.cleaned_data}
        reason = said.pop(REASON, "")
        more = {"reason": reason} if reason else {}
        if change:
            keys.change(key=obj, by=request.user, at=clock.now(), **said, **more)
            return
        obj.fresh_token = self._make(request.user, obj, form.cleaned_data["role"], more)

    def _make(self, by: Any, obj: ApiKey, role: Role, more: dict[str, str]) -> str:
        keys.require_maker(by)
        lives = {"expires_at": obj.expires_at, "rotation_days": obj.rotation_days or 0}
        about: dict[str, Any] = {"name": obj.name, "kind": obj.kind, "scopes": obj.scopes, **lives, **more}
        with transaction.atomic(), acting(by, more.get("reason", "API key created")):
            made, token = keys.create(user=service_user(obj.name, role), by=by, at=clock.now(), **about)
        obj.pk, obj.user, obj._state.adding = made.pk, made.user, False
        return token

    def response_add(self, request: HttpRequest, obj: ApiKey, post_url_continue: Any = None) -> HttpResponse:
        """The secret stands on this page only; it is kept in no message and no session."""
        return self._secret_page(request, obj, obj.fresh_token)

    def rotation(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """POST: a new secret, shown once; `overlap_days` is how long the old one stays good."""
        key = self._asked(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(_address(key))
        if request.POST.get("secret_made_at", _made(key)) != _made(key):  # the secret's page, loaded again
            messages.error(request, _("This key got a new secret meanwhile. Look again before you make another."))
            return HttpResponseRedirect(_address(key))
        days = request.POST.get("overlap_days", "")
        span = timedelta(days=int(days)) if days.isascii() and days.isdigit() and len(days) < 4 else None
        try:
            token = rotation.rotate(key=key, by=request.user, at=clock.now(), overlap=span)
        except DomainError as refused:
            messages.error(request, refused.message)
            return HttpResponseRedirect(_address(key))
        return self._secret_page(request, key, token)

    def overlap_end(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """POST: the old secret is refused from now on."""
        key = self._asked(request, pk)
        if request.method == "POST":
            rotation.end_overlap(key=key, by=request.user, at=clock.now())
            messages.success(request, _("The old secret has ended."))
        return HttpResponseRedirect(_address(key))

    def revocation(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """POST: the key opens nothing from now on."""
        key = self._asked(request, pk)
        if request.method == "POST":
            keys.revoke(key=key, by=request.user, at=clock.now())
            messages.success(request, _("The key is revoked."))
        return HttpResponseRedirect(_address(key))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        key, now = kwargs.get("obj"), real_now()
        state = {"is_live": key.is_live(now), "overlaps": key.overlaps(now)} if key is not None else {}
        state["secret_made_at"] = _made(key) if key is not None else ""
        context.update(state, overlap_days=settings.KEY_OVERLAP_DAYS, longest=rotation.LONGEST.days)
        return super().render_change_form(request, context, *args, **kwargs)

    def _asked(self, request: HttpRequest, pk: Any) -> ApiKey:
        keys.require_manager(request.user)
        key: ApiKey = get_object_or_404(ApiKey.objects.select_related("user"), pk=pk)
        return key

    def _secret_page(self, request: HttpRequest, key: ApiKey, token: str) -> HttpResponse:
        name, _dot, secret = token.partition(".")
        key.refresh_from_db()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Secret of {key}").format(key=key),
            "key": key,
            "token": token,
            "client_id": name,
            "secret": secret,
            "overlaps": key.overlaps(real_now()),
            "back": _address(key),
        }
        return render(request, SECRET_PAGE, context)


def _address(key: ApiKey) -> str:
    return reverse("admin:kernel_apikey_change", args=[key.pk])


def _made(key: ApiKey) -> str:
    return key.secret_made_at.isoformat() if key.secret_made_at else ""

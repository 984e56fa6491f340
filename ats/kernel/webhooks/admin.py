"""Endpoints to set up, test and give a new secret; the log of their deliveries, to look at and to send again."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from ats.kernel import access, clock
from ats.kernel.access.admin import REASON, HouseAdmin, HouseInline, ReasonedForm
from ats.kernel.errors import DomainError
from ats.kernel.outbox import registry
from ats.kernel.webhooks import endpoints, replaying
from ats.kernel.webhooks.events import WebhookTested
from ats.kernel.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from ats.kernel.webhooks.permissions import WebhookPermission

SECRET_PAGE = "admin/kernel/webhookendpoint/secret.html"


class EndpointForm(ReasonedForm):
    event_types = forms.MultipleChoiceField(
        label=_l("Events"),
        required=False,
        choices=lambda: [(name, name) for name in sorted(registry) if name != WebhookTested.type],
        widget=forms.CheckboxSelectMultiple,
        help_text=_l("None chosen: every event. The page of the API says what each means: /api/v1/docs/#events"),
    )

    class Meta:
        model = WebhookEndpoint
        fields = ["url", "description", "event_types", "is_active"]

    def clean_url(self) -> str:
        try:
            return endpoints.check_url(self.cleaned_data["url"])
        except DomainError as refused:
            raise forms.ValidationError(refused.message) from refused


class OfWebhooks(HouseAdmin):
    is_whole_company = True
    view_permission, change_permission = WebhookPermission.VIEW, WebhookPermission.MANAGE

    def _may_change(self, request: HttpRequest) -> bool:
        return not self.is_read_only and access.holds_everywhere(request.user, self.change_permission)


@admin.register(WebhookEndpoint)
class WebhookEndpointAdmin(OfWebhooks):
    form = EndpointForm
    change_form_template = "admin/kernel/webhookendpoint/change_form.html"
    list_display = ("__str__", "url", "is_active", "off_reason", "failing_since")
    list_filter = ("is_active", "off_reason")
    search_fields = ("url", "description")
    readonly_fields = ("off_reason", "off_at", "failing_since")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new one is on."""
        fields = ["url", "description", "event_types"]
        if obj is not None:
            fields += ["is_active", *self.readonly_fields]
        return [*fields, REASON] if self._may_change(request) else fields

    def get_urls(self) -> list[URLPattern]:
        return [
            path("<uuid:pk>/test/", self.admin_site.admin_view(self.test), name="webhook_endpoint_test"),
            path("<uuid:pk>/rotation/", self.admin_site.admin_view(self.rotation), name="webhook_endpoint_rotation"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: WebhookEndpoint, form: Any, change: bool) -> None:
        said = {name: form.cleaned_data[name] for name in form.cleaned_data if name != REASON}
        if reason := form.cleaned_data.get(REASON):
            said["reason"] = reason
        if change:
            endpoints.change(endpoint=obj, by=request.user, at=clock.now(), **said)
            return
        made, obj.fresh_secret = endpoints.create(by=request.user, at=clock.now(), **said)
        obj.pk, obj._state.adding = made.pk, False

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The log goes with its endpoint, though nobody deletes a line of it alone."""
        return [str(row) for row in objs], {self.opts.verbose_name_plural: len(objs)}, set(), []

    def delete_model(self, request: HttpRequest, obj: WebhookEndpoint) -> None:
        endpoints.remove(endpoint=obj, by=request.user, at=clock.now())

    def response_add(self, request: HttpRequest, obj: WebhookEndpoint, post_url_continue: Any = None) -> HttpResponse:
        """The secret stands on this page only; it is kept in no message and no session."""
        return self._secret_page(request, obj, obj.fresh_secret)

    def test(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """POST: send a test event; then to its line in the log."""
        access.require(request.user, WebhookPermission.MANAGE)
        endpoint = get_object_or_404(WebhookEndpoint, pk=pk)
        if request.method != "POST":
            return HttpResponseRedirect(_address(endpoint))
        delivery = endpoints.test(endpoint=endpoint, by=request.user, at=clock.now())
        messages.success(request, _("A test event is on its way. This page says what became of it."))
        return HttpResponseRedirect(reverse("admin:kernel_webhookdelivery_change", args=[delivery.pk]))

    def rotation(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """POST: a new secret, shown once."""
        access.require(request.user, WebhookPermission.MANAGE)
        endpoint = get_object_or_404(WebhookEndpoint, pk=pk)
        if request.method != "POST":
            return HttpResponseRedirect(_address(endpoint))
        secret = endpoints.rotate(endpoint=endpoint, by=request.user, at=clock.now())
        return self._secret_page(request, endpoint, secret)

    def _secret_page(self, request: HttpRequest, endpoint: WebhookEndpoint, secret: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Secret of {endpoint}").format(endpoint=endpoint),
            "secret": secret,
            "back": _address(endpoint),
        }
        return render(request, SECRET_PAGE, context)


def _address(endpoint: WebhookEndpoint) -> str:
    return reverse("admin:kernel_webhookendpoint_change", args=[endpoint.pk])


class AttemptInline(HouseInline):
    model = WebhookAttempt
    is_read_only = True
    view_permission = WebhookPermission.VIEW
    fields = readonly_fields = ("number", "started_at", "milliseconds", "status_code", "outcome")


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(OfWebhooks):
    is_read_only = True
    list_display = ("event_type", "endpoint", "status", "reason", "created_at", "settled_at")
    list_filter = ("status", "reason", "endpoint")
    list_select_related = ("endpoint",)
    search_fields = ("=subject_id", "=event_type")
    fields = ("endpoint", "event_type", "message_id", "status", "reason", "due_at", "settled_at", "payload")
    inlines = (AttemptInline,)
    actions = ("send_again",)

    def has_send_again_permission(self, request: HttpRequest) -> bool:
        return access.holds_everywhere(request.user, self.change_permission)

    @admin.action(description=_l("Send again"), permissions=["send_again"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        chosen = list(queryset.values_list("pk", flat=True)[: replaying.MOST])
        count = replaying.replay_many(chosen=chosen, by=request.user, at=clock.now())
        text = ngettext("{number} will be sent again.", "{number} will be sent again.", count).format(number=count)
        self.message_user(request, text, messages.SUCCESS if count else messages.INFO)

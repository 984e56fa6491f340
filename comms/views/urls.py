"""Pages of this app."""

from django.urls import URLPattern, URLResolver, path

from comms.views import consents, mailbox, messages

urlpatterns: list[URLPattern | URLResolver] = [
    path("messages/", messages.index, name="messages"),
    path("messages/<uuid:pk>/resending/", messages.resend, name="message_resend"),
    path("messages/<uuid:pk>/cancellation/", messages.cancel, name="message_cancel"),
    path("messages/unwritten/<uuid:pk>/retry/", messages.retry, name="message_retry"),
    path("candidates/<uuid:pk>/consents/", consents.index, name="candidate_consents"),
    path("candidates/<uuid:pk>/consents/withdrawal/", consents.withdraw, name="consent_withdraw"),
    path("status/<str:own_link>/consents/", consents.agree_own, name="own_consent"),
    path("status/<str:own_link>/consents/withdrawal/", consents.withdraw_own, name="own_consent_withdraw"),
    path("demo/mailbox/", mailbox.index, name="mailbox"),
    path("demo/mailbox/messages.json", mailbox.messages, name="mailbox_messages"),
    path("demo/mailbox/<slug:name>/", mailbox.detail, name="mailbox_mail"),
]

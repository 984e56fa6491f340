"""Who sees and sets up webhooks. They tell of the whole company, so a right within a department shows none."""

from django.utils.translation import gettext_lazy as _

from ats.kernel.access.permissions import Permission


class WebhookPermission(Permission):
    VIEW = "webhooks.view", _("See webhook endpoints and the log of their deliveries")
    MANAGE = "webhooks.manage", _("Set up webhook endpoints, test them, and send deliveries again")

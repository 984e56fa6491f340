"""What people may do in this app; each permission describes itself."""

from django.utils.translation import gettext_lazy as _

from ats.kernel.access import Permission, default_role


class CommsPermission(Permission):
    VIEW_MESSAGES = "messages.view", _("Read the messages sent to people whose applications they see")
    WRITE_MESSAGES = "messages.write", _("Write to candidates about their applications")
    MANAGE_MESSAGES = "messages.manage", _("See messages that need a decision, and resend or cancel them")
    VIEW_TEMPLATES = "templates.view", _("Read the wording of templates")
    EDIT_TEMPLATES = "templates.edit", _("Change the wording of templates and consent texts")
    VIEW_CONSENTS = "consents.view", _("Read what people consented to")
    WITHDRAW_CONSENTS = "consents.withdraw", _("Record that a person took back what they had consented to")


C = CommsPermission
default_role("admin", permissions=[C.VIEW_MESSAGES, C.MANAGE_MESSAGES, C.VIEW_TEMPLATES, C.EDIT_TEMPLATES])
default_role(
    "recruiter",
    permissions=[
        C.VIEW_MESSAGES,
        C.WRITE_MESSAGES,
        C.MANAGE_MESSAGES,
        C.VIEW_TEMPLATES,
        C.VIEW_CONSENTS,
        C.WITHDRAW_CONSENTS,
    ],
)
default_role(
    "coordinator",
    permissions=[C.VIEW_MESSAGES, C.WRITE_MESSAGES, C.VIEW_TEMPLATES, C.VIEW_CONSENTS, C.WITHDRAW_CONSENTS],
)
default_role("sourcer", permissions=[C.VIEW_TEMPLATES, C.VIEW_CONSENTS])
default_role("manager", permissions=[C.VIEW_MESSAGES])
default_role("comms", permissions=list(C))
default_role("legal", permissions=[C.VIEW_MESSAGES, C.VIEW_TEMPLATES, C.VIEW_CONSENTS, C.WITHDRAW_CONSENTS])
default_role(
    "integrator",
    permissions=[C.VIEW_MESSAGES, C.MANAGE_MESSAGES, C.VIEW_TEMPLATES, C.VIEW_CONSENTS, C.WITHDRAW_CONSENTS],
)

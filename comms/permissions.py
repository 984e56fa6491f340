"""What people may do in this app; each permission describes itself."""

from ats.kernel.access import Permission, default_role


class CommsPermission(Permission):
    VIEW_MESSAGES = "messages.view", "Read the messages sent to people whose applications they see"
    WRITE_MESSAGES = "messages.write", "Write to candidates about their applications"
    MANAGE_MESSAGES = "messages.manage", "See messages that need a decision, and resend or cancel them"
    VIEW_TEMPLATES = "templates.view", "Read the wording of templates"
    EDIT_TEMPLATES = "templates.edit", "Change the wording of templates and consent texts"
    VIEW_CONSENTS = "consents.view", "Read what people consented to"
    WITHDRAW_CONSENTS = "consents.withdraw", "Record that a person took back what they had consented to"


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

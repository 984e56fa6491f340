"""Wordings about accounts and notifications, as the product comes. Administrators edit the rows."""

# key, name, subject, body
ABOUT_ACCOUNTS = [
    (
        "invitation",
        "Invitation to a colleague",
        "{{requester_name}} invites you to {{company_name}}'s hiring",
        """
Hello,

{{requester_name}} asks you to join the hiring team of {{company_name}}. Choose your name and password here; the link works for
seven days:

{{link}}
""",
    ),
    (
        "password-reset",
        "New password",
        "A new password for {{company_name}}'s hiring",
        """
Hello {{recipient_name}},

somebody, probably you, asked for a new password. Choose it here:

{{link}}

If it was not you, nothing has to be done: your password stays as it is.
""",
    ),
    (
        "notice",
        "Notification",
        "{{title}}",
        """
Hello {{recipient_name}},

{{title}}

{{link}}
""",
    ),
    (
        "digest",
        "Daily mail",
        "Your day in {{company_name}}'s hiring",
        """
Hello {{recipient_name}},

since yesterday:

{{facts}}

All of it: {{link}}
""",
    ),
]

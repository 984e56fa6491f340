"""What people agree to, as it starts."""

# region ("" is everywhere else), purpose, required, days kept, text. To be confirmed with counsel before real use.
CONSENT_TEXTS = [
    (
        "eu",
        "application",
        True,
        180,
        "I have read how my application is handled, and I agree that the people who hire for this job may use what I "
        "send to decide on it. It is deleted six months after the decision. I can withdraw this at any time.",
    ),
    (
        "eu",
        "talent_pool",
        False,
        365,
        "You may keep my details for a year and write to me about other jobs that could suit me. I can withdraw this "
        "at any time, and it has no effect on this application.",
    ),
    (
        "",
        "application",
        True,
        730,
        "I agree that the people who hire for this job may use what I send to decide on my application.",
    ),
    (
        "",
        "talent_pool",
        False,
        730,
        "You may keep my details and write to me about other jobs that could suit me.",
    ),
]

"""The wordings about times to pick and reminders that come with the product; see comms.wordings."""

# key, name, subject, body
TO_CANDIDATES = [
    (
        "interview-times",
        "Interview: pick a time",
        "Pick a time for your interview: {{job_name}}",
        """
Hello {{candidate_first_name}},

we would like to meet you for {{job_name}} ({{interview_name}}). Please pick a time that suits you until {{due_at}}:

{{link}}

The page shows the times in your own time zone. You can move the interview by the same link, or tell us that none fits.

{{recruiter_name}}
{{company_name}}
""",
    ),
    (
        "interview-reminder",
        "Interview: reminder",
        "Reminder: interview for {{job_name}}, {{interview_time}}",
        """
Hello {{candidate_first_name}},

we look forward to meeting you for {{job_name}}.

{{interview_name}}
When: {{interview_time}}
Where: {{interview_place}}

If you can't come, please answer this mail.

{{recruiter_name}}
{{company_name}}
""",
    ),
]

TO_COLLEAGUES = [
    (
        "interview-times-declined",
        "Interview: no time fits",
        "No time fits {{candidate_name}}: {{interview_name}}",
        """
Hello {{recipient_name}},

{{candidate_name}} can take none of the times that you offered for “{{interview_name}}” ({{job_name}}), or called it off:

{{note}}

Offer other times here:

{{link}}
""",
    ),
    (
        "interviewer-reminder",
        "Interviewer: reminder",
        "Reminder: interview with {{candidate_name}}, {{interview_time}}",
        """
Hello {{recipient_name}},

you interview {{candidate_name}} for {{job_name}}.

{{interview_name}}
When: {{interview_time}}
Where: {{interview_place}}

What to ask, the CV and your scorecard are here:

{{link}}
""",
    ),
    (
        "scorecard-reminder",
        "Interviewer: scorecard reminder",
        "Your scorecard on {{candidate_name}} is awaited",
        """
Hello {{recipient_name}},

you met {{candidate_name}} for {{job_name}} ({{interview_name}}, {{interview_time}}). Your scorecard is not in yet, and the
decision waits for it. Two minutes now are better than ten next week:

{{link}}
""",
    ),
]

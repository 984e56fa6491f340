"""Mail to colleagues, as it starts."""

# key, name, subject, body
TO_COLLEAGUES = [
    (
        "interviewer-invitation",
        "Interviewer: invitation",
        "Interview with {{candidate_name}}: {{interview_time}}",
        """
Hello {{recipient_name}},

you are asked to interview {{candidate_name}} for {{job_name}}.

{{interview_name}}
When: {{interview_time}}
Where: {{interview_place}}

Read up on {{candidate_name}} here before the interview:

{{link}}

Afterwards open the same page, choose “Fill in your scorecard”, rate each point and submit. The others' scorecards show
once yours is in. To say whether you can come, answer the invitation in your calendar.
""",
    ),
    (
        "interviewer-change",
        "Interviewer: change",
        "Changed: interview with {{candidate_name}}, {{interview_time}}",
        """
Hello {{recipient_name}},

the interview with {{candidate_name}} for {{job_name}} has changed. It is now:

{{interview_name}}
When: {{interview_time}}
Where: {{interview_place}}

Everything about it, and your scorecard, is on its page:

{{link}}
""",
    ),
    (
        "interviewer-cancellation",
        "Interviewer: cancellation",
        "Cancelled: interview with {{candidate_name}}",
        """
Hello {{recipient_name}},

“{{interview_name}}” with {{candidate_name}} ({{interview_time}}) does not take place for you.
""",
    ),
    (
        "approval-request",
        "Approval request",
        "Please decide: {{title}}",
        """
Hello {{recipient_name}},

{{requester_name}} asks you to decide on: {{title}}

{{facts}}

Open the page, read and decide there; this link alone decides nothing:

{{link}}
""",
    ),
    (
        "approval-reminder",
        "Approval reminder",
        "Still waiting for you: {{title}}",
        """
Hello {{recipient_name}},

{{title}}, asked by {{requester_name}}, still waits for your decision.

{{link}}
""",
    ),
    (
        "approval-decided",
        "Approval decided",
        "{{decision}}: {{title}}",
        """
Hello {{recipient_name}},

your request has been decided. {{title}}: {{decision}}

{{note}}

{{link}}
""",
    ),
    (
        "escalation",
        "Escalation reminder",
        "{{candidate_name}} waits in {{milestone_name}}",
        """
Hello {{recipient_name}},

{{candidate_name}} ({{job_name}}) is in {{milestone_name}}, due {{due_at}}.

{{link}}
""",
    ),
    (
        "offer-answer",
        "Offer answered",
        "{{candidate_name}} {{answer}} the offer",
        """
Hello {{recipient_name}},

{{candidate_name}} {{answer}} the offer for {{job_name}}.

{{link}}
""",
    ),
    (
        "offer-expired",
        "Offer expired",
        "Unanswered: the offer to {{candidate_name}} has expired",
        """
Hello {{recipient_name}},

{{candidate_name}} has not answered the offer for {{job_name}}, and its time is over. The link in the candidate's mail
takes no answer any more. Talk to them, make a new offer, or close the application:

{{link}}
""",
    ),
]

"""Mail to candidates, as it starts."""

# key, name, subject, body
TO_CANDIDATES = [
    (
        "acknowledgement",
        "Acknowledgement",
        "We have your application: {{job_name}}",
        """
Hello {{candidate_first_name}},

thank you for applying for {{job_name}}. Your application has arrived and a person will read it.

You will hear from us either way. How it stands, your details, and a way to withdraw:

{{status_link}}

{{recruiter_name}}
{{company_name}}
""",
    ),
    (
        "acknowledgement-again",
        "Acknowledgement: applied again",
        "We have your new form: {{job_name}}",
        """
Hello {{candidate_first_name}},

you applied again for {{job_name}}. Your application was here already and stays as it is; what you sent now is added to it,
and a person will read it.

If it was not you who sent it, answer this mail.

{{recruiter_name}}
{{company_name}}
""",
    ),
    (
        "referral",
        "Referral: question to the person",
        "{{requester_name}} recommended you: {{job_name}}",
        """
Hello {{candidate_first_name}},

{{requester_name}} works at {{company_name}} and thinks of you for this job: {{job_name}}.

They gave us your name, this address, a few lines on why, and perhaps your phone number and CV. Shall we go on?
Say yes or no here; you can also see what we keep on you, and have it deleted:

{{status_link}}

We write to you about this job only.

{{recruiter_name}}
{{company_name}}
""",
    ),
    (
        "own-data",
        "Copy of one's data",
        "Your data at {{company_name}}",
        """
Hello {{candidate_first_name}},

you asked for the data that we hold on you. This link gives you the file; it works for one day:

{{link}}

If it was not you who asked, answer this mail.

{{company_name}}
""",
    ),
    (
        "rejection",
        "Rejection",
        "Your application for {{job_name}}",
        """
Hello {{candidate_first_name}},

thank you for the time you gave us. We will not go on with your application for {{job_name}}.

We know this is not what you hoped for, and we wish you well.

{{recruiter_name}}
{{company_name}}
""",
    ),
    (
        "interview-invitation",
        "Interview: invitation",
        "Interview for {{job_name}}: {{interview_time}}",
        """
Hello {{candidate_first_name}},

we would like to meet you for {{job_name}}.

{{interview_name}}
When: {{interview_time}}
Where: {{interview_place}}

The invitation is attached; please accept it in your calendar, or answer this mail if the time does not suit you.

{{recruiter_name}}
{{company_name}}
""",
    ),
    (
        "interview-change",
        "Interview: change",
        "Changed: interview for {{job_name}}, {{interview_time}}",
        """
Hello {{candidate_first_name}},

your interview for {{job_name}} has changed. It is now:

{{interview_name}}
When: {{interview_time}}
Where: {{interview_place}}

The attached invitation brings your calendar up to date.

{{recruiter_name}}
{{company_name}}
""",
    ),
    (
        "interview-cancellation",
        "Interview: cancellation",
        "Cancelled: interview for {{job_name}}",
        """
Hello {{candidate_first_name}},

the interview “{{interview_name}}” ({{interview_time}}) does not take place. We will be in touch about what comes next.

{{recruiter_name}}
{{company_name}}
""",
    ),
    (
        "offer",
        "Offer",
        "Your offer from {{company_name}}",
        """
Hello {{candidate_first_name}},

we would be glad to have you with us as {{job_name}}. You can read and answer your offer until {{offer_expires}}:

{{link}}

If you have a question first, answer this mail.

{{recruiter_name}}
{{company_name}}
""",
    ),
    (
        "offer-extended",
        "Offer: more time",
        "More time for your offer from {{company_name}}",
        """
Hello {{candidate_first_name}},

you have more time to decide on our offer for {{job_name}}. You can now answer until {{offer_expires}}:

{{link}}

If you have a question first, answer this mail.

{{recruiter_name}}
{{company_name}}
""",
    ),
    (
        "offer-confirmation",
        "Offer: confirmation of acceptance",
        "You accepted our offer: {{job_name}}",
        """
Hello {{candidate_first_name}},

thank you for accepting our offer. We are glad that you join us. This is what you signed:

{{facts}}

You can read it here again at any time:

{{link}}

We will be in touch about your first day.

{{recruiter_name}}
{{company_name}}
""",
    ),
]

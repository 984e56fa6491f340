"""Which wordings the product itself writes with, and what each can say: take one away, and that mail is never written."""

from dataclasses import dataclass

OFFER = "offer"
TO_CANDIDATE = frozenset(
    {"candidate_first_name", "candidate_name", "job_name", "company_name", "recruiter_name", "status_link"}
)
ABOUT_APPLICATION = (TO_CANDIDATE - {"status_link"}) | {"recipient_name"}
TO_COLLEAGUE = frozenset({"company_name", "recipient_name"})
INTERVIEW = frozenset({"interview_name", "interview_time", "interview_place"})
ANSWER = frozenset({"link", "offer_expires"})
LINKED = TO_COLLEAGUE | {"link"}
ASKED = frozenset({"title", "facts", "requester_name", "link"})


@dataclass(frozen=True)
class Need:
    """`what` the wording is needed for, in a sentence's end; the `fields` that have a value there."""

    what: str
    fields: frozenset[str]


NEEDS: dict[str, Need] = {
    "acknowledgement": Need("telling applicants that their application has arrived", TO_CANDIDATE),
    "acknowledgement-again": Need("telling applicants that they have applied once more", TO_CANDIDATE),
    "referral": Need("asking people whom colleagues recommend", TO_CANDIDATE | {"requester_name"}),
    "own-data": Need("giving candidates a copy of their data", TO_CANDIDATE | {"link"}),
    "interview-invitation": Need("inviting candidates to interviews", TO_CANDIDATE | INTERVIEW),
    "interview-change": Need("telling candidates that an interview has moved", TO_CANDIDATE | INTERVIEW),
    "interview-cancellation": Need("telling candidates that an interview is cancelled", TO_CANDIDATE | INTERVIEW),
    OFFER: Need("sending offers to candidates", TO_CANDIDATE | ANSWER),
    "offer-extended": Need("telling candidates that they have more time for an offer", TO_CANDIDATE | ANSWER),
    "offer-confirmation": Need("confirming to candidates what they signed", TO_CANDIDATE | {"facts", "link"}),
    "interviewer-invitation": Need("inviting interviewers", ABOUT_APPLICATION | INTERVIEW | {"link"}),
    "interviewer-change": Need(
        "telling interviewers that an interview has moved", ABOUT_APPLICATION | INTERVIEW | {"link"}
    ),
    "interviewer-cancellation": Need(
        "telling interviewers that an interview is cancelled", ABOUT_APPLICATION | INTERVIEW | {"link"}
    ),
    "interview-times": Need(
        "letting candidates pick a time for an interview", TO_CANDIDATE | {"interview_name", "link", "due_at"}
    ),
    "interview-times-declined": Need(
        "telling recruiters that no time fits a candidate", ABOUT_APPLICATION | {"interview_name", "note", "link"}
    ),
    "interview-reminder": Need("reminding candidates of interviews", TO_CANDIDATE | INTERVIEW),
    "interviewer-reminder": Need("reminding interviewers", ABOUT_APPLICATION | INTERVIEW | {"link"}),
    "scorecard-reminder": Need("asking interviewers for their scorecard", ABOUT_APPLICATION | INTERVIEW | {"link"}),
    "approval-request": Need("asking approvers for a decision", TO_COLLEAGUE | ASKED),
    "approval-reminder": Need("reminding approvers", TO_COLLEAGUE | ASKED),
    "approval-decided": Need(
        "telling people how their request was decided", TO_COLLEAGUE | {"title", "decision", "note", "link"}
    ),
    "invitation": Need("inviting colleagues into the product", LINKED | {"requester_name"}),
    "password-reset": Need("sending colleagues a link to a new password", LINKED),
    "notice": Need("telling colleagues by mail what they want to hear at once", LINKED | {"title"}),
    "digest": Need("the daily mail to colleagues", LINKED | {"facts"}),
    "offer-answer": Need("telling recruiters what a candidate answered", ABOUT_APPLICATION | {"answer", "link"}),
    "offer-expired": Need("telling recruiters that an offer has expired", ABOUT_APPLICATION | {"answer", "link"}),
}

# What each handler writes, by the name under which its deliveries stand.
WRITES: dict[str, str] = {
    "comms.acknowledge": "Acknowledgement of an application",
    "comms.acknowledge_again": "Acknowledgement of a repeated application",
    "comms.ask_referred": "Question to somebody who was recommended",
    "comms.send_own_data": "Link to a copy of one's data",
    "comms.invite": "Invitations to an interview",
    "comms.invite_again": "Changed invitations to an interview",
    "comms.call_off": "Cancellation of an interview",
    "comms.offer_times": "Times to pick for an interview",
    "comms.report_no_time": "News that no time fits",
    "comms.remind_of_interview": "Reminder of an interview",
    "comms.remind_of_scorecard": "Reminder of a scorecard",
    "comms.send_offer": "Offer to the candidate",
    "comms.tell_more_time": "More time for an offer",
    "comms.confirm_acceptance": "Confirmation of a signed offer",
    "comms.report_acceptance": "News of an accepted offer",
    "comms.report_decline": "News of a declined offer",
    "comms.report_expiry": "News of an expired offer",
    "comms.ask_approver": "Request for a decision",
    "comms.remind_approver": "Reminder of a decision",
    "comms.tell_requester": "News of a decision",
    "comms.invite_colleague": "Invitation of a colleague",
    "comms.send_password_link": "Link to a new password",
    "comms.mail_notice": "Notification by mail",
    "comms.send_digest": "Daily mail",
}

"""Which wordings the product itself writes with, and what each can say: take one away, and that mail is never written."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ats.kernel.languages import Text

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

    what: Text
    fields: frozenset[str]


NEEDS: dict[str, Need] = {
    "acknowledgement": Need(_("telling applicants that their application has arrived"), TO_CANDIDATE),
    "acknowledgement-again": Need(_("telling applicants that they have applied once more"), TO_CANDIDATE),
    "referral": Need(_("asking people whom colleagues recommend"), TO_CANDIDATE | {"requester_name"}),
    "own-data": Need(_("giving candidates a copy of their data"), TO_CANDIDATE | {"link"}),
    "interview-invitation": Need(_("inviting candidates to interviews"), TO_CANDIDATE | INTERVIEW),
    "interview-change": Need(_("telling candidates that an interview has moved"), TO_CANDIDATE | INTERVIEW),
    "interview-cancellation": Need(_("telling candidates that an interview is cancelled"), TO_CANDIDATE | INTERVIEW),
    OFFER: Need(_("sending offers to candidates"), TO_CANDIDATE | ANSWER),
    "offer-extended": Need(_("telling candidates that they have more time for an offer"), TO_CANDIDATE | ANSWER),
    "offer-confirmation": Need(_("confirming to candidates what they signed"), TO_CANDIDATE | {"facts", "link"}),
    "interviewer-invitation": Need(_("inviting interviewers"), ABOUT_APPLICATION | INTERVIEW | {"link"}),
    "interviewer-change": Need(
        _("telling interviewers that an interview has moved"), ABOUT_APPLICATION | INTERVIEW | {"link"}
    ),
    "interviewer-cancellation": Need(
        _("telling interviewers that an interview is cancelled"), ABOUT_APPLICATION | INTERVIEW | {"link"}
    ),
    "interview-times": Need(
        _("letting candidates pick a time for an interview"), TO_CANDIDATE | {"interview_name", "link", "due_at"}
    ),
    "interview-times-declined": Need(
        _("telling recruiters that no time fits a candidate"), ABOUT_APPLICATION | {"interview_name", "note", "link"}
    ),
    "interview-reminder": Need(_("reminding candidates of interviews"), TO_CANDIDATE | INTERVIEW),
    "interviewer-reminder": Need(_("reminding interviewers"), ABOUT_APPLICATION | INTERVIEW | {"link"}),
    "scorecard-reminder": Need(_("asking interviewers for their scorecard"), ABOUT_APPLICATION | INTERVIEW | {"link"}),
    "approval-request": Need(_("asking approvers for a decision"), TO_COLLEAGUE | ASKED),
    "approval-reminder": Need(_("reminding approvers"), TO_COLLEAGUE | ASKED),
    "approval-decided": Need(
        _("telling people how their request was decided"), TO_COLLEAGUE | {"title", "decision", "note", "link"}
    ),
    "invitation": Need(_("inviting colleagues into the product"), LINKED | {"requester_name"}),
    "password-reset": Need(_("sending colleagues a link to a new password"), LINKED),
    "notice": Need(_("telling colleagues by mail what they want to hear at once"), LINKED | {"title"}),
    "digest": Need(_("the daily mail to colleagues"), LINKED | {"facts"}),
    "offer-answer": Need(_("telling recruiters what a candidate answered"), ABOUT_APPLICATION | {"answer", "link"}),
    "offer-expired": Need(_("telling recruiters that an offer has expired"), ABOUT_APPLICATION | {"answer", "link"}),
}

# What each handler writes, by the name under which its deliveries stand.
WRITES: dict[str, Text] = {
    "comms.acknowledge": _("Acknowledgement of an application"),
    "comms.acknowledge_again": _("Acknowledgement of a repeated application"),
    "comms.ask_referred": _("Question to somebody who was recommended"),
    "comms.send_own_data": _("Link to a copy of one's data"),
    "comms.invite": _("Invitations to an interview"),
    "comms.invite_again": _("Changed invitations to an interview"),
    "comms.call_off": _("Cancellation of an interview"),
    "comms.offer_times": _("Times to pick for an interview"),
    "comms.report_no_time": _("News that no time fits"),
    "comms.remind_of_interview": _("Reminder of an interview"),
    "comms.remind_of_scorecard": _("Reminder of a scorecard"),
    "comms.send_offer": _("Offer to the candidate"),
    "comms.tell_more_time": _("More time for an offer"),
    "comms.confirm_acceptance": _("Confirmation of a signed offer"),
    "comms.report_acceptance": _("News of an accepted offer"),
    "comms.report_decline": _("News of a declined offer"),
    "comms.report_expiry": _("News of an expired offer"),
    "comms.ask_approver": _("Request for a decision"),
    "comms.remind_approver": _("Reminder of a decision"),
    "comms.tell_requester": _("News of a decision"),
    "comms.invite_colleague": _("Invitation of a colleague"),
    "comms.send_password_link": _("Link to a new password"),
    "comms.mail_notice": _("Notification by mail"),
    "comms.send_digest": _("Daily mail"),
}

"""This app's words for the API's document; see ats.kernel.api.document.vocabulary."""

from ats.kernel.api.document.vocabulary import Word, add
from comms.models import ConsentStatus

FIELDS = {
    "message_class": Word("Who it is for: candidates or colleagues"),
    "recipient": Word("The colleague it goes to; null where it goes to the candidate", None),
    "template": Word("The wording: its id, or, in a body, its key or id"),
    "RejectionMessage.template": Word("Key or id of an active wording", "rejection"),
    "Sending.template": Word("Key of the mail's wording; empty: the usual one", ""),
    "template_version": Word("Which version of the wording was used", 1),
    "Message.subject": Word("The subject line", "Your application"),
    "Template.subject": Word("The subject line, with merge fields", "Your application to {{ job.name }}"),
    "Template.body": Word("The text, with merge fields", "Dear {{ candidate.first_name }}, …"),
    "body_text": Word("The text as colleagues may read it: links that sign somebody in are left out", "Dear Aiko, …"),
    "status_reason": Word("Why it was cancelled, suppressed or failed", ""),
    "send_at": Word("When it is to go out; null: at once"),
    "sent_at": Word("When it went out", None),
    "Message.purpose": Word("What it is for", "rejection"),
    "purpose": Word("What people agree to"),
    "channel": Word("How they may be reached by it", "email"),
    "jurisdiction": Word("Whose law it follows", "eu"),
    "lawful_basis": Word("The basis in that law", "consent"),
    "text_version": Word("Which version of the words they saw", 1),
    "text_sha256": Word(
        "SHA-256 of those words, in hex", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    ),
    "captured_at": Word("When they said so"),
    "captured_by": Word("Whether they said so themselves or a colleague wrote it down"),
    "recorded_by": Word("The colleague who wrote it down", None),
    "method": Word("How it was said", "form"),
    "form_url": Word("Address of the form", "https://jobs.example.org/careers/engineer/"),
    "locale": Word("Language of the words that they saw", "en"),
    "Suppression.since": Word("Since when"),
    "Suppression.reason": Word("A code for why", "unsubscribed"),
    "SuppressionBody.reason": Word("A code for why, such as unsubscribed", "unsubscribed"),
    "SuppressionBody.address": Word(
        "The e-mail address; only a fingerprint of it is kept", "aiko.sorensen@example.org"
    ),
    "Consent.expires_at": Word("Until when it holds; null: without end", None),
}
NOUNS = {
    "messages": ("message", "Mail to candidates and colleagues, waiting or sent."),
    "templates": ("wording", "Wordings of messages, with merge fields."),
    "suppressions": ("suppression", "Addresses that nothing goes to any more."),
    "consents": ("consent", "What candidates agreed to, in which words, and what they withdrew."),
}
ENUMS = {"ConsentWithdrawn": [(ConsentStatus.WITHDRAWN, ConsentStatus.WITHDRAWN.label)]}
add(fields=FIELDS, nouns=NOUNS, enums=ENUMS)

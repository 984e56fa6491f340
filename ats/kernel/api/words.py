"""The kernel's words for the API's document; see document.vocabulary."""

from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.api.document.vocabulary import Word, add
from ats.kernel.api.upserts import Outcome

LATER = "2026-11-24T16:30:00.000000Z"
FIELDS = {
    "id": Word("Identifier, never used again for anything else"),
    "external_id": Word("Identifier in your own system; empty where there is none", "hris-20417"),
    "created_at": Word("When it was created", "2026-11-20T09:00:00.000000Z"),
    "updated_at": Word("When it last changed", LATER),
    "results": Word("The rows of this page"),
    "next": Word("Address of the next page; null on the last", None),
    "previous": Word("Address of the page before; null on the first", None),
    "cursor": Word("Where a page ended: take it from `next` or from the answer, never make one", None),
    "page_size": Word("Rows of a page, at most 200", 50),
    "after": Word("Only what happened after this moment", "2026-11-01T00:00:00Z"),
    # events
    "type": Word("What kind it is"),
    "EventShape.type": Word("The event's type, from the catalogue", "application.received"),
    "EventShape.sequence": Word("Place in the log, ascending, with gaps", 20417),
    "EventShape.schema": Word("Grows when the meaning of the event's fields changes", 1),
    "EventShape.data": Word(
        "The event's own fields: ids, numbers and codes, never personal data", {"by_candidate": True}
    ),
    "subject_type": Word("The kind of thing that it is about", "application"),
    "subject_id": Word("What it is about"),
    "occurred_at": Word("When it happened, by the product's clock"),
    "origin": Word("`live`, or `import` for what a file brought in", "live"),
    "actor_id": Word("Who did it; null for candidates and rules"),
    "DeletionShape.type": Word("The deleted row's kind", "task"),
    "deleted_at": Word("When it was deleted"),
    # webhooks
    "url": Word(
        "Where events are sent; https, and no address of a private network", "https://hris.example.org/hooks/waymark"
    ),
    "event_types": Word("Which events are sent; empty: every one", ["application.hired"]),
    "secret": Word("Signs each delivery; shown this once", "whsec_bm90IGEgc2VjcmV0LCBhbiBleGFtcGxlIG9mIG9uZQ=="),
    "off_reason": Word("Why it is switched off; empty while it is on", ""),
    "off_at": Word("Since when it is switched off", None),
    "failing_since": Word("Since when nothing has been taken", None),
    "endpoint": Word("The webhook-endpoint that it goes to"),
    "event": Word("The event's id in the log"),
    "event_type": Word("The event's type", "application.hired"),
    "message_id": Word("The webhook-id of every attempt", "msg_5f0c2f7e"),
    "payload": Word("The words that are sent, as text", '{"type":"application.hired"}'),
    "attempts": Word("Each try to send it, the first one first"),
    "milliseconds": Word("How long the answer took, in milliseconds; null without an answer", 84),
    "status_code": Word("The receiver's HTTP status; null without an answer", 204),
    "settled_at": Word("When it was taken, or given up", None),
    "Delivery.due_at": Word("When it is sent, or sent again"),
    "Delivery.reason": Word("Why it was given up; empty otherwise", ""),
    "number": Word("Counts from 1", 1),
    "started_at": Word("When it began"),
    "outcome": Word("What came of it"),
    "delivery": Word("The delivery that brings the test event"),
    "deliveries": Word("Deliveries to send again"),
    "replayed": Word("How many of them are sent again", 1),
    # many rows in one request
    "BulkBody.rows": Word("The rows, in the order in which they are written", [{"external_id": "hris-20417"}]),
    "index": Word("The row's place in the request, from 0", 0),
    "BulkResult.status": Word("What became of the row"),
    "BulkResult.id": Word("The row that was written; null where it failed"),
    "errors": Word("What is wrong, by field", {}),
    "BulkResult.problem": Word("The refusal as the row by itself would have been answered; null otherwise", None),
    # what many nouns have
    "is_active": Word("Whether it may be used for something new", True),
    "description": Word("What it is, for people", "Feeds the payroll"),
    "status": Word("Where it stands"),
    "at": Word("When"),
    "actor": Word("The colleague who did it; null for the system and for candidates"),
    "key": Word("Its stable name for machines", "cv-read"),
    "name": Word("What it is called", "Technical interview"),
    "note": Word("Free text for colleagues", "Knows ledgers; wants Lisbon."),
    "reason": Word("Why, for the history", "The plan changed."),
    "version": Word("Grows with each change of what was agreed", 1),
    "open": Word("Only what isn't done"),
}
NOUNS = {
    "events": ("event", "The event log in its order, to follow along; it never holds personal data."),
    "deletions": ("deletion", "What was deleted, so that a copy can forget it, too."),
    "webhook-endpoints": ("webhook endpoint", "Where events are sent as Standard Webhooks."),
    "webhook-deliveries": ("webhook delivery", "The log of what was sent, to look at and to send again."),
}
ENUMS = {
    "BulkOutcome": [(str(each), str(each)) for each in Outcome],
    "Sensitivity": [(str(each), str(each)) for each in Sensitivity],
}
add(fields=FIELDS, nouns=NOUNS, enums=ENUMS)

"""Rows of comms for tests, as the actions would leave them."""

import factory
from factory.django import DjangoModelFactory

from comms.actions import messages
from comms.models import Consent, ConsentPurpose, ConsentStatus, ConsentText, Message, MessageClass, Template
from tests.factories.ats import AT, ApplicationFactory, CandidateEmailFactory


class TemplateFactory(DjangoModelFactory):
    class Meta:
        model = Template

    key = factory.Sequence(lambda n: f"wording-{n}")
    name = factory.LazyAttribute(lambda template: template.key.capitalize())
    subject = "About {{job_name}}"
    body = "Hello {{candidate_first_name}},\n\nit is about {{job_name}}.\n"


class MessageFactory(DjangoModelFactory):
    """A message to a candidate with an address, due at AT."""

    class Meta:
        model = Message

    key = factory.Sequence(lambda n: f"message-{n}")
    purpose = "acknowledgement"
    message_class = MessageClass.TRANSACTIONAL
    application = factory.SubFactory(ApplicationFactory)
    candidate = factory.LazyAttribute(lambda message: message.application.candidate if message.application else None)
    to_name = "Ana Sousa"
    to_address = factory.Sequence(lambda n: f"ana{n}@mail.example")
    subject = "We have your application"
    body_text = "Hello Ana,\n\nit has arrived.\n"
    body_html = "<p>Hello Ana,</p>"
    send_at = AT
    due_at = factory.LazyAttribute(lambda message: message.send_at)


class ConsentTextFactory(DjangoModelFactory):
    class Meta:
        model = ConsentText
        django_get_or_create = ("purpose", "region", "version")

    version = 1
    region = ""
    purpose = ConsentPurpose.APPLICATION
    text = "I agree."
    is_required = True


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = Consent

    candidate = factory.LazyAttribute(lambda consent: consent.application.candidate)
    application = factory.SubFactory(ApplicationFactory)
    purpose = ConsentPurpose.APPLICATION
    status = ConsentStatus.GRANTED
    text = factory.SubFactory(ConsentTextFactory)
    text_sha256 = "0" * 64
    captured_at = AT


def applicant(address="ana@mail.example", **application):
    """An application whose candidate can be written to."""
    row = ApplicationFactory(**application)
    CandidateEmailFactory(candidate=row.candidate, value=address)
    return row


def queue(application, **more):
    """A message about `application`, queued by the action with a wording of its own; `more` replaces what it is told."""
    told = {
        "key": "k",
        "purpose": "acknowledgement",
        "message_class": MessageClass.TRANSACTIONAL,
        "template": TemplateFactory(),
        "candidate": application.candidate,
        "application": application,
    }
    return messages.queue(**{**told, **more})


def status(message):
    """What the row says by now."""
    message.refresh_from_db()
    return message.status

"""The offer's verbs: drafted, revised, submitted, decided on, sent, extended, answered, withdrawn, expired."""

from ats.actions.offers.answering import accept, decline
from ats.actions.offers.approval import decided, submit
from ats.actions.offers.drafting import draft, revise
from ats.actions.offers.ending import expire, withdraw
from ats.actions.offers.fields import edit
from ats.actions.offers.guards import NotOpenToAnswer, OfferRefused
from ats.actions.offers.sending import extend, send
from ats.policies.applications import OpeningTaken

__all__ = [
    "NotOpenToAnswer",
    "OfferRefused",
    "OpeningTaken",
    "accept",
    "decided",
    "decline",
    "draft",
    "edit",
    "expire",
    "extend",
    "revise",
    "send",
    "submit",
    "withdraw",
]

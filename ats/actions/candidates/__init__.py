"""Writing candidates, their contact points, sources, notes and files."""

from ats.actions.candidates.contacts import (
    ContactRefused,
    add_email,
    add_phone,
    allow_contact,
    bar_contact,
    erase_contacts,
    erase_contacts_again,
    known_by,
    replace_contacts,
)
from ats.actions.candidates.notes import NoteRefused, attach, note_source, write_note
from ats.actions.candidates.writing import EDITABLE, add, edit
from ats.actions.external_ids import ExternalIdTaken
from ats.actions.standing import MergedAway, standing

__all__ = [
    "EDITABLE",
    "ContactRefused",
    "ExternalIdTaken",
    "MergedAway",
    "NoteRefused",
    "add",
    "add_email",
    "add_phone",
    "allow_contact",
    "attach",
    "bar_contact",
    "edit",
    "erase_contacts",
    "erase_contacts_again",
    "known_by",
    "note_source",
    "replace_contacts",
    "standing",
    "write_note",
]

"""Wordings and consent texts to edit, messages and suppressions to look at."""

from comms.admin import messages, wordings

__all__ = ["messages", "wordings"]

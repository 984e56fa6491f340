"""Notices: who is told of what happened, inside the product and, as they wish, by mail. Words are made at reading."""

from ats.kernel.notices.kinds import Line, kind
from ats.kernel.notices.telling import choose, mark_read, tell

__all__ = ["Line", "choose", "kind", "mark_read", "tell"]

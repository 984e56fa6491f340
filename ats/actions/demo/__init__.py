"""The demo company: Tidewell, which makes software for ports. Everything is invented; addresses end in example domains."""

from ats.actions.demo.telling import AlreadyFilled, tell

__all__ = ["AlreadyFilled", "tell"]

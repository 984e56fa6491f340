"""Proof by destruction for messages: senders killed with signal 9 while they send to a real SMTP server."""

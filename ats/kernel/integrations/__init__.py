"""Talking to other companies' servers: the client that reaches no internal address."""

"""Webhooks out, as Standard Webhooks 1.0: each event goes to each endpoint that asked for its type, until that has taken it.

A delivery is a row, written once per event and endpoint while the outbox brings the event round; its words are fixed then. A
worker claims it, sends it outside any transaction, and writes down what became of the attempt. A worker that dies in between
leaves a lease that runs out, and the same words go out again under the same id, by which receivers know them.
"""

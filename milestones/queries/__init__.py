"""Reads that cross models; each file answers one kind of question."""

"""Exports to files, through one door: asked for with a reason, approved where they are large or sensitive, made by a worker,
marked with who took them, handed out after a fresh sign-in, and deleted after some hours.

An app registers an `Exporter` for a noun of its own; nothing else may write rows to a file (`quality` looks for that).
"""

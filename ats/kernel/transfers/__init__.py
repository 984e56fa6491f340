"""Imports from files: mapping, dry run with a report by row, commit in one transaction, roll back."""

"""The campaign: proofs by destruction that take too long for the test suite.

Each scenario is one command (`manage.py chaos kill`), prints its seed and its figures, and works on servers and a database
of its own.
"""

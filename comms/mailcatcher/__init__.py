"""A mail server for the demo and for tests: it takes everything, keeps it on disk and delivers nothing."""

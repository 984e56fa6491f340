"""Reads that cross models; every write stands in actions."""

"""What goes along when a person's key is destroyed, in the same transaction and wherever it happens."""

from ats.kernel.registry import ExtensionPoint

person_ends = ExtensionPoint("a person's key is destroyed")
"""Called by `person_keys.destroy` with `persons` (a list of ids) and `at`."""

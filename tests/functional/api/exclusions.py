"""What the drive leaves out, each with its reason. There is no other place where a check is softened.

EXCLUDED maps an operation ("POST /api/v1/…") to checks that don't hold for it; UNDRIVEN are operations that aren't called.
"""

EXCLUDED: dict[str, dict[str, str]] = {}
UNDRIVEN: dict[str, str] = {}

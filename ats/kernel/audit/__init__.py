"""Who tried what, who was refused, what was done: append-only, sealed into a hash chain, anchored outside the database."""

from ats.kernel.audit.anchors import append as anchor
from ats.kernel.audit.polling import polling
from ats.kernel.audit.recording import record
from ats.kernel.audit.sealer import seal
from ats.kernel.audit.verification import Report, verify

__all__ = ["Report", "anchor", "polling", "record", "seal", "verify"]

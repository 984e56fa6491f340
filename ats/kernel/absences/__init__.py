"""Who is away from when until when, and which colleague covers for them meanwhile."""

from ats.kernel.absences.setting import AbsenceRefused, plan, take_back

__all__ = ["AbsenceRefused", "plan", "take_back"]

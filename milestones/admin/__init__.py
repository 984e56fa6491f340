"""Set-up of workflows in Django admin; each file holds the pages of one noun."""

from milestones.admin import definitions, history_imports, note_policies, selection_rules, versions, workflows

__all__ = ["definitions", "history_imports", "note_policies", "selection_rules", "versions", "workflows"]

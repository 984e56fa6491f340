"""Hiring history from another system: read, plan, report, commit in one transaction, roll back.

reader  bytes to rows, or a plain refusal        plan    rows to cases and visits, pure
report  what a person reads                      applying  one transaction
rollback  exactly what came in goes out again
"""

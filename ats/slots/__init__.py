"""What the core puts on pages: the navigation, cards on the home page, and panels on the pages of upper apps."""

from ats.slots import applications, approvals, candidates, custom_fields, home, interviews, jobs, offers, people, tasks


def register() -> None:
    for noun in (applications, approvals, candidates, custom_fields, home, interviews, jobs, offers, people, tasks):
        noun.register()

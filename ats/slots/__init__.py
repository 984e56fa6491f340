"""What the core puts on pages: the navigation, cards on the home page, and panels on the pages of upper apps."""

from ats.slots import (
    applications,
    approvals,
    candidates,
    custom_fields,
    exports,
    home,
    inbox,
    interviews,
    jobs,
    offers,
    people,
    referrals,
    tasks,
)


def register() -> None:
    for noun in (
        applications,
        approvals,
        candidates,
        custom_fields,
        exports,
        home,
        inbox,
        interviews,
        jobs,
        offers,
        people,
        referrals,
        tasks,
    ):
        noun.register()

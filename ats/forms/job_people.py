"""Choosing a hiring team: a box of people for each seat, those who fit first, and anybody else by e-mail address."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from ats.kernel.access import RoleAssignment
from ats.models import HiringTeamMember, Job, TeamRole, User

TEAM = [
    TeamRole.HIRING_MANAGER,
    TeamRole.RECRUITER,
    TeamRole.COORDINATOR,
    TeamRole.SOURCER,
    TeamRole.INTERVIEWER,
    TeamRole.HRBP,
    TeamRole.EXECUTIVE,
]
ROLE_OF_SEAT = {seat: "manager" if seat == TeamRole.HIRING_MANAGER else str(seat) for seat in TEAM}
OFFERED = 40
"""How many people a box offers besides those who sit there; the others come in by their address."""


class PickBox(forms.CheckboxSelectMultiple):
    """Check boxes in a box of bounded height; where scripts run, a field above narrows them down."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "checkbox", **(attrs or {})})


class TeamFields:
    """What a job's form says about its team: `team_<seat>` (boxes) and `more_<seat>` (addresses, one a line or by commas)."""

    fields: dict[str, forms.Field]
    initial: dict[str, Any]
    cleaned_data: dict[str, Any]

    def add_team(self, job: Job | None, posted: Any) -> None:
        """Add the fields; `posted` is what was sent, so that a refused form shows it again."""
        members = list(HiringTeamMember.objects.filter(job=job)) if job else []
        for seat in TEAM:
            sitting = [member.user_id for member in members if member.role == seat]
            proposed = self.initial.get(f"team_{seat}", [])
            named = [*sitting, *proposed, *(posted.getlist(f"team_{seat}") if posted else [])]
            box = forms.ModelMultipleChoiceField(
                queryset=colleagues(), required=False, label=seat.label, widget=PickBox, initial=sitting
            )
            box.widget.choices = [(person.pk, person.name) for person in offered(seat, _ids(named))]
            self.fields[f"team_{seat}"] = box
            self.fields[f"more_{seat}"] = forms.CharField(
                required=False,
                max_length=1000,
                label=_("{seat}: somebody else").format(seat=seat.label),
                widget=forms.TextInput(attrs={"placeholder": "name@company.example", "autocomplete": "off"}),
            )

    @property
    def seats(self) -> list[tuple[Any, Any]]:
        """Box and address field of each seat, as the page shows them."""
        return [(self[f"team_{seat}"], self[f"more_{seat}"]) for seat in TEAM]  # type: ignore[index]

    def clean_more(self) -> None:
        """Find the people behind the addresses; one that is nobody's is an error of its field."""
        for seat in TEAM:
            said = self.cleaned_data.get(f"more_{seat}", "").replace(",", " ").split()
            people = [(address, colleagues().filter(email__iexact=address).first()) for address in said[:20]]
            if unknown := [address for address, person in people if person is None]:
                self.add_error(  # type: ignore[attr-defined]
                    f"more_{seat}",
                    _("No colleague has the address {addresses}. Check the spelling.").format(
                        addresses=", ".join(unknown)
                    ),
                )
            self.cleaned_data[f"found_{seat}"] = [person for _, person in people if person]

    def pop_team(self, cleaned: dict[str, Any]) -> dict[str, list[Any]]:
        """The team by seat, taken out of `cleaned`."""
        team = {}
        for seat in TEAM:
            people = [*cleaned.pop(f"team_{seat}"), *cleaned.pop(f"found_{seat}", [])]
            cleaned.pop(f"more_{seat}", None)
            team[str(seat)] = list(dict.fromkeys(people))
        return team


def colleagues() -> QuerySet[User]:
    return User.objects.filter(is_active=True, is_service=False)


def offered(seat: TeamRole, chosen: Iterable[Any]) -> list[User]:
    """Those who sit there, then those whose role in the company goes with the seat, then others; bounded."""
    chosen = list(chosen)
    fits = RoleAssignment.objects.filter(user=OuterRef("pk"), role__key=ROLE_OF_SEAT[seat])
    ranked = colleagues().annotate(
        rank=Case(
            When(Q(pk__in=chosen), then=Value(0)),
            When(Exists(fits), then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
    )
    return list(ranked.order_by("rank", "first_name", "last_name", "pk")[: len(chosen) + OFFERED])


def _ids(named: Iterable[Any]) -> list[Any]:
    """Those that are ids at all; the field itself refuses the others."""
    field = User._meta.pk
    found = []
    for each in named:
        try:
            found.append(field.to_python(each))
        except forms.ValidationError:
            continue
    return list(dict.fromkeys(found))

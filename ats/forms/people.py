"""Letting people in and saying goodbye to them; the company itself."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from ats.forms.accounts import zone_field
from ats.forms.widgets import area, styled
from ats.kernel.access import Role
from ats.models import Department, Job, JobStatus, TeamRole, User
from ats.models.lines import name_of_a_person
from ats.queries import leaving


class NewPassword(forms.Form):
    password = forms.CharField(
        label=_l("Password"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_l("At least 12 characters; a sentence is easy to remember."),
    )


class Named(forms.Form):
    first_name = forms.CharField(
        label=_l("First name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_l("Last name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )

    def clean_first_name(self) -> str:
        return name_of_a_person(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        return name_of_a_person(self.cleaned_data["last_name"])


class SetUpForm(Named, NewPassword):
    """The company and its first administrator."""

    name = forms.CharField(label=_l("Name of the company"), max_length=120)
    time_zone = zone_field()
    language = forms.ChoiceField(label=_l("Language"), choices=settings.LANGUAGES)
    email = forms.EmailField(
        label=_l("Work e-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    field_order = ["name", "time_zone", "language", "first_name", "last_name", "email", "password"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        styled(self)

    @property
    def about_company(self) -> list[Any]:
        return [self[name] for name in ("name", "time_zone", "language")]

    @property
    def about_person(self) -> list[Any]:
        return [self[name] for name in ("first_name", "last_name", "email", "password")]


class MailTestForm(forms.Form):
    email = forms.EmailField(label=_l("Work e-mail"), max_length=254)


class JoinForm(Named, NewPassword):
    time_zone = zone_field()
    field_order = ["first_name", "last_name", "time_zone", "password"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        styled(self)


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_l("Work e-mail"), max_length=254)
    roles = forms.ModelMultipleChoiceField(Role.objects.none(), label=_l("Roles"), widget=forms.CheckboxSelectMultiple)
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=_l("Department"),
        required=False,
        empty_label=pgettext_lazy("department", "None"),
    )
    job = forms.ModelChoiceField(
        Job.objects.none(), label=_l("Hiring team of"), required=False, empty_label=_l("No job for now")
    )
    team_role = forms.ChoiceField(
        label=pgettext_lazy("role on a team", "As"),
        required=False,
        choices=[("", _l("Choose when a job is chosen")), *TeamRole.choices],
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        jobs = Job.objects.visible_to(user).exclude(status__in=[JobStatus.CLOSED, JobStatus.CANCELLED])
        self.fields["roles"].queryset = Role.objects.all()  # type: ignore[attr-defined]
        self.fields["department"].queryset = Department.objects.all()  # type: ignore[attr-defined]
        self.fields["job"].queryset = jobs.order_by("name")  # type: ignore[attr-defined]
        styled(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("job") and not cleaned.get("team_role"):
            self.add_error("team_role", _("Choose what they are on this team."))
        return cleaned


class LeavingForm(forms.Form):
    """One colleague for each kind of work that there is."""

    reason = forms.CharField(label=_l("Reason"), required=False, max_length=200)

    def __init__(self, *args: Any, person: Any, work: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.filter(is_active=True, is_service=False).exclude(pk=person.pk)
        for kind, count in work.items():
            if count:
                self.fields[kind] = forms.ModelChoiceField(
                    others.order_by("first_name", "last_name"),
                    label=f"{leaving.KINDS[kind]} ({count})",
                    empty_label=_("Choose a colleague"),
                )
        self.order_fields([*[kind for kind, count in work.items() if count], "reason"])
        styled(self)

    def successors(self) -> dict[str, User]:
        return {kind: self.cleaned_data[kind] for kind in leaving.KINDS if self.cleaned_data.get(kind)}


class CompanyForm(forms.Form):
    """Name and looks."""

    name = forms.CharField(label=_l("Name of the company"), max_length=120)
    time_zone = zone_field()
    language = forms.ChoiceField(label=_l("Language"), choices=settings.LANGUAGES)
    accent = forms.RegexField(
        "^#[0-9a-fA-F]{6}$",
        label=_l("Accent colour"),
        required=False,
        help_text=_l("Such as #0b6b57. White words must be readable on it; empty: the product's own."),
        error_messages={"invalid": _l("Six hexadecimal digits after a #, such as #0b6b57.")},
    )
    logo = forms.FileField(
        label=_l("Logo"), required=False, help_text=_l("PNG or JPEG, best with a transparent ground.")
    )
    no_logo = forms.BooleanField(label=_l("Without a logo"), required=False)
    careers_title = forms.CharField(label=_l("Heading of the careers site"), max_length=120, required=False)
    careers_text = forms.CharField(label=_l("Words below the heading"), max_length=2000, required=False, widget=area(4))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        styled(self)

    def clean_accent(self) -> str:
        return str(self.cleaned_data["accent"]).lower()

"""A to-do's form. It cleans; the action writes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ats.forms.widgets import ColleagueField, styled, text
from ats.kernel import access
from ats.models import Application, User
from ats.permissions import CorePermission


class TaskForm(forms.Form):
    title = forms.CharField(
        label=_("What is to be done?"), max_length=200, widget=text(placeholder=_("Call Oskar about the start date"))
    )
    due_date = forms.DateField(
        label=pgettext_lazy("due date", "By"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    assigned_to = ColleagueField(
        label=pgettext_lazy("assignee", "Who"),
        queryset=User.objects.none(),
        required=False,
        empty_label=pgettext_lazy("assignee", "Me"),
    )
    application = forms.ModelChoiceField(queryset=Application.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if access.allows(user, CorePermission.TASKS_ASSIGN):
            colleagues = User.objects.filter(is_active=True, is_service=False).exclude(pk=user.pk)
            self.fields["assigned_to"].queryset = colleagues.order_by("first_name", "last_name")  # type: ignore[attr-defined]
        else:
            del self.fields["assigned_to"]
        self.fields["application"].queryset = Application.objects.visible_to(user)  # type: ignore[attr-defined]
        styled(self)

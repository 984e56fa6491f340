"""Lists of choices are rendered as Django's own templates render them, to the letter."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from ats.kernel.pages.rendering import HouseRenderer

CHOICES = [
    ("", "---"),
    ("a&b", "<b>bold</b>"),
    (7, 1234567),
    ("Group <1>", [("x", mark_safe("<i>safe</i>")), ('"q"', "quoted")]),
    (True, "yes"),
]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("value", ["", "a&b", "7", "x", None])
def test_a_select_is_as_django_renders_it(value, language, settings):
    settings.LANGUAGE_CODE = language
    widget = forms.Select(choices=CHOICES, attrs={"class": 'a "b"', "required": True, "disabled": False, "size": 3})
    assert widget.render("n<ame", value, renderer=HouseRenderer()) == widget.render(
        "n<ame", value, renderer=DjangoTemplates()
    )


def test_several_and_other_widgets_are_too():
    several = forms.SelectMultiple(choices=CHOICES)
    for widget, value in ((several, ["x", "7"]), (forms.TextInput(), "<"), (forms.NullBooleanSelect(), True)):
        assert widget.render("n", value, renderer=HouseRenderer()) == widget.render(
            "n", value, renderer=DjangoTemplates()
        )

"""How form widgets are rendered: by Django's templates, but for lists of choices, which are most of what forms cost.

A page with filters shows a hundred options; Django renders a template for each of them and two more inside of it.
"""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template.base import render_value_in_context
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

SELECT = "django/forms/widgets/select.html"
OPTION = "django/forms/widgets/select_option.html"


class HouseRenderer(DjangoTemplates):
    """Gives what Django's templates give, to the letter."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name == SELECT and _is_plain(context["widget"]["optgroups"]):
            return select(context["widget"])
        return super().render(template_name, context, request)


def select(widget: Mapping[str, Any]) -> SafeString:
    """The `<select>` of a widget's context, with its groups and options."""
    localised = Context()
    name = render_value_in_context(widget["name"], localised)
    pieces = [f'<select name="{name}"{_attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        pieces += [f'\n  <optgroup label="{render_value_in_context(group, localised)}">'] if group else []
        for option in options:
            value, label = (
                conditional_escape(_text(option["value"])),
                render_value_in_context(option["label"], localised),
            )
            pieces.append(f'\n  <option value="{value}"{_attributes(option["attrs"])}>{label}</option>\n')
        pieces += ["\n  </optgroup>"] if group else []
    return mark_safe("".join([*pieces, "\n</select>"]))  # each piece is escaped


def _is_plain(groups: Any) -> bool:
    return all(option["template_name"] == OPTION for _group, options, _index in groups for option in options)


def _attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {conditional_escape(name)}" + ("" if value is True else f'="{conditional_escape(_text(value))}"')
        for name, value in attrs.items()
        if value is not False
    )


def _text(value: Any) -> str:
    """As the filter stringformat:"s" gives it; what is marked safe stays so."""
    return value if isinstance(value, str) else str(value)

"""A condition in a form of the administration: rows of field, comparison and value; a nested one stays JSON."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ats.kernel import catalogue
from ats.kernel.conditions.checking import check
from ats.kernel.conditions.forms import Builder, rows_of
from ats.kernel.conditions.words import WORDS, sentence
from ats.kernel.errors import DomainError

SPARE = 3


class ConditionWidget(forms.Widget):
    """Posts `<name>-c0`, `<name>-c0op`, `<name>-c0v`, and `<name>-match`; `<name>-json` where rows can't show it."""

    def __init__(self, entity: str) -> None:
        super().__init__()
        self.entity = entity

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        data = value if isinstance(value, QueryDict) else rows_of(value or {})
        with catalogue.read_once():
            fields = catalogue.reachable(self.entity)
            builder = None if data is None or "json" in data else Builder(data, fields, self.entity)
            said = sentence(value) if value and not isinstance(value, QueryDict) else ""
            context = {
                "name": name,
                "builder": builder,
                "fields": fields,
                "operators": WORDS.items(),
                "spare": [f"c{n}" for n in range(len(builder.rows), len(builder.rows) + SPARE)] if builder else [],
                "json": data["json"] if data and "json" in data else json.dumps(value, ensure_ascii=False),
                "sentence": said,
            }
            return render_to_string("_components/condition_rows.html", context)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> QueryDict:
        """The rows without the form's prefix, numbered anew."""
        found = QueryDict(mutable=True)
        start = f"{name}-"
        for key in data:
            if key.startswith(start):
                found.setlist(key.removeprefix(start), data.getlist(key))
        return found

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)


class ConditionField(forms.Field):
    """Cleans to a condition on `entity`, {} where nothing is asked."""

    def __init__(self, *, entity: str, **kwargs: Any) -> None:
        super().__init__(widget=ConditionWidget(entity), required=False, **kwargs)
        self.entity = entity

    def clean(self, value: Any) -> dict[str, Any]:
        given = value if isinstance(value, QueryDict) else QueryDict()
        if "json" in given:
            return self._parsed(str(given["json"]))
        with catalogue.read_once():
            builder = Builder(given, catalogue.reachable(self.entity), self.entity)
        for row in builder.rows:
            if row.leaf is None:
                raise ValidationError(
                    row.error or _("“{field}” has no value to compare with.").format(field=row.field.label)
                )
        return builder.tree

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True

    def _parsed(self, text: str) -> dict[str, Any]:
        try:
            tree = json.loads(text or "{}")
            check(tree, self.entity)
        except DomainError as refusal:
            raise ValidationError(refusal.message) from refusal
        except (ValueError, RecursionError) as error:
            raise ValidationError(_("This is no JSON.")) from error
        return dict(tree)

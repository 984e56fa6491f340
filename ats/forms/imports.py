"""Forms of an import: the file, then which column holds what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ats.forms.widgets import styled
from ats.kernel.models import ImportMapping, ImportRun
from ats.kernel.transfers.importers import Importer
from ats.kernel.transfers.models import Duplicates

KNOWN = _("Somebody is known by the same external id, e-mail address or phone number.")
COUNTRIES = [
    ("", _("Numbers begin with + and the country code")),
    ("PT", _("Portugal")),
    ("DE", _("Germany")),
    ("ES", _("Spain")),
    ("FR", _("France")),
    ("GB", _("United Kingdom")),
    ("IE", _("Ireland")),
    ("IN", _("India")),
    ("IT", _("Italy")),
    ("NL", _("Netherlands")),
    ("PL", _("Poland")),
    ("US", _("United States")),
]


class ImportFileForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file or XLSX workbook"),
        help_text=_("Up to 50 MB. Its first row names the columns."),
        allow_empty_file=True,
    )
    duplicates = forms.ChoiceField(label=_("Somebody is known already"), choices=Duplicates.choices, help_text=KNOWN)
    country = forms.ChoiceField(
        label=_("Phone numbers without country code are from"), choices=COUNTRIES, required=False
    )
    owned = forms.BooleanField(label=_("I look after these people"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        styled(self)

    def options(self) -> dict[str, Any]:
        return {"country": self.cleaned_data["country"], "owned": self.cleaned_data["owned"]}


class ColumnsForm(forms.Form):
    """One choice of a column for each field that the importer knows."""

    def __init__(self, data: Any, *, columns: list[str], mapping: dict[str, str], importer: Importer) -> None:
        super().__init__(data)
        choices = [("", _("Not in this file")), *((column, column) for column in columns)]
        for field in importer.fields:
            self.fields[f"to_{field.key}"] = forms.ChoiceField(
                label=field.label, choices=choices, required=False, initial=mapping.get(field.key, "")
            )

    def mapping(self) -> dict[str, str]:
        chosen = {
            name.removeprefix("to_"): value for name, value in self.cleaned_data.items() if name.startswith("to_")
        }
        return {key: column for key, column in chosen.items() if column}


class MappingForm(ColumnsForm):
    """How the file of a run is read."""

    def __init__(self, data: Any = None, *, run: ImportRun, importer: Importer) -> None:
        super().__init__(data, columns=run.columns, mapping=run.mapping, importer=importer)
        self.fields["duplicates"] = forms.ChoiceField(
            label=_("Somebody is known already"), choices=Duplicates.choices, initial=run.duplicates, help_text=KNOWN
        )
        self.fields["keep_as"] = forms.CharField(
            label=_("Keep this mapping as"),
            max_length=120,
            required=False,
            initial=run.saved_mapping.name if run.saved_mapping else "",
            help_text=_("The next file with these columns is read with it."),
        )
        styled(self)


class KeptMappingForm(ColumnsForm):
    """A mapping that is kept by name."""

    def __init__(self, data: Any = None, *, row: ImportMapping, importer: Importer) -> None:
        super().__init__(data, columns=row.columns, mapping=row.mapping, importer=importer)
        self.fields["name"] = forms.CharField(label=_("Name"), max_length=120, initial=row.name)
        self.order_fields(["name"])
        styled(self)

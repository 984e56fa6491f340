"""Forms of an import: the file, then which column holds what."""

from typing import Any

from django import forms

from ats.forms.widgets import styled
from ats.kernel.models import ImportRun
from ats.kernel.transfers.importers import Importer
from ats.kernel.transfers.models import Duplicates

KNOWN = "Somebody is known by the same external id, e-mail address or phone number."
COUNTRIES = [
    ("", "Numbers begin with + and the country code"),
    ("PT", "Portugal"),
    ("DE", "Germany"),
    ("ES", "Spain"),
    ("FR", "France"),
    ("GB", "United Kingdom"),
    ("IE", "Ireland"),
    ("IN", "India"),
    ("IT", "Italy"),
    ("NL", "Netherlands"),
    ("PL", "Poland"),
    ("US", "United States"),
]


class ImportFileForm(forms.Form):
    file = forms.FileField(
        label="CSV file", help_text="Up to 50 MB. Its first row names the columns.", allow_empty_file=True
    )
    duplicates = forms.ChoiceField(label="Somebody is known already", choices=Duplicates.choices, help_text=KNOWN)
    country = forms.ChoiceField(label="Phone numbers without country code are from", choices=COUNTRIES, required=False)
    owned = forms.BooleanField(label="I look after these people", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        styled(self)

    def options(self) -> dict[str, Any]:
        return {"country": self.cleaned_data["country"], "owned": self.cleaned_data["owned"]}


class MappingForm(forms.Form):
    """One choice of a column for each field that the importer knows."""

    def __init__(self, data: Any = None, *, run: ImportRun, importer: Importer) -> None:
        super().__init__(data)
        columns = [("", "Not in this file"), *((column, column) for column in run.columns)]
        for field in importer.fields:
            self.fields[f"to_{field.key}"] = forms.ChoiceField(
                label=field.label, choices=columns, required=False, initial=run.mapping.get(field.key, "")
            )
        self.fields["duplicates"] = forms.ChoiceField(
            label="Somebody is known already", choices=Duplicates.choices, initial=run.duplicates, help_text=KNOWN
        )
        styled(self)

    def mapping(self) -> dict[str, str]:
        chosen = {
            name.removeprefix("to_"): value for name, value in self.cleaned_data.items() if name.startswith("to_")
        }
        return {key: column for key, column in chosen.items() if column}

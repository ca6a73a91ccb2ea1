"""The table of the ways in which people write labels."""

from __future__ import annotations

from workbench.data.own.doctor.forms.answers import ANSWER_FORMS
from workbench.data.own.doctor.forms.blocks import BLOCK_FORMS
from workbench.data.own.doctor.forms.classes import CLASS_FORMS
from workbench.data.own.doctor.forms.shares import PROBABILITY_FORMS
from workbench.data.own.doctor.forms.tags import TAG_FORMS
from workbench.data.own.doctor.forms.values import VALUE_FORMS
from workbench.data.own.doctor.label_form import LabelForm

_ROWS = {
    form.name: form
    for form in (*ANSWER_FORMS, *CLASS_FORMS, *TAG_FORMS, *BLOCK_FORMS, *PROBABILITY_FORMS, *VALUE_FORMS)
}
_LAST = ("tags", "names", "values")

LABEL_FORMS: dict[str, LabelForm] = {
    **{name: form for name, form in _ROWS.items() if name not in _LAST},
    **{name: _ROWS[name] for name in _LAST},
}
"""In the order in which they are tried: what is stricter comes first."""

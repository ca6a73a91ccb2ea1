"""What will be done with labels that were read in a form, as a sentence."""

from __future__ import annotations

from workbench.core.heads import Head, fitting_activation, head_for
from workbench.core.labels import LabelKind
from workbench.data.own.doctor.examination import Examination
from workbench.data.own.doctor.wording import in_rows, listed


def fitting_head(label_kind: LabelKind) -> Head:
    """Returns the head that is proposed for such labels."""
    return head_for(fitting_activation(label_kind), label_kind)


def plan(examination: Examination) -> str:
    """Returns what the rows become, and the head and the loss for it."""
    head = fitting_head(examination.form.label_kind)
    count = examination.rows_where(examination.usable)
    units = head.number_of_units(examination.number_of_classes)
    return (
        f"{in_rows(count)} {'is' if count == 1 else 'are'} read as “{head.label_kind.title}”"
        f" ({listed(examination.labels.class_names)}), which takes a {head.activation} head of"
        f" {units:,} unit{'s' if units != 1 else ''} and the loss {head.losses[0]}."
    )

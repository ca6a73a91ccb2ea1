"""What will be done with labels that were read in a form, as a sentence."""

from __future__ import annotations

from workbench.core.heads import Head, fitting_activation, head_for
from workbench.core.labels import LabelKind
from workbench.data.own.doctor.examination import Examination
from workbench.data.own.doctor.wording import in_rows, listed


def fitting_head(label_kind: LabelKind) -> Head:
    """Returns the head that is proposed for such labels."""
    return head_for(fitting_activation(label_kind), label_kind)


def kind_in_words(examination: Examination) -> str:
    """Returns what the labels become, with the number of classes."""
    return examination.form.label_kind.title.replace("K", f"{examination.number_of_classes:,}")


def plan(examination: Examination) -> str:
    """Returns what the rows become, and the head and the loss for it."""
    head = fitting_head(examination.form.label_kind)
    count, classes = examination.rows_where(examination.usable), examination.number_of_classes
    units = head.number_of_units(classes)
    return (
        f"{in_rows(count)} {'is' if count == 1 else 'are'} read as “{kind_in_words(examination)}”{_names(examination)}, which takes a"
        f" {head.activation} head of {units:,} unit{'s' if units != 1 else ''} and the loss {head.losses[0]}."
    )


def _names(examination: Examination) -> str:
    """Returns the classes in brackets; nothing where they are called like the columns, which were just listed."""
    names = examination.labels.class_names
    return "" if names == examination.columns.names else f" ({listed(names)})"

"""What there is to say of rows: those without a label, with none of the labels, or with several."""

from __future__ import annotations

import numpy as np

from workbench.core.labels import LabelKind
from workbench.data.own.doctor.diagnosis import Finding
from workbench.data.own.doctor.examination import Examination
from workbench.data.own.doctor.wording import have, in_rows

EXACT = 1e-6


def unlabelled(examination: Examination) -> Finding | None:
    """Rows that will be left out."""
    count = examination.unlabelled
    if count in (0, examination.number_of_rows):
        return None
    which = "" if len(examination.columns.cells) == 1 else ", as one of their label cells is empty,"
    return Finding(
        "warning",
        f"{count:,} of {in_rows(examination.number_of_rows)} {have(count)} no label{which} and will be left out.",
    )


def labels_in_a_row(examination: Examination) -> Finding | None:
    """How many labels rows carry."""
    if examination.form.label_kind is not LabelKind.MULTI_HOT or not examination.class_counts.any():
        return None
    carried = examination.read.values.sum(axis=1)
    none = examination.rows_where(examination.usable & (carried == 0))
    several = examination.rows_where(examination.usable & (carried > 1))
    rows = examination.rows_where(examination.usable)
    if none == 0 and several == 0:
        return Finding(
            "warning",
            "Each row carries exactly one label. If that is always so, a form with exactly one class and the"
            " softmax head say more.",
        )
    return Finding(
        "note",
        f"Of {in_rows(rows)}, {none:,} {'carries' if none == 1 else 'carry'} none of the labels and {several:,} several;"
        f" {examination.class_counts.sum() / rows:.2f} labels a row on average.",
    )


def rescaled(examination: Examination) -> Finding | None:
    """Shares that do not add up to exactly one."""
    if examination.form.name != "soft":
        return None
    off = abs(examination.columns.numbers.sum(axis=1) - 1) > EXACT
    count = examination.rows_where(examination.usable & off)
    if count == 0:
        return None
    return Finding(
        "note", f"The shares of {in_rows(count)} do not add up to exactly 1 and are divided by their sum."
    )


def cut_at_half(examination: Examination) -> Finding | None:
    """Probabilities that become yes or no."""
    if not examination.form.name.endswith("from_half"):
        return None
    numbers = examination.columns.numbers
    unsure = ((numbers > 0) & (numbers < 1)).any(axis=1)
    count = examination.rows_where(examination.usable & np.asarray(unsure, bool))
    return Finding(
        "note",
        f"The probabilities in {in_rows(count)} become a plain yes or no at 0.5; how sure they were is lost.",
    )

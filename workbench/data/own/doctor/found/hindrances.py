"""What keeps labels from being trained on."""

from __future__ import annotations

import numpy as np

from workbench.core.labels import LabelKind
from workbench.core.own_data import MOST_CLASSES
from workbench.data.own.doctor.diagnosis import Finding, Weight
from workbench.data.own.doctor.examination import Examination
from workbench.data.own.doctor.wording import in_rows


def no_labels(examination: Examination) -> Finding | None:
    """All cells are empty."""
    if examination.unlabelled < examination.number_of_rows:
        return None
    sentence = "No row has a label: all cells of the label columns are empty. Choose other label columns."
    return Finding("error", sentence)


def too_many_classes(examination: Examination) -> Finding | None:
    """Measured numbers, or names of the rows themselves, taken for classes."""
    if examination.number_of_classes <= MOST_CLASSES:
        return None
    return Finding(
        "error",
        f"There are more than {MOST_CLASSES:,} classes. A label column holds few different values, each in many"
        " rows; measured numbers, and names of the rows themselves, are no classes. Choose another label column.",
    )


def contradictions(examination: Examination) -> Finding | None:
    """Rows that are no labels of the form."""
    wrong = examination.contradicting
    if wrong == 0 or examination.number_of_classes > MOST_CLASSES:
        return None
    return Finding(
        "error",
        f"{wrong:,} of {in_rows(examination.number_of_rows)} contradict{'s' if wrong == 1 else ''}"
        f" “{examination.form.title}”, such as {examination.example()}: each must be {examination.form.wants}."
        " Choose another label form, or correct the file.",
    )


def one_class(examination: Examination) -> Finding | None:
    """Nothing to tell apart."""
    present = np.flatnonzero(examination.touched)
    if examination.form.label_kind is LabelKind.MULTI_HOT or len(present) != 1:
        return None
    name = examination.labels.class_names[int(present[0])]
    or_nothing = " If an empty cell means “no”, write so into it." if examination.unlabelled else ""
    if not examination.is_whole:
        return Finding(
            "warning",
            f"The rows looked at so far all have the class “{name}”; the import looks at the others.",
        )
    return Finding(
        "error",
        f"All rows {'with a label ' if or_nothing else ''}have the class “{name}”, so there is nothing to tell apart."
        f" Choose another label column.{or_nothing}",
    )


def no_positives(examination: Examination) -> Finding | None:
    """Labels none of which is carried by any row."""
    if examination.form.label_kind is not LabelKind.MULTI_HOT or examination.class_counts.any():
        return None
    weight: Weight = "error" if examination.is_whole else "warning"
    sentence = "No row carries any of the labels, so there is nothing to learn. Choose other label columns."
    return Finding(weight, sentence)

"""The table of what a person should know of labels before training on them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from workbench.core.labels import LabelKind
from workbench.data.own.doctor.diagnosis import Finding, Weight
from workbench.data.own.doctor.examination import Examination
from workbench.data.own.doctor.forms.one_text_each import MOST_CLASSES

Find = Callable[[Examination], Finding | None]


def findings(examination: Examination) -> tuple[Finding, ...]:
    """Returns what there is to say about labels that were read in a form, errors first."""
    return tuple(found for find in FINDINGS if (found := find(examination)) is not None)


def _contradictions(examination: Examination) -> Finding | None:
    wrong = examination.contradicting
    if wrong == 0 or examination.number_of_classes > MOST_CLASSES:
        return None
    return Finding(
        "error",
        f"{_rows(wrong)} of {examination.number_of_rows:,} contradict{'s' if wrong == 1 else ''} “{examination.form.title}”,"
        f" such as {examination.example()}: each must be {examination.form.wants}. Choose another label form, or correct the file.",
    )


def _no_labels(examination: Examination) -> Finding | None:
    if examination.unlabelled < examination.number_of_rows:
        return None
    return Finding(
        "error", "No row has a label: all cells of the label columns are empty. Choose other label columns."
    )


def _too_many_classes(examination: Examination) -> Finding | None:
    if examination.number_of_classes <= MOST_CLASSES:
        return None
    return Finding(
        "error",
        f"There are more than {MOST_CLASSES:,} classes. A label column holds few different values, each in many rows;"
        " numbers that are measured, and names of the rows themselves, are no classes. Choose another label column.",
    )


def _one_class(examination: Examination) -> Finding | None:
    present = np.flatnonzero(examination.touched)
    if examination.form.label_kind is LabelKind.MULTI_HOT or len(present) != 1:
        return None
    name = examination.labels.class_names[int(present[0])]
    if not examination.is_whole:
        return Finding(
            "warning",
            f"The rows looked at so far all have the class “{name}”; the others are read at the import.",
        )
    return Finding(
        "error",
        f"All rows have the class “{name}”, so there is nothing to tell apart. Choose another label column.",
    )


def _no_positives(examination: Examination) -> Finding | None:
    if examination.form.label_kind is not LabelKind.MULTI_HOT or examination.class_counts.any():
        return None
    weight: Weight = "error" if examination.is_whole else "warning"
    return Finding(
        weight, "No row carries any of the labels, so there is nothing to learn. Choose other label columns."
    )


def _unlabelled(examination: Examination) -> Finding | None:
    count = examination.unlabelled
    if count in (0, examination.number_of_rows):
        return None
    return Finding(
        "warning",
        f"{_rows(count)} of {examination.number_of_rows:,} {_have(count)} no label and will be left out.",
    )


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


FINDINGS: tuple[Find, ...] = (
    _no_labels,
    _too_many_classes,
    _contradictions,
    _one_class,
    _no_positives,
    _unlabelled,
)
"""In the order in which they are told."""

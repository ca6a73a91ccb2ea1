"""What there is to say of classes: rare ones, empty ones, and those that nearly all rows have."""

from __future__ import annotations

import numpy as np

from workbench.core.labels import LabelKind
from workbench.data.own.doctor.diagnosis import Finding
from workbench.data.own.doctor.examination import Examination
from workbench.data.own.doctor.wording import have, in_rows, listed

FEW = 10
"""So many times as many rows in one class as in another are called unbalanced."""

HALF = 0.5
"""Share of the rows from which on a class is worth naming as the answer that is always given."""

RARE = 0.02
"""Share of the rows below which a label is called rare."""


def _named(examination: Examination, chosen: np.ndarray) -> tuple[str, ...]:
    return tuple(examination.labels.class_names[place] for place in np.flatnonzero(chosen))


def _classes(examination: Examination, count: int) -> str:
    word = "label" if examination.form.label_kind is LabelKind.MULTI_HOT else "class"
    many = "labels" if word == "label" else "classes"
    return f"1 {word}" if count == 1 else f"{count:,} {many}"


def single_rows(examination: Examination) -> Finding | None:
    """Classes that can be learned or checked, but not both."""
    names = _named(examination, examination.class_counts == 1)
    if not names:
        return None
    return Finding(
        "warning",
        f"{_classes(examination, len(names))} {have(len(names))} a single row ({listed(names)}), which either trains"
        " or checks, never both. Bring more rows of them, or leave them out.",
    )


def empty_classes(examination: Examination) -> Finding | None:
    """Classes that are named but do not occur."""
    names = _named(examination, ~examination.touched)
    if not names or len(names) == examination.number_of_classes:
        return None
    return Finding(
        "note",
        f"{_classes(examination, len(names))} {have(len(names))} no row ({listed(names)}); the network has a place for"
        " each, but cannot learn it.",
    )


def unbalanced(examination: Examination) -> Finding | None:
    """A class with many times the rows of another."""
    counts = examination.class_counts
    if examination.form.label_kind is LabelKind.MULTI_HOT or (counts > 0).sum() < 2:
        return None
    most, least = int(counts.argmax()), int(np.where(counts > 0, counts, counts.max() + 1).argmin())
    if counts[most] < FEW * counts[least]:
        return None
    names = examination.labels.class_names
    share = counts[most] / counts.sum()
    baseline = f" To answer “{names[most]}” always is right in {share:.0%}." if share >= HALF else ""
    return Finding(
        "warning",
        f"The classes are unbalanced: “{names[most]}” has {in_rows(int(counts[most]))}, “{names[least]}” has"
        f" {in_rows(int(counts[least]))}.{baseline} Look at F1 beside the share of right answers, and try balanced weights.",
    )


def rare_labels(examination: Examination) -> Finding | None:
    """Labels that few rows carry."""
    if examination.form.label_kind is not LabelKind.MULTI_HOT:
        return None
    counts, rows = examination.class_counts, examination.rows_where(examination.usable)
    names = _named(examination, (counts > 1) & (counts < RARE * rows))
    if not names:
        return None
    return Finding(
        "warning",
        f"{_classes(examination, len(names))} {'is' if len(names) == 1 else 'are'} carried by less than {RARE:.0%} of the"
        f" rows ({listed(names)}). Balanced weights give them more say.",
    )


def labels_of_all(examination: Examination) -> Finding | None:
    """Labels that every row carries."""
    rows = examination.rows_where(examination.usable)
    if examination.form.label_kind is not LabelKind.MULTI_HOT or rows == 0:
        return None
    names = _named(examination, examination.class_counts == rows)
    if not names:
        return None
    return Finding(
        "note",
        f"Every row carries {listed(names)}, so there is nothing to learn about "
        f"{'it' if len(names) == 1 else 'them'}.",
    )


def which_is_yes(examination: Examination) -> Finding | None:
    """Which answer is the positive one, and how often it is given."""
    if examination.form.label_kind is not LabelKind.YES_NO or not examination.class_counts.any():
        return None
    counts = examination.class_counts
    return Finding(
        "note",
        f"“{examination.labels.class_names[1]}” counts as yes: {counts[1]:,} of {in_rows(int(counts.sum()))}"
        f" ({counts[1] / counts.sum():.0%}).",
    )

"""Classes that one part of a split data set lacks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.data.dataset import INDEX_KINDS, Dataset, Rows
from workbench.data.own.doctor.diagnosis import Finding
from workbench.data.own.doctor.wording import have, listed
from workbench.data.split import Split

CONSEQUENCES = {
    "training": "cannot be learned",
    "validation": "is not checked",
    "test": "is not tested",
}
"""What it means for a class to be missing in a part."""


def part_findings(dataset: Dataset, split: Split) -> tuple[Finding, ...]:
    """Returns which classes have rows, but none in one of the parts.

    Args:
        dataset: All rows.
        split: Which of them train, check and test; a part without any rows is passed over.
    """
    parts = {
        "training": split.training_rows,
        "validation": split.validation_rows,
        "test": split.test_rows,
    }
    present = {name: _present(dataset, rows) for name, rows in parts.items() if len(rows)}
    somewhere = np.any(list(present.values()), axis=0)
    findings = (_missing(dataset, name, somewhere & ~here) for name, here in present.items())
    return tuple(found for found in findings if found is not None)


def _present(dataset: Dataset, rows: Rows) -> NDArray[np.bool_]:
    """Returns which classes some of the rows carry, shape (k,)."""
    labels = dataset.labels[rows]
    if dataset.label_kind in INDEX_KINDS:
        return np.bincount(labels, minlength=dataset.number_of_classes) > 0
    return np.asarray((labels > 0).any(axis=0), bool)


def _missing(dataset: Dataset, part: str, missing: NDArray[np.bool_]) -> Finding | None:
    names = [dataset.class_names[place] for place in np.flatnonzero(missing)]
    if not names:
        return None
    which = f"1 class ({listed(names)})" if len(names) == 1 else f"{len(names):,} classes ({listed(names)})"
    each = "it" if len(names) == 1 else "each of them"
    return Finding(
        "warning",
        f"{which} {have(len(names))} no row in the {part} part, so {each} {CONSEQUENCES[part]}. Bring more rows,"
        " or choose another split.",
    )

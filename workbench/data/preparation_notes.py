"""Says what was done to inputs that a person should know of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.data.dataset import Dataset
from workbench.data.fitting import Fitted

MOST_NAMES = 3


def preparation_notes(dataset: Dataset, fitted: Fitted, training_rows: int) -> tuple[str, ...]:
    """Returns sentences on values that were filled in and on columns that say nothing.

    Args:
        dataset: The whole data set.
        fitted: What was measured on its training part.
        training_rows: How many rows that part has.
    """
    notes = (
        _on_missing(dataset, fitted),
        _on_sample(fitted.sampled_rows, training_rows),
        _on_constant(dataset, fitted.constant),
    )
    return tuple(filter(None, notes))


def _on_missing(dataset: Dataset, fitted: Fitted) -> str:
    # What is mapped from a file was imported, which said so; counting again would read all of it.
    if fitted.preprocessing.fill is None or dataset.is_mapped:
        return ""
    missing = np.isnan(dataset.inputs).sum(axis=0)
    columns, total = np.flatnonzero(missing), int(missing.sum())
    if not total:
        return ""
    values = "1 missing value" if total == 1 else f"{total:,} missing values"
    inputs = f"{len(columns):,} {'input' if len(columns) == 1 else 'inputs'}"
    names = _named(dataset, columns)
    return f"{values} in {inputs} ({names}) became the median of the training part."


def _on_sample(sampled_rows: int, training_rows: int) -> str:
    if not 0 < sampled_rows < training_rows:
        return ""
    return f"The medians are those of {sampled_rows:,} of the {training_rows:,} training rows, evenly drawn."


def _on_constant(dataset: Dataset, constant: NDArray[np.bool_]) -> str:
    columns = np.flatnonzero(constant)
    # The corners of pictures never change, and nobody misses them.
    if not len(columns) or dataset.image_shape is not None:
        return ""
    one = len(columns) == 1
    return (
        f"{len(columns):,} {'input has' if one else 'inputs have'} only one value in the training part "
        f"({_named(dataset, columns)}), so nothing can be learned from {'it' if one else 'them'}."
    )


def _named(dataset: Dataset, columns: NDArray[np.intp]) -> str:
    names = ", ".join(dataset.input_names[column] for column in columns[:MOST_NAMES])
    return f"{names} and {len(columns) - MOST_NAMES:,} more" if len(columns) > MOST_NAMES else names

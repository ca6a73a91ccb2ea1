"""Says what was found when inputs were prepared that a person should know of; an import tells what is missing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.data.dataset import Dataset
from workbench.data.fitting import Fitted

MOST_NAMES = 3


def preparation_notes(dataset: Dataset, fitted: Fitted, training_rows: int) -> tuple[str, ...]:
    """Returns sentences on medians that are not those of all rows, and on columns that say nothing.

    Args:
        dataset: The whole data set.
        fitted: What was measured on its training part.
        training_rows: How many rows that part has.
    """
    notes = _on_sample(fitted.sampled_rows, training_rows), _on_constant(dataset, fitted.constant)
    return tuple(filter(None, notes))


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

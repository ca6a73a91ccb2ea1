"""What prepared the inputs of a run, among the arrays of its state: it predicts even where its data is gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray

from workbench.data.preprocessing import Preprocessing

PREFIX = "preprocessing/"


def kept_preprocessing(preprocessing: Preprocessing) -> dict[str, NDArray[Any]]:
    """Returns the arrays for the state of a run."""
    return {f"{PREFIX}{name}": array for name, array in preprocessing.to_arrays().items()}


def preprocessing_of(state: Mapping[str, NDArray[Any]]) -> Preprocessing | None:
    """Returns what prepared the inputs of a run; None where an older program kept its state.

    Raises:
        UserError: the arrays cannot be used.
    """
    arrays = {key.removeprefix(PREFIX): array for key, array in state.items() if key.startswith(PREFIX)}
    return Preprocessing.from_arrays(arrays) if arrays else None

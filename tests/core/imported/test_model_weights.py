"""Weights as a value: equal by what they hold, and not to be changed."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.imported.model_weights import ModelWeights, encoded_weights


def test_equality_does_not_depend_on_how_arrays_lie_in_memory() -> None:
    array = np.arange(12, dtype=np.float32).reshape(3, 4)
    for other in (array.copy(), np.asfortranarray(array), np.repeat(array, 2, axis=1)[:, ::2]):
        assert ModelWeights([other]) == ModelWeights([array])
        assert hash(ModelWeights([other])) == hash(ModelWeights([array]))
        assert encoded_weights(ModelWeights([other])) == ModelWeights([array]).digest


@pytest.mark.parametrize(
    "other", [np.ones((3, 4), np.float32), np.zeros((4, 3), np.float32), np.zeros((3, 4), np.float64)]
)
def test_numbers_shapes_and_types_make_a_difference(other: np.ndarray) -> None:
    assert ModelWeights([other]) != ModelWeights([np.zeros((3, 4), np.float32)])


def test_they_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        ModelWeights([np.zeros(3)]).arrays[0][0] = 1

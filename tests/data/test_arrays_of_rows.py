"""What a row of the table of data sets makes, and what the code of a project makes of it, is the same."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.fields import filled
from workbench.data.built_in import DATA_SETS
from workbench.data.row import DataSetRow


@pytest.mark.parametrize("row", DATA_SETS.values(), ids=lambda row: row.name)
def test_arrays_are_those_of_the_data_set(row: DataSetRow) -> None:
    options = filled(row.options, {}, row.title)
    dataset = row.make(**options)
    assert row.arrays is not None
    inputs, labels = row.arrays(**options)
    np.testing.assert_array_equal(inputs.astype(np.float32), dataset.inputs)
    np.testing.assert_array_equal(labels.astype(dataset.labels.dtype), dataset.labels)

"""Labels that a form has read from its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class LabelValues:
    """One label, or one row of labels, for each row of the columns.

    Attributes:
        values: Shape (m,) int32 or (m, k) float32, as the kind of label is stored; of no meaning in rows that do not fit.
        cells_fit: Which cells the form can read, shape (m, c). An empty cell fits.
        rows_fit: Which rows are labels of the form, shape (m,); never where a cell does not fit.
        unlabelled: Which rows have no label, shape (m,). They fit.
    """

    values: NDArray[Any]
    cells_fit: NDArray[np.bool_]
    rows_fit: NDArray[np.bool_]
    unlabelled: NDArray[np.bool_]

    @classmethod
    def of_cells(
        cls, values: NDArray[Any], cells_fit: NDArray[np.bool_], unlabelled: NDArray[np.bool_]
    ) -> LabelValues:
        """Returns values whose rows fit where all their cells do, or where there is no label."""
        return cls(values, cells_fit, cells_fit.all(axis=1) | unlabelled, unlabelled)

    @classmethod
    def of_nothing(cls, is_empty: NDArray[np.bool_], number_of_classes: int) -> LabelValues:
        """Returns values of which no row fits, at no cost: there are too many classes to lay them out.

        Args:
            is_empty: Which cells are empty, shape (m, c).
            number_of_classes: k.
        """
        values = np.broadcast_to(np.float32(0), (len(is_empty), number_of_classes))
        return cls.of_cells(values, is_empty, np.asarray(is_empty.all(axis=1), bool))

    def where(self, fits: NDArray[np.bool_]) -> LabelValues:
        """Returns the same values, of which only the rows `fits` fit, besides those without a label."""
        rows_fit = self.rows_fit & (fits | self.unlabelled)
        return LabelValues(self.values, self.cells_fit, rows_fit, self.unlabelled)

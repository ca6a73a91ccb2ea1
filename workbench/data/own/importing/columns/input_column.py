"""What becomes of the cells of an input column: numbers while a file is read, and inputs once all of it is known.

While a file is read, a category is one number, because nobody knows yet how many categories there will be.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import pyarrow as pa

from workbench.core.own_data import Column
from workbench.data.dataset import Inputs


class InputColumn(ABC):
    """One column of a file that the network gets.

    Attributes:
        missing: Cells without a value so far.
        infinite: Cells whose value is infinite or too large, so far.
        is_coarse: Whether 32 bits are too few for the differences between the numbers.
    """

    def __init__(self, column: Column) -> None:
        self._column = column
        self.missing = 0
        self.infinite = 0
        self.is_coarse = False

    @property
    def width(self) -> int:
        """How many numbers a row has while the file is read."""
        return 1

    @property
    def column(self) -> Column:
        """The column as it is known by now, with all categories met so far."""
        return self._column

    @abstractmethod
    def numbers(self, cells: pa.ChunkedArray) -> Inputs:
        """Returns the numbers of some rows, shape (n, width), NaN for no value.

        Raises:
            RowError: a cell cannot be understood.
        """

    def inputs(self, numbers: Inputs) -> Inputs:
        """Returns what the network gets in place of the numbers of some rows, shape (n, number of names)."""
        return numbers

    @property
    def names(self) -> tuple[str, ...]:
        """What a person reads beside each of the inputs."""
        return (self._column.name,)

    @property
    @abstractmethod
    def is_constant(self) -> bool:
        """Whether no row so far differs from another, so that there is nothing to learn from the column."""

"""Blocks of numbers, such as pictures, as inputs."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.dataset import Inputs
from workbench.data.own.importing.columns.input_column import InputColumn


class BlockColumn(InputColumn):
    """A block of numbers, such as a picture: as many inputs. None of them is ever left out."""

    @property
    def width(self) -> int:
        """The numbers of the block."""
        return self._column.width

    def numbers(self, cells: pa.ChunkedArray) -> Inputs:
        """Returns the numbers of the blocks, NaN for infinite ones too and for a block that is not there."""
        present = cells.is_valid().to_numpy()
        numbers = np.full((len(cells), self.width), np.nan, np.float32)
        numbers[present] = pc.list_flatten(cells).to_numpy().reshape(-1, self.width)
        self.missing += int(np.isnan(numbers).sum())
        endless = np.isinf(numbers)
        numbers[endless] = np.nan
        self.infinite += int(endless.sum())
        return numbers

    @property
    def names(self) -> tuple[str, ...]:
        """Column and place in the block."""
        return tuple(f"{self._column.name} {place}" for place in range(self.width))

    @property
    def is_constant(self) -> bool:
        """Never: a picture stays whole."""
        return False

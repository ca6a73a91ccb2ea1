"""The first rows of a file, as they will be read."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from workbench.core.own_data import Column
from workbench.qt.importing.sample_table_model import SampleTableModel
from workbench.views.panel import GRID

LARGEST_PICTURE = 8 * GRID
NARROWEST, WIDEST = 9 * GRID, 30 * GRID
FITTED_COLUMNS, FITTED_ROWS = 30, 20
"""Whose width is measured; the others keep the usual one, so that thousands take no time."""


class SampleTable(QTableView):
    """Cells as they stand in the file, columns in the colour of their role."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sampleTable")
        self.setAccessibleName("First rows of the file")
        self.setToolTip(
            "The first rows as they are read now. The colour and the word say what a column is for."
        )
        self.rows = SampleTableModel(self)
        self.setModel(self.rows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self._names: list[str] = []
        self.horizontalHeader().setDefaultSectionSize(13 * GRID)

    def show_sample(self, sample: object | None, columns: tuple[Column, ...]) -> None:
        """Shows other rows, or the same ones in other roles."""
        shape = getattr(sample, "image_shape", None)
        side = min(max(shape, default=0), LARGEST_PICTURE) if shape else 0
        self.setIconSize(QSize(side, side))
        self.verticalHeader().setDefaultSectionSize(max(side + 4, 3 * GRID))
        names = [column.name for column in columns]
        self.rows.show_sample(sample, columns)  # type: ignore[arg-type]
        if names != self._names:
            self._names = names
            self._fit_columns()

    def _fit_columns(self) -> None:
        """Makes room for names and cells, where these are not endless."""
        for number in range(min(len(self._names), FITTED_COLUMNS)):
            cells = (self.rows.index(row, number).data() or "" for row in range(FITTED_ROWS))
            widest = max(map(self.fontMetrics().horizontalAdvance, cells)) + 2 * GRID
            width = max(widest, self.horizontalHeader().sectionSizeHint(number), NARROWEST)
            self.setColumnWidth(number, min(width, WIDEST))

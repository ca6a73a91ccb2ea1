"""A look at the data: pictures, points or a table, and how often each class occurs."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QTableView, QVBoxLayout, QWidget

from workbench.data.dataset import Dataset
from workbench.qt.document import Document
from workbench.qt.examples_table_model import ExamplesTableModel
from workbench.views.panel import GRID, run_alone
from workbench.views.preview.count_bars import CountBars
from workbench.views.preview.pictures import Pictures
from workbench.views.preview.scatter import Scatter

PREVIEW_HEIGHT = 26 * GRID


class DataPreview(QWidget):
    """The view that suits the data, above the counts of its labels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataPreview")
        self.setAccessibleName("Preview of the data")
        self.pictures, self.scatter, self.counts = Pictures(), Scatter(), CountBars()
        self.model, self.table = ExamplesTableModel(), QTableView()
        self.table.setModel(self.model)
        self.table.setObjectName("examplesTable")
        self.table.setAccessibleName("Examples")
        self.table.setToolTip("Each row is an example: its labels, then its inputs.")
        self.table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().setDefaultSectionSize(3 * GRID)
        self._views = QStackedWidget()
        for view in (self.pictures, self.scatter, self.table):
            self._views.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._views)
        layout.addWidget(self.counts)

    @property
    def view(self) -> QWidget | None:
        """The view in use."""
        return self._views.currentWidget()

    def show_dataset(self, dataset: Dataset) -> None:
        """Shows `dataset`."""
        view = self._suitable(dataset)
        (self.model if view is self.table else view).show_dataset(dataset)  # type: ignore[union-attr]
        self._views.setCurrentWidget(view)
        self._views.setFixedHeight(view.minimumHeight() if view is self.pictures else PREVIEW_HEIGHT)
        self.counts.show_dataset(dataset)

    def _suitable(self, dataset: Dataset) -> QWidget:
        if dataset.image_shape is not None:
            return self.pictures
        return self.scatter if dataset.number_of_inputs == 2 else self.table


def _alone(document: Document) -> QWidget:
    preview = DataPreview()
    preview.show_dataset(document.dataset)
    return preview


def main() -> int:
    """Shows the preview in a window of its own."""
    return run_alone(_alone)


if __name__ == "__main__":
    raise SystemExit(main())

"""A look at the data: pictures, points or a table."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QTableWidget, QTableWidgetItem, QWidget

from workbench.data.dataset import Dataset
from workbench.qt.palette import class_color, class_mark, theme_of
from workbench.views.example_view import grey_picture


def label_text(dataset: Dataset, row: int) -> str:
    """Returns the names of the labels of one example."""
    label = dataset.labels[row]
    if label.ndim == 0:
        return dataset.class_names[int(label)]
    return ", ".join(name for name, holds in zip(dataset.class_names, label) if holds > 0) or "none"


class PictureGrid(QWidget):
    """The first pictures of a set, with their labels where they fit."""

    COLUMNS, ROWS = 8, 4

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(150)
        self._pictures: list[tuple[QPixmap, str]] = []

    def show_dataset(self, dataset: Dataset) -> None:
        """Shows the first examples."""
        shape = dataset.image_shape or (1, 1)
        largest = float(dataset.inputs.max())
        rows = range(min(self.COLUMNS * self.ROWS, len(dataset.inputs)))
        self._pictures = [
            (QPixmap.fromImage(grey_picture(dataset.inputs[row], shape, largest)), label_text(dataset, row)) for row in rows
        ]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the grid."""
        painter = QPainter(self)
        side = min(self.width() // self.COLUMNS, self.height() // self.ROWS)
        painter.setPen(self.palette().text().color())
        for index, (pixmap, label) in enumerate(self._pictures):
            x, y = index % self.COLUMNS * side, index // self.COLUMNS * side
            painter.drawPixmap(QRect(x + 2, y + 2, side - 6, side - 6), pixmap)
            if len(label) == 1:
                corner = QRect(x + side - 18, y + side - 20, 14, 16)
                painter.fillRect(corner, self.palette().base())
                painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, label)


class Scatter(pg.PlotWidget):
    """Points in the plane, in the colour and mark of their class; with several labels, rings in each other."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(190)
        self.setMenuEnabled(False)
        self.getPlotItem().hideButtons()
        self.setAspectLocked(True)

    def show_dataset(self, dataset: Dataset) -> None:
        """Shows at most 2,000 points."""
        self.clear()
        self.setBackground(theme_of(self.palette()).background)
        points = dataset.inputs[:2000]
        if dataset.labels.ndim == 1:
            self._show_classes(points, dataset.labels[:2000], dataset.number_of_classes)
        else:
            self._show_labels(points, dataset.labels[:2000] > 0)

    def _show_classes(self, points: np.ndarray, labels: np.ndarray, classes: int) -> None:
        for index in range(classes):
            chosen = points[labels == index]
            self.plot(chosen[:, 0], chosen[:, 1], pen=None, symbol=class_mark(index), symbolSize=6, symbolPen=None, symbolBrush=class_color(index))

    def _show_labels(self, points: np.ndarray, labels: np.ndarray) -> None:
        bare = points[~labels.any(axis=1)]
        self.plot(bare[:, 0], bare[:, 1], pen=None, symbol="x", symbolSize=5, symbolPen=theme_of(self.palette()).chance, symbolBrush=None)
        for index in range(labels.shape[1]):
            chosen = points[labels[:, index]]
            pen = pg.mkPen(class_color(index), width=1.5)
            self.plot(chosen[:, 0], chosen[:, 1], pen=None, symbol="o", symbolSize=4 + 3 * index, symbolPen=pen, symbolBrush=None)


class DataPreview(QStackedWidget):
    """Chooses the view that suits the data."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dataPreview")
        self.setAccessibleName("A look at the data")
        self.setMaximumHeight(230)
        self.pictures, self.scatter, self.table = PictureGrid(), Scatter(), QTableWidget()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for view in (self.pictures, self.scatter, self.table):
            self.addWidget(view)

    def show_dataset(self, dataset: Dataset) -> None:
        """Shows `dataset`."""
        if dataset.image_shape is not None:
            self.pictures.show_dataset(dataset)
            self.setCurrentWidget(self.pictures)
        elif dataset.number_of_inputs == 2:
            self.scatter.show_dataset(dataset)
            self.setCurrentWidget(self.scatter)
        else:
            self._show_table(dataset)
            self.setCurrentWidget(self.table)

    def _show_table(self, dataset: Dataset) -> None:
        rows, columns = min(50, len(dataset.inputs)), min(40, dataset.number_of_inputs)
        self.table.setRowCount(rows)
        self.table.setColumnCount(columns + 1)
        self.table.setHorizontalHeaderLabels(["label", *dataset.input_names[:columns]])
        for row in range(rows):
            self.table.setItem(row, 0, QTableWidgetItem(label_text(dataset, row)))
            for column in range(columns):
                self.table.setItem(row, column + 1, QTableWidgetItem(f"{dataset.inputs[row, column]:.4g}"))

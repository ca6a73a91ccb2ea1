"""A look at the data: pictures, points or a table, and how often each class occurs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTableView, QVBoxLayout, QWidget

from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset
from workbench.qt.document import Document
from workbench.qt.palette import class_brush, class_color, tabular, theme_of
from workbench.qt.picture import dark_on_white, picture
from workbench.qt.plain_text import plain_tool_tip
from workbench.views.panel import GRID, run_alone

MOST_POINTS = 2000
MARK_SIDE = 10
MOST_ROWS = 1_000_000
"""Of the table: a view counts its height in pixels, and these are not endless."""
MOST_CLASSES = 12
LOOKED_AT = 1000
"""Examples in which the largest number of all pictures is sought."""
PICTURE_SIDE = 4 * GRID
NAME_WIDTH = 11 * GRID
PREVIEW_HEIGHT = 26 * GRID

# Outlines of the marks within a circle of radius 1: never colour alone.
MARKS: tuple[tuple[tuple[float, float], ...], ...] = (
    (),
    ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    ((0, -1.1), (1.1, 0.9), (-1.1, 0.9)),
    ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    ((0, 1.1), (1.1, -0.9), (-1.1, -0.9)),
)


def label_text(dataset: Dataset, row: int) -> str:
    """Returns the names of the labels of one example."""
    label = dataset.labels[row]
    if label.ndim == 0:
        return dataset.class_names[int(label)]
    return ", ".join(name for name, holds in zip(dataset.class_names, label) if holds > 0) or "none"


def carries(dataset: Dataset, rows: slice = slice(None)) -> NDArray[np.bool_]:
    """Returns which example of `rows` carries which class, shape (n, k)."""
    labels, classes = dataset.labels[rows], np.arange(dataset.number_of_classes)
    if labels.ndim == 1:
        return np.asarray(labels[:, None] == classes)
    if dataset.label_kind is LabelKind.MULTI_HOT:
        return np.asarray(labels > 0)
    return np.asarray(labels.argmax(axis=1)[:, None] == classes)


def draw_mark(painter: QPainter, index: int, centre: QPointF, radius: float) -> None:
    """Draws the mark of a class in its colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(class_color(index))
    corners = MARKS[index % len(MARKS)]
    if not corners:
        painter.drawEllipse(centre, radius, radius)
        return
    painter.drawPolygon(QPolygonF([centre + QPointF(x, y) * radius for x, y in corners]))


class Pictures(QWidget):
    """A row of pictures for each class."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pictures")
        self.setAccessibleName("Pictures of each class")
        self.setToolTip("A few examples of each class.")
        self._names: tuple[str, ...] = ()
        self._rows: list[list[QPixmap]] = []

    def show_dataset(self, dataset: Dataset) -> None:
        """Takes the first pictures of each class."""
        held = carries(dataset)
        count = min(dataset.number_of_classes, MOST_CLASSES)
        self._names = dataset.class_names[:count]
        self._rows = [self._pictures(dataset, np.flatnonzero(held[:, index])[:16]) for index in range(count)]
        self.setMinimumHeight(count * (PICTURE_SIDE + 2))
        self.update()

    def _pictures(self, dataset: Dataset, rows: Sequence[int] | NDArray[np.int64]) -> list[QPixmap]:
        drawn = picture if dataset.large_is_light else dark_on_white
        shape, largest = dataset.image_shape or (1, 1), float(dataset.inputs[:LOOKED_AT].max())
        return [QPixmap.fromImage(drawn(dataset.inputs[row], shape, largest)) for row in rows]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints each row with its name and mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = min(
            NAME_WIDTH, 3 * GRID + max(map(self.fontMetrics().horizontalAdvance, self._names), default=0)
        )
        for index, pixmaps in enumerate(self._rows):
            top = index * (PICTURE_SIDE + 2)
            _paint_name(painter, self, index, self._names[index], QRect(0, top, width, PICTURE_SIDE))
            for column in range(min(len(pixmaps), (self.width() - width) // (PICTURE_SIDE + 2))):
                left = width + column * (PICTURE_SIDE + 2)
                painter.drawPixmap(QRect(left, top, PICTURE_SIDE, PICTURE_SIDE), pixmaps[column])
        painter.end()


def _paint_name(painter: QPainter, widget: QWidget, index: int, name: str, area: QRect) -> None:
    draw_mark(painter, index, QPointF(area.left() + GRID, area.center().y() + 0.5), 5)
    painter.setPen(widget.palette().windowText().color())
    text = area.adjusted(2 * GRID + 2, 0, -GRID // 2, 0)
    elided = widget.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, text.width())
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)


class Scatter(QWidget):
    """Points in the plane, in the colour and mark of their class; with several labels, as pies."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scatter")
        self.setAccessibleName("Points in the plane")
        self.setToolTip("Each point is an example; a hollow ring has no label, a pie has several.")
        self._points: NDArray[Any] = np.zeros((0, 2))
        self._label_sets: NDArray[np.bool_] = np.zeros((0, 1), bool)
        self._set_of_point: NDArray[np.int64] = np.zeros(0, np.int64)

    def show_dataset(self, dataset: Dataset) -> None:
        """Takes at most a few thousand points, evenly from all of them."""
        chosen = slice(None, None, max(-(-dataset.number_of_examples // MOST_POINTS), 1))
        points, held = dataset.inputs[chosen], carries(dataset, chosen)
        known = np.isfinite(points).all(axis=1)
        self._points = points[known]
        self._label_sets, places = np.unique(held[known], axis=0, return_inverse=True)
        self._set_of_point = places.ravel()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the frame and the points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self.palette())
        painter.setBrush(theme.background)
        painter.setPen(theme.grid)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        # A mark that is drawn once and copied takes a tenth of the time.
        marks = [self._mark(np.flatnonzero(held)) for held in self._label_sets]
        for (x, y), place in zip(self._placed(), self._set_of_point, strict=True):
            painter.drawPixmap(QPointF(x - MARK_SIDE / 2, y - MARK_SIDE / 2), marks[place])
        painter.end()

    def _mark(self, labels: NDArray[np.int64]) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(MARK_SIDE * ratio), round(MARK_SIDE * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_point(painter, QPointF(MARK_SIDE / 2, MARK_SIDE / 2), labels)
        painter.end()
        return pixmap

    def _placed(self) -> NDArray[Any]:
        if not len(self._points):
            return np.zeros((0, 2))
        low, high = self._points.min(axis=0), self._points.max(axis=0)
        scale = min(
            (self.width() - 3 * GRID) / max(high[0] - low[0], 1e-9),
            (self.height() - 3 * GRID) / max(high[1] - low[1], 1e-9),
        )
        centred = (self._points - (low + high) / 2) * (scale, -scale)
        return np.asarray(centred + (self.width() / 2, self.height() / 2))

    def _paint_point(self, painter: QPainter, centre: QPointF, labels: NDArray[np.int64]) -> None:
        if len(labels) == 1:
            draw_mark(painter, int(labels[0]), centre, 3)
        elif len(labels) == 0:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme_of(self.palette()).muted, 1))
            painter.drawEllipse(centre, 3, 3)
        else:
            draw_pie(painter, centre, labels)


def draw_pie(painter: QPainter, centre: QPointF, labels: Sequence[int] | NDArray[np.int64]) -> None:
    """Draws a point that carries several labels, a slice for each in its colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    area, slice_angle = QRectF(centre.x() - 4, centre.y() - 4, 8, 8), 360 * 16 // len(labels)
    for place, label in enumerate(labels):
        painter.setBrush(class_color(int(label)))
        painter.drawPie(area, place * slice_angle, slice_angle)


def value_text(value: float) -> str:
    """Returns an input as it is shown, which may be missing."""
    if np.isnan(value):
        return "missing"
    return f"{value:.0f}" if 9999.5 <= abs(value) < 1e9 else f"{value:.4g}"


class ExamplesModel(QAbstractTableModel):
    """The examples as rows: their labels, then their inputs."""

    def __init__(self) -> None:
        super().__init__()
        self._dataset: Dataset | None = None

    def show_dataset(self, dataset: Dataset) -> None:
        """Shows another data set."""
        self.beginResetModel()
        self._dataset = dataset
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Returns the number of examples."""
        if parent.isValid() or self._dataset is None:
            return 0
        return min(self._dataset.number_of_examples, MOST_ROWS)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Returns the number of inputs and one for the labels."""
        return 0 if parent.isValid() or self._dataset is None else self._dataset.number_of_inputs + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns the name of an input or the number of an example."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or self._dataset is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        name = self._dataset.input_names[section - 1] if section else "label"
        return name if role == Qt.ItemDataRole.DisplayRole else plain_tool_tip(name)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns what a cell shows."""
        if self._dataset is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if index.column() == 0:
            label = label_text(self._dataset, index.row())
            return label if role == Qt.ItemDataRole.DisplayRole else plain_tool_tip(label)
        return value_text(self._dataset.inputs[index.row(), index.column() - 1])


class CountBars(QWidget):
    """A bar for each class: how many examples carry it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("labelCounts")
        self.setAccessibleName("Examples of each class")
        self.setToolTip("How many examples carry each class.")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: list[tuple[int, str, int]] = []
        self._more = 0

    def show_dataset(self, dataset: Dataset) -> None:
        """Counts the labels; of many classes the most frequent are shown."""
        counts = dataset.class_counts()
        order = range(len(counts))
        if len(counts) > MOST_CLASSES:
            order = sorted(order, key=lambda index: -counts[index])[:MOST_CLASSES]  # type: ignore[assignment]
        self._rows = [(index, dataset.class_names[index], int(counts[index])) for index in order]
        self._more = len(counts) - len(self._rows)
        self.setAccessibleDescription(", ".join(f"{name}: {count}" for _, name, count in self._rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Returns a line for each bar."""
        return QSize(30 * GRID, self._line() * (len(self._rows) + bool(self._more)))

    def _line(self) -> int:
        return self.fontMetrics().height() + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints mark, name, bar and count of each class."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(tabular(self.font()))
        largest = max((count for _, _, count in self._rows), default=1) or 1
        for number, row in enumerate(self._rows):
            self._paint_row(painter, number, row, largest)
        if self._more:
            painter.setPen(theme_of(self.palette()).muted)
            top = self._line() * len(self._rows)
            painter.drawText(QRect(0, top, self.width(), self._line()), 0, f"and {self._more:,} more classes")
        painter.end()

    def _paint_row(self, painter: QPainter, number: int, row: tuple[int, str, int], largest: int) -> None:
        index, name, count = row
        line, figures = self._line(), self.fontMetrics().horizontalAdvance("00,000")
        top = number * line
        _paint_name(painter, self, index, name, QRect(0, top, self._name_width(), line))
        room = self.width() - self._name_width() - figures - GRID
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(class_brush(index))
        painter.drawRect(QRectF(self._name_width(), top + 3, max(room, 0) * count / largest, line - 6))
        painter.setPen(self.palette().windowText().color())
        place = QRect(self.width() - figures, top, figures, line)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{count:,}")

    def _name_width(self) -> int:
        needed = max((self.fontMetrics().horizontalAdvance(name) for _, name, _ in self._rows), default=0)
        return min(needed + 4 * GRID, max(NAME_WIDTH, self.width() // 2))


class DataPreview(QWidget):
    """The view that suits the data, above the counts of its labels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataPreview")
        self.setAccessibleName("Preview of the data")
        self.pictures, self.scatter, self.counts = Pictures(), Scatter(), CountBars()
        self.model, self.table = ExamplesModel(), QTableView()
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

"""How many examples each class has."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.data.dataset import Dataset
from workbench.qt.palette import class_brush, tabular, theme_of
from workbench.views.panel import GRID
from workbench.views.preview.class_marks import MOST_CLASSES, NAME_WIDTH, paint_name


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
        paint_name(painter, self, index, name, QRect(0, top, self._name_width(), line))
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

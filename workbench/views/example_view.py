"""The inputs of one example, as a picture or as a list."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHeaderView, QStackedWidget, QTableView, QWidget

from workbench.qt.examples_table_model import value_text
from workbench.qt.palette import tabular, theme_of
from workbench.qt.picture import dark_on_white, picture
from workbench.qt.plain_text import plain_tool_tip

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class Picture(QWidget):
    """Pixels, enlarged without blurring."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.setObjectName("examplePicture")
        self.setAccessibleName("picture of the example")
        self.setToolTip("The input values of the example as pixels")

    def show_pixels(
        self,
        pixels: NDArray[Any],
        shape: tuple[int, int],
        limits: tuple[float, float],
        large_is_light: bool = False,
    ) -> None:
        """Shows the numbers of a picture of this height and width, one a pixel or three for a colour.

        White stands at the lower limit, as on paper, or where large numbers are light, at the upper one.
        """
        low, high = limits
        drawn = picture if large_is_light else dark_on_white
        self.image = drawn(pixels - low, shape, high - low)
        self.update()

    def sizeHint(self) -> QSize:
        """Returns a comfortable size."""
        return QSize(128, 128)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the picture as large as whole pixels go, if they do."""
        if self.image.isNull():
            return
        painter = QPainter(self)
        size = self._painted_size()
        area = QRect(0, 0, size.width(), size.height())
        area.moveCenter(self.rect().center())
        mode = Qt.TransformationMode.FastTransformation
        painter.drawImage(area, self.image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode))
        painter.setPen(theme_of(self.palette()).muted)
        painter.drawRect(area.adjusted(0, 0, -1, -1))

    def _painted_size(self) -> QSize:
        room = self.size()
        scale = min(room.width() / self.image.width(), room.height() / self.image.height())
        whole = int(scale) if scale >= 1 else scale
        return QSize(max(1, int(self.image.width() * whole)), max(1, int(self.image.height() * whole)))


class ValueModel(QAbstractTableModel):
    """Names and values of the inputs, read-only."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._values: NDArray[Any] = np.zeros(0)

    def put(self, names: Sequence[str], values: NDArray[Any]) -> None:
        """Shows another example."""
        self.beginResetModel()
        self._names, self._values = tuple(names), values
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Returns the number of inputs."""
        return 0 if parent.isValid() else len(self._values)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Returns two: name and value."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns a name or a value."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if index.column() == 1:
            return value_text(self._values[index.row()])
        name = self._names[index.row()] if index.row() < len(self._names) else f"input {index.row() + 1}"
        return name if role == Qt.ItemDataRole.DisplayRole else plain_tool_tip(name)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns the words over the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return ("input", "value")[section]
        return None


class ExampleView(QStackedWidget):
    """Shows one example."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("exampleView")
        self.setAccessibleName("the example")
        self.picture = Picture()
        self.model = ValueModel()
        self.table = QTableView()
        self._prepare_table()
        self.addWidget(self.picture)
        self.addWidget(self.table)

    def show_example(
        self,
        values: NDArray[Any],
        names: Sequence[str],
        image_shape: tuple[int, int] | None,
        limits: tuple[float, float],
        large_is_light: bool = False,
    ) -> None:
        """Shows the inputs (d,) as a picture if they have the shape of one, else as a list.

        Args:
            values: The inputs, (d,).
            names: Of the inputs.
            image_shape: Height and width of the picture, None if it is none.
            limits: The values that are black and white.
            large_is_light: Whether the larger one is white.
        """
        if image_shape is None:
            self.model.put(names, values)
            self.setCurrentWidget(self.table)
        else:
            self.picture.show_pixels(values, image_shape, limits, large_is_light)
            self.setCurrentWidget(self.picture)

    def _prepare_table(self) -> None:
        self.table.setObjectName("exampleTable")
        self.table.setAccessibleName("input values of the example")
        self.table.setToolTip("The input values of the example")
        self.table.setModel(self.model)
        self.table.setFont(tabular(self.font()))
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)


def main() -> int:
    """Shows a made-up picture by itself."""
    application = QApplication(sys.argv)
    view = ExampleView()
    view.show_example(np.random.default_rng(0).random(64), (), (8, 8), (0, 1))
    view.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())

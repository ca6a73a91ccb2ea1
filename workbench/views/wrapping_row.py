"""Lays controls in a row that goes on below where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

HORIZONTAL = Qt.Orientation.Horizontal


class WrappingRow(QLayout):
    """Gives each control its own width; those that can use more share what is left of their line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(8)

    def add_stretch(self) -> None:
        """Moves what comes after to the end of its line."""
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addWidget(gap)

    def insert_before(self, other: QWidget, widget: QWidget) -> None:
        """Puts `widget` before one that is there already."""
        self.addWidget(widget)
        places = [item.widget() for item in self._items]
        self._items.insert(places.index(other), self._items.pop())
        self.invalidate()

    # What Qt asks of a layout

    def addItem(self, item: QLayoutItem) -> None:
        """Takes one more item."""
        self._items.append(item)

    def count(self) -> int:
        """Returns how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Returns an item, None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Lets an item go."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Uses all the width there is."""
        return HORIZONTAL

    def hasHeightForWidth(self) -> bool:
        """Whether the height depends on the width, which it does."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Returns how high the lines are together."""
        lines = self._lines(width)
        return sum(map(_height, lines)) + self.spacing() * (len(lines) - 1)

    def sizeHint(self) -> QSize:
        """Returns the size of a single line."""
        shown = self._shown()
        width = sum(_least_width(item) for item in shown) + self.spacing() * (len(shown) - 1)
        return QSize(max(width, 0), _height(shown))

    def minimumSize(self) -> QSize:
        """Returns the size of the largest control."""
        shown = self._shown()
        return QSize(max(map(_least_width, shown), default=0), _height(shown))

    def setGeometry(self, rect: QRect) -> None:
        """Places the controls."""
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            self._place(line, QRect(rect.left(), top, rect.width(), _height(line)))
            top += _height(line) + self.spacing()

    # How it is done

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Returns the items of each line."""
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._shown():
            if lines[-1] and used + _least_width(item) > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += _least_width(item) + self.spacing()
        return lines

    def _place(self, line: list[QLayoutItem], room: QRect) -> None:
        free = room.width() - sum(map(_least_width, line)) - self.spacing() * (len(line) - 1)
        growing = sum(map(_can_grow, line))
        left = room.left()
        for item in line:
            width = min(_least_width(item), room.width())
            if _can_grow(item):
                width += max(free, 0) // growing
            height = item.sizeHint().height()
            top = room.top() + (room.height() - height) // 2
            item.setGeometry(QRect(QPoint(left, top), QSize(width, height)))
            left += width + self.spacing()


def _can_grow(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & HORIZONTAL)


def _least_width(item: QLayoutItem) -> int:
    return item.minimumSize().width() if _can_grow(item) else item.sizeHint().width()


def _height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)

"""Two parts beside each other where there is more width than height, else one above the other."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

TURN = 1.1
"""Width to height from which on the parts are beside each other."""


class TurningBox(QWidget):
    """Turns with the shape of the dock that it is in."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        beside: tuple[int, int] = (1, 1),
        above: tuple[int, int] = (1, 1),
        spacing: int = 8,
    ) -> None:
        """Takes the parts, with their shares of the room beside and above each other; 0 is as little as it needs."""
        super().__init__()
        self._shares = {True: beside, False: above}
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        for part in (first, second):
            self._box.addWidget(part)
        self._turn(True)

    @property
    def is_beside(self) -> bool:
        """Whether the parts are beside each other."""
        return self._box.direction() == QBoxLayout.Direction.LeftToRight

    def minimumSizeHint(self) -> QSize:
        """Returns the room for one part: the other one goes above or beside it, wherever there is more."""
        least = QSize()
        for place in range(self._box.count()):
            least = least.expandedTo(self._box.itemAt(place).minimumSize())  # type: ignore[union-attr]
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turns the parts."""
        super().resizeEvent(event)
        self._turn(self.width() > TURN * self.height())

    def _turn(self, beside: bool) -> None:
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        for place, share in enumerate(self._shares[beside]):
            self._box.setStretch(place, share)

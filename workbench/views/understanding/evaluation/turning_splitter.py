"""Two parts of a view beside each other, or above each other where that leaves them more room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

NARROW = 480
"""Pixels below which two parts beside each other would both be too narrow."""


class TurningSplitter(QSplitter):
    """Shares its room between two parts, until a person moves the handle."""

    def __init__(self, left: QWidget, right: QWidget, share: float = 0.5) -> None:
        """The left part gets `share` of the room, from 0 to 1."""
        super().__init__(Qt.Orientation.Horizontal)
        self._share, self._by_hand = share, False
        self.setChildrenCollapsible(False)
        for side in (left, right):
            self.addWidget(side)
        self.splitterMoved.connect(self._moved)

    def share_room(self) -> None:
        """Gives each part its share."""
        if self._by_hand:
            return
        upright = self.orientation() == Qt.Orientation.Vertical
        room = (self.height() if upright else self.width()) - self.handleWidth()
        first = self.first_part(room, upright)
        self.setSizes([first, room - first])

    def first_part(self, room: int, upright: bool) -> int:
        """Returns how many of `room` pixels the first part gets, where the parts stand above each other or not."""
        return round(self._share * room)

    def _moved(self) -> None:
        self._by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turns where that gives more room, and shares it."""
        super().resizeEvent(event)
        upright = self.width() < min(NARROW, self.height())
        orientation = Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal
        if orientation != self.orientation():
            self._by_hand = False
            self.setOrientation(orientation)
        self.share_room()

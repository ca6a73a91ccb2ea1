"""A view that is made when it is first seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class LazyView(QWidget):
    """Stands in a dock for a view that costs nothing before somebody looks at it.

    Attributes:
        view: The view, once it was seen.
    """

    def __init__(self, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self._make = make
        self.view: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Has the view made, after the frame that is being painted."""
        super().showEvent(event)
        if self.view is None:
            QTimer.singleShot(0, self, self.fill)

    def set_on_top(self, on_top: bool) -> None:
        """Hides the view while its dock is behind another tab, which Qt itself does not: so it costs nothing there.

        When the tab comes to the front again the view is shown, and catches up.
        """
        if self.view is not None:
            self.view.setVisible(on_top)

    def fill(self) -> None:
        """Makes the view, if that was not done yet."""
        if self.view is None:
            self.view = self._make()
            # A change of tabs must not change the size of the docks.
            policy = self.view.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            self.view.setSizePolicy(policy)
            self._column.addWidget(self.view)

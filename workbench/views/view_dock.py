"""A dock that can be moved, closed, and shown alone over the whole screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QToolButton,
    QWidget,
)

from workbench.qt.resources import icon
from workbench.views.lazy_view import LazyView

PROJECTOR_SCALE = 1.6
"""How much larger text is over the whole screen, to be read from the back of a room."""


class DockTitle(QWidget):
    """The title of a dock with its three buttons: whole screen, own window, close."""

    def __init__(self, dock: ViewDock) -> None:
        super().__init__(dock)
        self._dock = dock
        self._label = QLabel(dock.windowTitle())
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        dock.windowTitleChanged.connect(self._label.setText)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 2, 2)
        row.setSpacing(0)
        row.addWidget(self._label, 1)
        title, pixmap = dock.windowTitle(), QStyle.StandardPixmap
        self.whole_screen = self._button(
            "WholeScreen", f"Show {title} alone over the whole screen.", dock.toggle_whole_screen
        )
        own_window = self._button(
            "OwnWindow", f"Put {title} in a window of its own, or back.", dock.toggle_floating
        )
        own_window.setIcon(self.style().standardIcon(pixmap.SP_TitleBarNormalButton))
        close = self._button("Close", f"Close {title}; the View menu brings it back.", dock.close)
        close.setIcon(self.style().standardIcon(pixmap.SP_TitleBarCloseButton))
        for button in (self.whole_screen, own_window, close):
            row.addWidget(button)
        self._tint()

    def _button(self, name: str, tool_tip: str, action: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"{self._dock.objectName()}{name}")
        button.setAccessibleName(tool_tip)
        button.setToolTip(tool_tip)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: action())
        return button

    def _tint(self) -> None:
        self.whole_screen.setIcon(icon("expand", self.palette()))

    def changeEvent(self, event: QEvent) -> None:
        """Tints the icon to a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "whole_screen"):
            self._tint()


class ViewDock(QDockWidget):
    """Holds one view. Escape leaves the whole screen.

    Attributes:
        over_whole_screen: Whether the view is alone over the screen; Qt's own state forgets it with the geometry.
    """

    def __init__(self, name: str, title: str, view: QWidget, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setWidget(view)
        self.visibilityChanged.connect(self._tell_view)
        self.over_whole_screen = False
        self._was_floating = False
        self.setTitleBarWidget(DockTitle(self))
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.leave_whole_screen)

    def _tell_view(self, on_top: bool) -> None:
        view = self.widget()
        if isinstance(view, LazyView):
            # Qt takes a dock that leaves its tabs for one that is still behind them.
            view.set_on_top(on_top or (self.isVisible() and self.isFloating()))

    def toggle_floating(self) -> None:
        """Moves the dock into a window of its own, or back."""
        self.leave_whole_screen()
        self.setFloating(not self.isFloating())

    def toggle_whole_screen(self) -> None:
        """Shows the view alone over the whole screen, or puts it back."""
        if self.over_whole_screen:
            self.leave_whole_screen()
            return
        self.over_whole_screen = True
        self._was_floating = self.isFloating()
        self.setFloating(True)
        self.showFullScreen()
        # Not every window system lets a dock's window fill the screen by itself.
        self.setGeometry(self.screen().geometry())
        self._enlarge_text(PROJECTOR_SCALE)

    def leave_whole_screen(self) -> None:
        """Puts the view back where it was."""
        if self.over_whole_screen:
            self.over_whole_screen = False
            self._enlarge_text(1.0)
            self.showNormal()
            self.setFloating(self._was_floating)

    def _enlarge_text(self, scale: float) -> None:
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * scale)
        self.widget().setFont(font)

"""Shows program text, with what changed last marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import (
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from workbench.qt.palette import mixed, theme_of
from workbench.qt.python_highlighter import PythonHighlighter
from workbench.views.panel import GRID

MARK_WIDTH = GRID // 2
MARGIN = 2 * GRID
TINT = 0.16
"""How much of the accent colour lies behind a changed line: enough to be seen, little enough to read on."""


class CodeView(QPlainTextEdit):
    """Read-only Python. Changed lines have a tint behind them and a bar in the margin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codeView")
        self.setAccessibleName("Code")
        self.setToolTip(
            "Python that does this run by itself, or replaces the head of an opened model. What the last edit changed is marked."
        )
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._changed: tuple[int, ...] = ()
        self._highlighter = PythonHighlighter(self.document(), theme_of(self.palette()))
        self._margin = _Margin(self)
        self.setViewportMargins(MARGIN, 0, 0, 0)
        self.updateRequest.connect(self._update_margin)

    @property
    def changed(self) -> tuple[int, ...]:
        """The marked lines, from 0."""
        return self._changed

    def set_code(self, text: str, changed: Sequence[int] = ()) -> None:
        """Shows `text` with some lines marked; what is in sight stays where it is."""
        if text != self.toPlainText():
            bars = self.verticalScrollBar(), self.horizontalScrollBar()
            places = [bar.value() for bar in bars]
            self.setPlainText(text)
            for bar, place in zip(bars, places, strict=True):
                bar.setValue(place)
        self._changed = tuple(changed)
        self._mark()

    def show_next_change(self) -> None:
        """Scrolls to the marked lines below what is in sight, and from the last ones back to the first."""
        begins = [line for line in self._changed if line - 1 not in self._changed]
        last = self.cursorForPosition(self.viewport().rect().bottomLeft()).blockNumber()
        line = next((line for line in begins if line >= last), begins[0] if begins else 0)
        self.verticalScrollBar().setValue(line - 1)

    def set_point_size(self, size: float) -> None:
        """Makes the text as large as that of the views around it."""
        font = self.font()
        font.setPointSizeF(size)
        self.setFont(font)

    def _mark(self) -> None:
        theme = theme_of(self.palette())
        tint = mixed(theme.background, theme.accent, TINT)
        selections = []
        for line in self._changed:
            selection = QTextEdit.ExtraSelection()
            selection.format.setBackground(tint)
            selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            selection.cursor = QTextCursor(self.document().findBlockByNumber(line))
            selections.append(selection)
        self.setExtraSelections(selections)
        self._margin.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follows a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_margin"):
            self._highlighter.set_theme(theme_of(self.palette()))
            self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the margin beside the text."""
        super().resizeEvent(event)
        area = self.contentsRect()
        self._margin.setGeometry(QRect(area.left(), area.top(), MARGIN, area.height()))

    def _update_margin(self, _area: QRect, _moved: int) -> None:
        self._margin.update()

    def paint_marks(self, painter: QPainter) -> None:
        """Draws a bar beside each changed line in sight."""
        marked, color = set(self._changed), theme_of(self.palette()).accent
        block = self.firstVisibleBlock()
        while block.isValid() and block.isVisible():
            area = self._area(block)
            if area.top() > self.viewport().height():
                break
            if block.blockNumber() in marked:
                painter.fillRect(GRID // 2, area.top(), MARK_WIDTH, area.height(), color)
            block = block.next()

    def _area(self, block: QTextBlock) -> QRect:
        return self.blockBoundingGeometry(block).translated(self.contentOffset()).toAlignedRect()


class _Margin(QWidget):
    """The strip left of the text."""

    def __init__(self, view: CodeView) -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme_of(self.palette()).background)
        self._view.paint_marks(painter)
        painter.end()

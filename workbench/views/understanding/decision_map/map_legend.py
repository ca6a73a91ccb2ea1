"""What the colours of a map stand for, and the probabilities at the place that is read."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QHelpEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.qt.palette import class_color, tabular, theme_of
from workbench.views.understanding.decision_map.example_marks import example_mark, part_mark

NOBODY, LEARNED, CHECKED, UNLABELLED, PLAIN = "nobody", "learned", "checked", "unlabelled", "plain"
"""What stands before a row that is of no class."""

MARK_WIDTH = 22


@dataclass(frozen=True)
class LegendRow:
    """One line of the legend.

    Attributes:
        mark: The class whose mark stands before it, or what else does.
        name: What it is.
        value: A number, in words; empty for none.
        share: How long its bar is, from 0 to 1; None for no bar.
        is_said: Whether the network says so at the place that is read.
    """

    mark: int | str
    name: str
    value: str = ""
    share: float | None = None
    is_said: bool = False


class MapLegend(QWidget):
    """Rows with a mark, a name, a bar and a number; as many as fit, and how many more there are."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("decisionMapLegend")
        self.setAccessibleName("What the colours mean, and the probabilities at the place that is read")
        self.setToolTip("Point at the map to read all probabilities at a place.")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(150, 60)
        self.title = ""
        self.rows: tuple[LegendRow, ...] = ()
        self.footer: tuple[LegendRow, ...] = ()

    def sizeHint(self) -> QSize:
        """Returns room for all rows."""
        return QSize(230, self.row_height * (len(self.rows) + len(self.footer) + 1))

    @property
    def row_height(self) -> int:
        """Pixels from one row to the next."""
        return self.fontMetrics().height() + 4

    def show_rows(self, title: str, rows: tuple[LegendRow, ...], footer: tuple[LegendRow, ...]) -> None:
        """Shows the rows of the classes, and beneath them what belongs to no class, which is never left out."""
        if (title, rows, footer) == (self.title, self.rows, self.footer):
            return
        self.title, self.rows, self.footer = title, rows, footer
        spoken = ", ".join(f"{row.name} {row.value}".strip() for row in (*rows[:10], *footer))
        self.setAccessibleDescription(f"{title}: {spoken}")
        self.update()

    def shown_rows(self) -> tuple[LegendRow, ...]:
        """Returns the rows that there is room for, the last one saying how many more there are."""
        room = max(self.height() // self.row_height - 1 - len(self.footer), 1)
        if len(self.rows) <= room:
            return self.rows + self.footer
        more = LegendRow(PLAIN, f"and {len(self.rows) - room + 1} more")
        return (*self.rows[: room - 1], more, *self.footer)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the title and the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(tabular(self.font()))
        painter.setPen(theme_of(self.palette()).muted)
        title = self.fontMetrics().elidedText(self.title, Qt.TextElideMode.ElideRight, self.width() - 8)
        painter.drawText(
            QRectF(4, 0, self.width() - 8, self.row_height), Qt.AlignmentFlag.AlignVCenter, title
        )
        for number, row in enumerate(self.shown_rows()):
            self._paint_row(
                painter, row, QRectF(4, (number + 1) * self.row_height, self.width() - 8, self.row_height)
            )
        painter.end()

    def _paint_row(self, painter: QPainter, row: LegendRow, area: QRectF) -> None:
        theme, flags = theme_of(self.palette()), Qt.AlignmentFlag
        if row.share is not None and isinstance(row.mark, int):
            color = class_color(row.mark)
            color.setAlphaF(0.45)
            within = area.adjusted(MARK_WIDTH, 1, 0, -1)
            painter.fillRect(
                QRectF(within.left(), within.top(), within.width() * row.share, within.height()), color
            )
        self._paint_mark(painter, row.mark, QPointF(area.left() + 9, area.center().y()))
        font = QFont(painter.font())
        font.setBold(row.is_said)
        painter.setFont(font)
        painter.setPen(theme.muted if row.mark == PLAIN else theme.foreground)
        value_width = painter.fontMetrics().horizontalAdvance(row.value) + 6
        text = area.adjusted(MARK_WIDTH + 3, 0, -value_width - 4, 0)
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, int(text.width()))
        painter.drawText(text, flags.AlignVCenter | flags.AlignLeft, name)
        painter.drawText(area.adjusted(0, 0, -3, 0), flags.AlignVCenter | flags.AlignRight, row.value)
        font.setBold(False)
        painter.setFont(font)

    def _paint_mark(self, painter: QPainter, mark: int | str, centre: QPointF) -> None:
        theme = theme_of(self.palette())
        if mark == NOBODY:
            painter.setPen(theme.muted)
            painter.setBrush(QBrush(theme.chance, Qt.BrushStyle.BDiagPattern))
            painter.drawRect(QRectF(centre.x() - 8, centre.y() - 6, 16, 12))
        elif mark != PLAIN:
            picture = self._picture(mark)
            half = picture.deviceIndependentSize().width() / 2
            painter.drawPixmap(centre - QPointF(half, half), picture)

    def _picture(self, mark: int | str) -> QPixmap:
        theme, ratio = theme_of(self.palette()), self.devicePixelRatioF()
        if isinstance(mark, int) or mark == UNLABELLED:
            labels = (mark,) if isinstance(mark, int) else ()
            return example_mark(labels, False, theme.foreground.name(), theme.background.name(), ratio)
        return part_mark(mark == CHECKED, theme, ratio)

    def event(self, event: QEvent) -> bool:
        """Shows the whole text of a row, which may be cut short, under the pointer."""
        if isinstance(event, QHelpEvent):
            shown, number = self.shown_rows(), event.pos().y() // self.row_height - 1
            if 0 <= number < len(shown):
                QToolTip.showText(event.globalPos(), f"{shown[number].name} {shown[number].value}", self)
                return True
        return super().event(event)

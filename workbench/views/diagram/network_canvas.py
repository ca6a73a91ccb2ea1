"""What the diagram of the network is painted on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from workbench.qt.neurons.neuron_columns import HEAD, INPUTS, NeuronColumn
from workbench.qt.palette import theme_of
from workbench.views.diagram.block import Block
from workbench.views.neurons.neuron_drawing import (
    DrawnColumn,
    draw_columns,
    drawn_columns,
    height_of,
    neuron_words,
    place_of,
)
from workbench.views.panel import GRID

ARROW = 2 * GRID
NARROWEST, WIDEST = 7 * GRID, 18 * GRID
HINT = (
    "The network from inputs to head. Click a layer or use the arrow keys to choose it. Of data with two inputs each "
    "neuron shows where it answers above 0 and where below; a link is as thick as its weight is large."
)
NO_LAYER_TEXT = "no hidden layer: logistic regression"


class NetworkCanvas(QWidget):
    """Paints the blocks; as wide as they need."""

    layer_clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("networkCanvas")
        self.setAccessibleName("Network from inputs to head")
        self.setToolTip(HINT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.blocks: tuple[Block, ...] = ()
        self.places: list[QRect] = []
        self.selected = -1
        self._columns: tuple[NeuronColumn, ...] = ()
        self._drawn: tuple[DrawnColumn, ...] = ()
        self._classes = 0

    def show_blocks(self, blocks: tuple[Block, ...]) -> None:
        """Lays the blocks out."""
        self.blocks = blocks
        self.setAccessibleDescription(" ▸ ".join(block.text for block in blocks))
        self._lay_out()

    def show_neurons(self, columns: tuple[NeuronColumn, ...], classes: int) -> None:
        """Draws what the neurons answer beneath the blocks; no columns for nothing."""
        before = height_of(self._columns, self.fontMetrics().height())
        self._columns, self._classes = columns, classes
        self._drawn = drawn_columns(columns, classes, theme_of(self.palette()))
        if height_of(columns, self.fontMetrics().height()) != before:
            self._lay_out()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Lays out again when the letters change their size, and takes the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()
        if event.type() == QEvent.Type.PaletteChange:
            self.show_neurons(self._columns, self._classes)

    def _lay_out(self) -> None:
        left, height = GRID // 2, self._block_height()
        self.places = []
        for block in self.blocks:
            width = self._block_width(block)
            self.places.append(QRect(left, GRID // 2, width, height))
            left += width + ARROW
        neurons = height_of(self._columns, self.fontMetrics().height())
        self.setFixedSize(max(left - ARROW + GRID // 2, 1), self._neurons_top() + neurons + GRID // 2)
        self.update()

    def _neurons_top(self) -> int:
        return GRID // 2 + self._block_height() + self._caption_height()

    def _caption_height(self) -> int:
        return 0 if self._has_layers() else self.fontMetrics().height() + GRID // 2

    def _has_layers(self) -> bool:
        return any(block.layer is not None or block.is_opened for block in self.blocks)

    def _block_height(self) -> int:
        return self.fontMetrics().lineSpacing() * 3 + GRID

    def _block_width(self, block: Block) -> int:
        bold = QFont(self.font())
        bold.setBold(True)
        title = QFontMetrics(bold).horizontalAdvance(block.title)
        lines = (block.detail, block.output)
        needed = max(title, *(self.fontMetrics().horizontalAdvance(line) for line in lines)) + 3 * GRID
        return min(max(needed, NARROWEST), WIDEST)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the blocks that can be seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, place in enumerate(self.places):
            if place.adjusted(0, 0, ARROW, 0).intersects(event.rect()):
                self._paint_block(painter, index)
        if not self._has_layers():
            self._paint_caption(painter)
        if self._drawn:
            theme = theme_of(self.palette())
            draw_columns(painter, self._drawn, self._column_places(), self._neurons_top(), theme)
        painter.end()

    def _column_places(self) -> dict[int, QRect]:
        """Returns the places of the blocks that have neurons, by the block of their column."""
        layers = [block.layer for block in self.blocks if block.layer is not None]
        names = (INPUTS, *layers, len(layers), HEAD)
        return dict(zip(names, self.places, strict=False))

    def _paint_block(self, painter: QPainter, index: int) -> None:
        place, block, theme = self.places[index], self.blocks[index], theme_of(self.palette())
        chosen = block.layer is not None and block.layer == self.selected
        base = QPalette.ColorRole.Button if block.layer is not None else QPalette.ColorRole.Window
        painter.setBrush(theme.background if chosen else self.palette().color(base))
        pen = QPen(theme.accent if chosen else theme.muted, 3 if chosen else 1)
        if block.layer is None:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(place, 6, 6)
        self._paint_lines(painter, place.adjusted(GRID, GRID // 2, -GRID, -GRID // 2), block)
        if index + 1 < len(self.places):
            gap = QRect(place.right(), place.top(), ARROW + 2, place.height())
            painter.setPen(theme.muted)
            painter.drawText(gap, Qt.AlignmentFlag.AlignCenter, "▸")

    def _paint_lines(self, painter: QPainter, area: QRect, block: Block) -> None:
        theme, spacing = theme_of(self.palette()), self.fontMetrics().lineSpacing()
        for number, line in enumerate((block.title, block.detail, block.output)):
            font = QFont(self.font())
            font.setBold(number == 0)
            painter.setFont(font)
            painter.setPen(
                theme.muted if number == 2 else self.palette().color(QPalette.ColorRole.WindowText)
            )
            place = QRect(area.left(), area.top() + number * spacing, area.width(), spacing)
            text = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(self.font())

    def _paint_caption(self, painter: QPainter) -> None:
        painter.setPen(theme_of(self.palette()).muted)
        area = self.rect().adjusted(GRID // 2, self._block_height() + GRID // 2, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, NO_LAYER_TEXT)

    def block_at(self, point: QPoint) -> Block | None:
        """Returns the block under `point`."""
        hits = (block for place, block in zip(self.places, self.blocks) if place.contains(point))
        return next(hits, None)

    def neuron_text(self, point: QPoint) -> str:
        """Returns what the neuron under `point` is; empty where there is none."""
        places, top = self._column_places(), self._neurons_top()
        for column in self._columns:
            for row in range(len(column.maps)):
                block = places.get(column.block)
                if block is not None and place_of(block, row, top).contains(point):
                    return neuron_words(column, row)
        return ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses the layer under the pointer."""
        block = self.block_at(event.position().toPoint())
        if block is not None and block.layer is not None:
            self.layer_clicked.emit(block.layer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Chooses the layer to the left or to the right."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        layers = sum(block.layer is not None for block in self.blocks)
        if not step or not layers:
            super().keyPressEvent(event)
            return
        self.layer_clicked.emit(min(max(self.selected + step, 0), layers - 1))

    def event(self, event: QEvent) -> bool:
        """Shows the whole text of a block, which may be cut short, or of a neuron, under the pointer."""
        if isinstance(event, QHelpEvent):
            block = self.block_at(event.pos())
            text = block.text if block else self.neuron_text(event.pos())
            if text:
                QToolTip.showText(event.globalPos(), text, self)
                return True
        return super().event(event)

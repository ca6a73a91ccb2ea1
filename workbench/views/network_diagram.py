"""The network as boxes that data flows through, from left to right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from workbench.qt.document import Document
from workbench.qt.layer_table_model import LayerTableModel

BOX_WIDTH, BOX_HEIGHT, GAP = 92, 52, 20


class NetworkDiagram(QWidget):
    """Inputs, layers, logits and head; a click selects a layer."""

    layer_clicked = Signal(int)

    def __init__(self, document: Document, model: LayerTableModel) -> None:
        super().__init__()
        self._document, self._model = document, model
        self._selected = -1
        self.setObjectName("networkDiagram")
        self.setAccessibleName("Diagram of the network")
        self.setToolTip("Click a layer to see its settings.")
        document.project_changed.connect(self._project_changed)
        self._fit()

    def _project_changed(self, parts: frozenset[str]) -> None:
        self._fit()

    def _fit(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.setAccessibleDescription(" to ".join(title for title, _ in self.boxes()))
        self.update()

    def sizeHint(self) -> QSize:
        """Returns the size of all boxes in a row."""
        return QSize(len(self.boxes()) * (BOX_WIDTH + GAP), BOX_HEIGHT + 8)

    def boxes(self) -> list[tuple[str, str]]:
        """Returns title and second line of each box."""
        rows = [self._model.row_texts(row) for row in range(self._model.rowCount())]
        layers = [(f"{kind}", f"{settings or output}") for kind, settings, output, _ in rows[:-1]]
        inputs = f"{self._document.dataset.number_of_inputs} inputs"
        return [("Data", inputs), *layers, ("Logits", rows[-1][2]), ("Head", self._document.project.head.activation)]

    def select(self, layer: int) -> None:
        """Highlights a layer."""
        self._selected = layer
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tells which layer was clicked."""
        layer = int(event.position().x() // (BOX_WIDTH + GAP)) - 1
        if 0 <= layer < len(self._document.project.layers):
            self.layer_clicked.emit(layer)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws boxes and arrows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self.boxes()
        for index, (title, second) in enumerate(boxes):
            place = QRectF(index * (BOX_WIDTH + GAP) + 2, 4, BOX_WIDTH, BOX_HEIGHT)
            self._paint_box(painter, place, title, second, index - 1 == self._selected, index == len(boxes) - 1)
            if index + 1 < len(boxes):
                painter.drawText(QRectF(place.right(), 4, GAP, BOX_HEIGHT), Qt.AlignmentFlag.AlignCenter, "▸")

    def _paint_box(self, painter: QPainter, place: QRectF, title: str, second: str, selected: bool, head: bool) -> None:
        palette = self.palette()
        painter.setBrush(palette.alternateBase() if not head else palette.highlight())
        painter.setPen(QPen(palette.highlight() if selected else palette.mid(), 2 if selected else 1))
        painter.drawRoundedRect(place, 6, 6)
        painter.setPen(palette.highlightedText().color() if head else palette.text().color())
        middle = Qt.AlignmentFlag.AlignCenter
        metrics = painter.fontMetrics()
        for text, top in ((title, 4), (second, BOX_HEIGHT / 2)):
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, BOX_WIDTH - 8)
            painter.drawText(QRectF(place.x(), place.y() + top, BOX_WIDTH, BOX_HEIGHT / 2 - 4), middle, elided)
        painter.setPen(palette.text().color())

"""The network as a row of blocks, from the inputs to the head."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from workbench.qt.document import Document
from workbench.qt.neurons.neuron_columns import NeuronColumn
from workbench.views.diagram.block import Block, blocks_of
from workbench.views.diagram.network_canvas import ARROW, NetworkCanvas
from workbench.views.panel import GRID, run_alone


class NetworkDiagram(QScrollArea):
    """The blocks in a strip that scrolls sideways.

    Attributes:
        layer_clicked: Emitted with the row of the layer that was chosen by mouse or key.
    """

    layer_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("networkDiagram")
        self.setAccessibleName("Diagram of the network")
        self.setToolTip("The network from inputs to head.")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.canvas = NetworkCanvas()
        self.canvas.layer_clicked.connect(self.layer_clicked)
        self.setWidget(self.canvas)

    def set_blocks(self, blocks: tuple[Block, ...]) -> None:
        """Shows `blocks`."""
        self.canvas.show_blocks(blocks)
        self.setFixedHeight(self.sizeHint().height())

    def show_neurons(self, columns: tuple[NeuronColumn, ...], classes: int) -> None:
        """Draws what the neurons answer beneath the blocks, for data with `classes` classes; no columns for nothing."""
        self.canvas.show_neurons(columns, classes)
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """Returns the height of the blocks and a scroll bar."""
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(40 * GRID, self.canvas.height() + bar)

    def select(self, layer: int) -> None:
        """Highlights the block of the layer in row `layer`, and scrolls to it; -1 for none."""
        self.canvas.selected = layer
        self.canvas.update()
        for block, place in zip(self.canvas.blocks, self.canvas.places):
            if block.layer is not None and block.layer == layer:
                self.ensureVisible(place.center().x(), place.center().y(), place.width() // 2 + ARROW, 0)


def _alone(document: Document) -> QWidget:
    diagram = NetworkDiagram()
    diagram.set_blocks(blocks_of(document))
    diagram.layer_clicked.connect(diagram.select)
    return diagram


def main() -> int:
    """Shows the diagram in a window of its own."""
    return run_alone(_alone)


if __name__ == "__main__":
    raise SystemExit(main())

"""The diagram says what the network is."""

from __future__ import annotations

import msgspec

from workbench.qt.document import Document
from workbench.views.diagram.block import blocks_of
from workbench.views.network_diagram import NetworkDiagram


def test_blocks_run_from_inputs_to_head(qtbot) -> None:
    document = Document()
    assert [block.title for block in blocks_of(document)] == ["Inputs", "Dense", "Dropout", "Logits", "Head"]
    assert [block.layer for block in blocks_of(document)] == [None, 0, 1, None, None]


def test_it_paints_with_and_without_layers(qtbot) -> None:
    document, diagram = Document(), NetworkDiagram()
    qtbot.addWidget(diagram)
    diagram.set_blocks(blocks_of(document))
    tall = diagram.canvas.height()
    diagram.grab()
    document.edit("Remove all", msgspec.structs.replace(document.project, layers=()))
    diagram.set_blocks(blocks_of(document))
    assert diagram.canvas.height() > tall
    assert "▸" in diagram.canvas.accessibleDescription()
    diagram.grab()

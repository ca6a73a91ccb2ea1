"""The table of layers edits the document, one undo step at a time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt

from workbench.core.layers import LAYERS
from workbench.core.projects.checked_project import MOST_LAYERS
from workbench.qt.document import Document
from workbench.qt.layer_table_model import LAYER, PARAMETERS, SETTINGS, LayerTableModel, total_parameters


@pytest.fixture
def document(qapp) -> Document:
    return Document()


@pytest.fixture
def model(document: Document, qtmodeltester) -> LayerTableModel:
    model = LayerTableModel(document)
    qtmodeltester.check(model)
    return model


def kinds(document: Document) -> list[str]:
    return [layer.kind for layer in document.project.layers]


def test_it_shows_the_layers_and_the_logits(model: LayerTableModel, document: Document) -> None:
    cells = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    assert cells[0] == ["Dense", "64 relu", "64", "4,160"]
    assert cells[1][:2] == ["Dropout", "0.2"]
    assert cells[2] == ["10 logits", "to softmax", "10", "650"]
    assert total_parameters(document) == 4810


@pytest.mark.parametrize("kind", LAYERS)
def test_every_kind_can_be_added_and_taken_back(
    model: LayerTableModel, document: Document, kind: str
) -> None:
    assert model.add(kind, 1)
    assert kinds(document) == ["Dense", kind, "Dropout"]
    assert document.undo_stack.undoText() == f"Add {kind} layer"
    document.undo_stack.undo()
    assert kinds(document) == ["Dense", "Dropout"]


def test_moves_copies_and_removals_are_single_steps(model: LayerTableModel, document: Document) -> None:
    assert model.move(0, 1)
    assert kinds(document) == ["Dropout", "Dense"]
    assert model.duplicate(1)
    assert kinds(document) == ["Dropout", "Dense", "Dense"]
    assert model.remove(0)
    assert kinds(document) == ["Dense", "Dense"]
    assert document.undo_stack.count() == 3
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert kinds(document) == ["Dense", "Dropout"]


def test_the_logits_cannot_be_changed(model: LayerTableModel, document: Document) -> None:
    last = model.rowCount() - 1
    assert not model.remove(last) and not model.duplicate(last) and not model.move(last, 0)
    assert not model.setData(model.index(last, SETTINGS), "5")
    assert not model.flags(model.index(last, LAYER)) & Qt.ItemFlag.ItemIsDragEnabled
    assert document.undo_stack.count() == 0


@pytest.mark.parametrize("target, expected", [(2, ["Dropout", "Dense"]), (1, ["Dense", "Dropout"])])
def test_a_row_can_be_dropped(model, document: Document, target: int, expected: list[str]) -> None:
    mime = model.mimeData([model.index(0, 0)])
    model.dropMimeData(mime, Qt.DropAction.MoveAction, target, 0, QModelIndex())
    assert kinds(document) == expected


def test_edits_of_one_setting_join_into_one_step(model: LayerTableModel, document: Document) -> None:
    assert model.setData(model.index(0, SETTINGS), "32")
    assert model.setData(model.index(0, SETTINGS), "16")
    assert document.project.layers[0].options["units"] == 16
    assert model.index(0, PARAMETERS).data() == "1,040"
    document.undo_stack.undo()
    assert document.project.layers[0].options["units"] == 64


@pytest.mark.parametrize("text", ["0", "many", "1.5", "1e400"])
def test_what_does_not_fit_is_refused(qtbot, model: LayerTableModel, document: Document, text: str) -> None:
    with qtbot.waitSignal(model.refused):
        assert not model.setData(model.index(0, SETTINGS), text)
    assert document.project.layers[0].options["units"] == 64


def test_a_layer_too_many_is_refused(qtbot, model: LayerTableModel) -> None:
    while model.number_of_layers < MOST_LAYERS:
        assert model.add("Dense")
    with qtbot.waitSignal(model.refused):
        assert not model.add("Dense")

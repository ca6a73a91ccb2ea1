"""Edits of the document: undo, joining, the clean mark and the signals."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from workbench.core.errors import UserError
from workbench.core.imported.graph import (
    INPUT,
    Argument,
    Call,
    Ends,
    Graph,
    GraphLayer,
    Ref,
)
from workbench.core.imported.imported_model import ImportedModel
from workbench.core.imported.model_weights import ModelWeights
from workbench.core.labels import LabelKind
from workbench.core.project import DataChoice, Project
from workbench.core.projects.checked_project import checked, starting_project
from workbench.core.projects.head_edits import with_head
from workbench.core.projects.layer_text import parse_layers
from workbench.core.projects.training_edits import with_optimizer
from workbench.qt.document import PARTS, Document


@pytest.fixture
def document(qtbot: QtBot) -> Document:
    return Document()


def with_seed(project: Project, seed: int) -> Project:
    return msgspec.structs.replace(project, seed=seed)


def with_epochs(project: Project, epochs: int) -> Project:
    return msgspec.structs.replace(project, training=msgspec.structs.replace(project.training, epochs=epochs))


def an_opened_model() -> ImportedModel:
    """Returns a model of 64 inputs that are its logits' only layer below it."""
    layers = GraphLayer("inputs", INPUT, {"shape": [64]}), GraphLayer("logits", "Dense", {"units": 10})
    calls = Call(0), Call(1, (Argument((Ref(0),)),))
    graph = Graph("model", "sequential", layers, calls, Ends((Ref(0),)), Ends((Ref(1),)))
    return ImportedModel("model.keras", graph, ModelWeights([np.zeros((64, 10), np.float32)]))


def edits_of(project: Project) -> dict[str, Project]:
    """Returns one edit for each part of a project."""
    return {
        "data": msgspec.structs.replace(project, data=DataChoice("wine")),
        "layers": msgspec.structs.replace(project, layers=parse_layers("8:tanh")),
        "imported": msgspec.structs.replace(project, imported=an_opened_model()),
        "head": with_head(project, "sigmoid", LabelKind.CLASS_INDEX),
        "training": with_epochs(project, 7),
        "seed": with_seed(project, 4),
    }


def test_it_opens_with_the_starting_project(document: Document) -> None:
    assert document.project == starting_project()
    assert document.path is None
    assert document.undo_stack.isClean() and not document.undo_stack.canUndo()


def test_it_knows_the_data_and_the_head(document: Document) -> None:
    assert document.dataset.name == "digits"
    assert document.label_kind is LabelKind.CLASS_INDEX
    assert document.head.activation == "softmax"


@pytest.mark.parametrize("part", PARTS)
def test_the_signal_tells_exactly_the_part_that_differs(document: Document, qtbot: QtBot, part: str) -> None:
    with qtbot.waitSignal(document.project_changed, timeout=1000) as caught:
        document.edit(f"Change {part}", edits_of(document.project)[part])
    assert caught.args == [frozenset({part})]
    with qtbot.waitSignal(document.project_changed, timeout=1000) as caught:
        document.undo_stack.undo()
    assert caught.args == [frozenset({part})]
    assert document.project == starting_project()


def test_parts_are_the_fields_of_a_project() -> None:
    assert Project.__struct_fields__ == PARTS


def test_an_edit_of_several_parts_tells_all(document: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(document.project_changed, timeout=1000) as caught:
        document.edit("Change much", with_seed(with_optimizer(document.project, "SGD"), 2))
    assert caught.args == [frozenset({"training", "seed"})]


def test_undo_and_redo_walk_through_all_edits(document: Document) -> None:
    states = [document.project]
    for seed in (1, 2, 3):
        document.edit("Change the seed", with_seed(document.project, seed))
        states.append(document.project)
    for state in reversed(states[:-1]):
        document.undo_stack.undo()
        assert document.project == state
    for state in states[1:]:
        document.undo_stack.redo()
        assert document.project == state


def test_the_undo_menu_shows_the_words_of_the_edit(document: Document) -> None:
    document.edit("Use the sigmoid head", edits_of(document.project)["head"])
    assert document.undo_stack.undoText() == "Use the sigmoid head"


def test_an_edit_after_undo_drops_what_was_undone(document: Document) -> None:
    document.edit("Change the seed", with_seed(document.project, 1))
    document.undo_stack.undo()
    document.edit("Change the seed", with_seed(document.project, 2))
    assert not document.undo_stack.canRedo()
    assert document.project.seed == 2


def test_an_edit_that_changes_nothing_is_no_step(document: Document, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(document.project_changed):
        document.edit("Change nothing", document.project)
    assert document.undo_stack.count() == 0


def test_an_edit_is_completed_with_defaults(document: Document) -> None:
    document.edit("Clear", Project())
    assert document.project == checked(Project())


def test_a_value_out_of_range_changes_nothing(document: Document, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(document.project_changed), pytest.raises(UserError, match="Seed is -1"):
        document.edit("Change the seed", with_seed(document.project, -1))
    assert document.project == starting_project()
    assert document.undo_stack.count() == 0


def test_edits_with_the_same_word_become_one_step(document: Document) -> None:
    for epochs in (51, 52, 53):
        document.edit("Change the epochs", with_epochs(document.project, epochs), merge="epochs")
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.project == starting_project()
    document.undo_stack.redo()
    assert document.project.training.epochs == 53


def test_edits_with_other_words_or_none_stay_apart(document: Document) -> None:
    document.edit("Change the epochs", with_epochs(document.project, 51), merge="epochs")
    document.edit("Change the seed", with_seed(document.project, 1), merge="seed")
    document.edit("Change the seed", with_seed(document.project, 2))
    document.edit("Change the seed", with_seed(document.project, 3))
    assert document.undo_stack.count() == 4


def test_joined_edits_that_lead_back_leave_no_step(document: Document) -> None:
    document.edit("Change the epochs", with_epochs(document.project, 51), merge="epochs")
    document.edit("Change the epochs", with_epochs(document.project, 50), merge="epochs")
    assert document.undo_stack.count() == 0
    assert document.project == starting_project()


def test_saving_marks_the_document_clean_until_the_next_edit(
    document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    document.edit("Change the seed", with_seed(document.project, 1))
    assert not document.undo_stack.isClean()
    with qtbot.waitSignal(document.path_changed, timeout=1000):
        document.mark_saved(tmp_path / "a.workbench")
    assert document.undo_stack.isClean() and document.path == tmp_path / "a.workbench"
    document.undo_stack.undo()
    assert not document.undo_stack.isClean()
    document.undo_stack.redo()
    assert document.undo_stack.isClean()


def test_an_edit_right_after_saving_does_not_join_the_saved_one(document: Document, tmp_path: Path) -> None:
    document.edit("Change the epochs", with_epochs(document.project, 51), merge="epochs")
    document.mark_saved(tmp_path / "a.workbench")
    document.edit("Change the epochs", with_epochs(document.project, 52), merge="epochs")
    assert not document.undo_stack.isClean()
    document.undo_stack.undo()
    assert document.undo_stack.isClean() and document.project.training.epochs == 51


def test_starting_afresh_forgets_the_steps(document: Document, qtbot: QtBot, tmp_path: Path) -> None:
    document.edit("Change the epochs", with_epochs(document.project, 51))
    with qtbot.waitSignals([document.project_changed, document.path_changed], timeout=1000):
        document.start(Project(seed=6), tmp_path / "b.workbench")
    assert document.project == checked(Project(seed=6))
    assert document.path == tmp_path / "b.workbench"
    assert document.undo_stack.isClean() and not document.undo_stack.canUndo()


def test_starting_with_a_wrong_project_keeps_the_old_one(document: Document) -> None:
    document.edit("Change the seed", with_seed(document.project, 1))
    with pytest.raises(UserError):
        document.start(Project(seed=-1))
    assert document.project.seed == 1 and document.undo_stack.canUndo()

"""The matrix equals scikit-learn's, follows the project, and lists the examples behind each cell."""

from __future__ import annotations

import csv
from pathlib import Path

import msgspec
import numpy as np
import pytest
from sklearn.metrics import confusion_matrix

from tests.views.understanding.evaluation.evaluated_bench import evaluated_bench
from tests.views.understanding.heads.bench import still_bench
from workbench.core.project import DataChoice
from workbench.core.projects.data_edits import with_data
from workbench.data.load import load
from workbench.views.understanding.evaluation.confusion_view import CHOOSE, ConfusionView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def digits(shown):
    return shown(ConfusionView, evaluated_bench("digits", 10))


def cells(view) -> np.ndarray:
    model = view.matrix.model()
    count = model.rowCount()
    return np.array([[model.index(i, j).data() for j in range(count)] for i in range(count)])


def test_counts_equal_scikit_learn(digits) -> None:
    said = digits.live.evaluated.predictions
    expected = confusion_matrix(said.true.argmax(axis=1), said.said.argmax(axis=1))
    assert (cells(digits).astype(int) == expected).all()
    assert expected.sum() == 359 and 0 < np.trace(expected) < 359
    assert digits.summary.text().startswith("Accuracy 0.")
    assert digits.summary.text().endswith("(baseline 0.103), 359 validation examples")
    assert "always the most frequent class" in digits.summary.toolTip()


def test_shares_sum_to_one_along_their_side(digits) -> None:
    for place, axis in ((1, 1), (2, 0)):
        digits.way.setCurrentIndex(place)
        assert np.allclose(digits.model.cells.sum(axis=axis), 1)
        assert cells(digits)[0, 0].endswith("%")


def test_a_click_lists_the_examples_of_the_cell_with_pictures(digits, qtbot) -> None:
    assert digits.pane.title.text() == CHOOSE
    counts = digits.model.cells * (1 - np.eye(10))
    true, said = np.unravel_index(counts.argmax(), counts.shape)
    index = digits.model.index(int(true), int(said))
    digits.matrix.setCurrentIndex(index)
    assert digits.pane.title.text() == f"{index.data()} examples of “{true}” got the answer “{said}”."
    assert digits.pane.model.rowCount() == int(index.data())
    first = digits.pane.model.index(0)
    assert first.data() == f"{said}, not {true}"
    assert not first.data(0x1).isNull(), "there is a picture"
    dataset = digits.bench.document.dataset
    assert all(dataset.labels[digits.pane.model.row_of(i)] == true for i in range(int(index.data())))


def test_rows_of_tables_are_listed_with_their_values(shown) -> None:
    view = shown(ConfusionView, evaluated_bench("breast-cancer", 1))
    assert cells(view).shape == (2, 2)
    view.matrix.setCurrentIndex(view.model.index(1, 1))
    assert view.pane.model.index(0).data().startswith("example ")
    assert not view.pane.values.isVisible()
    view.pane.listing.setCurrentIndex(view.pane.model.index(0))
    assert view.pane.values.isVisible()
    assert view.pane.values.model.rowCount() == 30


def test_labels_that_stand_together_are_counted(shown) -> None:
    view = shown(ConfusionView, evaluated_bench("digit-traits", 7))
    said = view.live.evaluated.predictions
    for place, flags in enumerate((said.true, said.said)):
        view.way.setCurrentIndex(place)
        for i, j in ((0, 0), (0, 1), (2, 5)):
            both = (flags[:, i] & flags[:, j]).sum()
            assert int(cells(view)[i, j]) == both
            view.matrix.setCurrentIndex(view.model.index(i, j))
            assert view.pane.model.rowCount() == both


def test_the_head_is_followed_at_once(digits, qtbot) -> None:
    document = digits.bench.document
    before = digits.live.evaluated.predictions
    head = msgspec.structs.replace(document.project.head, activation="sigmoid", loss="binary_crossentropy")
    document.edit("sigmoid", msgspec.structs.replace(document.project, head=head))
    after = digits.live.evaluated.predictions
    assert after.head.activation == "sigmoid"
    assert (after.said == before.said).all(), "the largest logit decides under both heads"
    document.undo_stack.undo()
    assert digits.live.evaluated.predictions.head.activation == "softmax"


def test_the_training_part_and_other_data(digits, qtbot) -> None:
    digits.part.setCurrentIndex(1)
    qtbot.waitUntil(lambda: digits.summary.text().endswith("1,438 training examples"))
    document = digits.bench.document
    other = with_data(document.project, DataChoice("wine"), load(DataChoice("wine")).label_kind)
    document.edit("other data", other)
    assert digits.empty.isVisible() and digits.empty.text().startswith("Train the network")
    document.undo_stack.undo()
    assert digits.matrix.isVisible()


def test_nothing_is_asked_before_it_is_seen_or_after_reset(shown, qtbot) -> None:
    bench = evaluated_bench("digits", 10)
    view = ConfusionView(bench)
    qtbot.addWidget(view)
    bench.trainer.updated.emit()
    assert view.live.evaluated is None
    view.show()
    qtbot.waitUntil(lambda: view.live.evaluated is not None)
    bench.trainer.session = None
    bench.trainer.forget()
    qtbot.waitUntil(lambda: view.empty.isVisible())


def test_an_untrained_network_is_said_to_be_so(shown) -> None:
    view = shown(ConfusionView, still_bench("digits"))
    assert view.empty.isVisible() and view.empty.text() == "Train the network to see how good it is."


def test_it_is_saved_as_a_picture_a_drawing_and_a_table(digits, tmp_path: Path) -> None:
    for suffix in ("png", "svg", "csv"):
        digits.save_button.save(tmp_path / f"confusion.{suffix}")
    assert (tmp_path / "confusion.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in (tmp_path / "confusion.svg").read_text()
    with (tmp_path / "confusion.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["", *"0123456789"]
    assert np.array([line[1:] for line in lines[1:]], float).sum() == 359

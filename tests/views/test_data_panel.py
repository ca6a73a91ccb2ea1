"""The panel that chooses the data."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from workbench.core.project import SCALINGS
from workbench.data.built_in import DATA_SETS, load
from workbench.qt.document import Document
from workbench.views.data_panel import DataPanel


@pytest.fixture
def panel(qtbot) -> DataPanel:
    panel = DataPanel(Document())
    qtbot.addWidget(panel)
    return panel


def pick(panel: DataPanel, name: str) -> None:
    combo = panel.findChild(QComboBox, "datasetCombo")
    combo.setCurrentIndex(combo.findData(name))


@pytest.mark.parametrize("name", DATA_SETS)
def test_every_set_can_be_chosen_and_fits_its_head(panel: DataPanel, name: str) -> None:
    pick(panel, name)
    assert panel.document.project.data.name == name
    assert panel.document.head.label_kind == panel.document.label_kind
    assert set(panel._options.controls) == {field.name for field in DATA_SETS[name].options}
    panel.grab()


def test_the_head_follows_in_one_step_and_a_notice_says_so(panel: DataPanel) -> None:
    pick(panel, "overlapping-discs")
    notice = panel.findChild(QLabel, "dataNotice")
    assert not notice.isHidden() and "sigmoid" in notice.text()
    assert panel.document.undo_stack.count() == 1
    assert "Fits sigmoid" in panel.findChild(QLabel, "labelSummary").text()
    panel.document.undo_stack.undo()
    assert panel.document.project.head.activation == "softmax"
    assert panel.findChild(QComboBox, "datasetCombo").currentData() == "digits"


def test_options_make_other_data(panel: DataPanel) -> None:
    pick(panel, "moons")
    panel.findChild(QWidget, "sizeControl").setValue(200)
    assert panel.document.dataset.number_of_examples == 200
    assert "200" in panel.findChild(QLabel, "labelSummary").text()


def test_the_split_can_be_set(panel: DataPanel) -> None:
    panel.findChild(QWidget, "validationFractionSpin").setValue(0.5)
    panel.findChild(QComboBox, "scalingCombo").setCurrentIndex(2)
    data = panel.document.project.data
    assert (data.validation_fraction, data.scaling) == (0.5, "min_max")


def test_examples_can_be_kept_for_a_last_test(panel: DataPanel) -> None:
    share = panel.findChild(QWidget, "testFractionSpin")
    assert share.value() == 0 and "honest test" in share.toolTip() and share.accessibleName() == "Test share"
    share.setValue(0.1)
    assert panel.document.project.data.shares == (0.2, 0.1)
    assert panel.document.undo_stack.undoText() == "Set test fraction"


def test_shares_that_leave_too_little_to_learn_from_are_taken_back(panel: DataPanel) -> None:
    said: list[str] = []
    panel.refused.connect(said.append)
    panel.findChild(QWidget, "testFractionSpin").setValue(0.8)
    assert "leave too little to learn from" in said[0]
    assert panel.findChild(QWidget, "testFractionSpin").value() == 0


def test_the_scalings_are_named_in_words(panel: DataPanel) -> None:
    combo = panel.findChild(QComboBox, "scalingCombo")
    assert [combo.itemText(i) for i in range(combo.count())] == list(SCALINGS.values())


def test_data_that_says_which_rows_check_has_no_share_to_set(
    panel: DataPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    iris = load("iris")
    given = replace(iris, validation_rows=np.arange(0, 150, 5))
    monkeypatch.setattr(Document, "dataset", property(lambda _: given))
    pick(panel, "iris")
    assert panel.findChild(QWidget, "validationFractionSpin").isHidden()
    assert not panel.findChild(QWidget, "testFractionSpin").isHidden()
    assert "30</b> examples check the others" in panel.findChild(QLabel, "labelSummary").text()


def test_data_that_says_which_rows_test_has_no_share_of_them_to_set(
    panel: DataPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = replace(load("iris"), validation_rows=np.arange(0, 150, 5), test_rows=np.arange(1, 150, 10))
    monkeypatch.setattr(Document, "dataset", property(lambda _: given))
    pick(panel, "iris")
    assert panel.findChild(QWidget, "testFractionSpin").isHidden()
    assert "and <b>15</b> test them at last" in panel.findChild(QLabel, "labelSummary").text()

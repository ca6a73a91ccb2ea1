"""The dialog that imports a person's own files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from own_files import flowers, songs
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from workbench.core.shares import Shares
from workbench.qt.importing.column_table_model import KIND, ROLE
from workbench.views.importing.import_dialog import ImportDialog

Open = Callable[[Path], ImportDialog]


@pytest.fixture(autouse=True)
def cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialogs: list[ImportDialog] = []

    def run(path: Path) -> ImportDialog:
        dialog = ImportDialog(path, Shares(0.2), 0, parent)
        dialogs.append(dialog)
        dialog.show()
        settle(qtbot, dialog)
        return dialog

    yield run
    for dialog in dialogs:
        dialog.done(0)


def settle(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.drafting.is_busy)


def find(dialog: ImportDialog, name: str) -> Any:
    found = dialog.findChild(QWidget, name)
    assert found is not None, name
    return found


def pick(qtbot: QtBot, dialog: ImportDialog, name: str, value: object) -> None:
    """Picks as a person does: a list tells of what was picked, not of what a program sets."""
    combo: QComboBox = find(dialog, name)
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())
    settle(qtbot, dialog)


def choose(qtbot: QtBot, dialog: ImportDialog, row: int, section: int, word: str) -> None:
    model = find(dialog, "columnTable").model()
    model.setData(model.index(row, section), word)
    settle(qtbot, dialog)


def test_a_file_is_shown_as_it_will_be_read(opened: Open, tmp_path: Path) -> None:
    dialog = opened(flowers(tmp_path))
    assert "flowers.csv" in find(dialog, "importTitle").text()
    assert find(dialog, "sampleTable").model().rowCount() == 60
    assert find(dialog, "columnTable").model().rowCount() == 5
    assert "species" in find(dialog, "labelVerdict").text()
    assert "softmax" in find(dialog, "labelVerdict").text()
    assert find(dialog, "importButton").isEnabled()


def test_every_control_can_be_named(opened: Open, tmp_path: Path) -> None:
    dialog = opened(songs(tmp_path))
    for kind in (QAbstractButton, QComboBox, QTableView):
        for control in dialog.findChildren(kind):
            if control.objectName().startswith("qt_") or isinstance(control.parent(), QTableView):
                continue
            assert control.objectName() and control.accessibleName() and control.toolTip(), control


def test_the_preview_follows_how_the_file_is_read(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    dialog = opened(flowers(tmp_path))
    delimiter: QComboBox = find(dialog, "delimiterControl")
    delimiter.setCurrentIndex(delimiter.findData("semicolon"))
    settle(qtbot, dialog)
    assert find(dialog, "sampleTable").model().columnCount() == 1
    assert not find(dialog, "importButton").isEnabled()
    delimiter.setCurrentIndex(delimiter.findData("comma"))
    settle(qtbot, dialog)
    assert find(dialog, "sampleTable").model().columnCount() == 5
    assert find(dialog, "importButton").isEnabled()


def test_without_labels_there_is_a_sentence_and_no_import(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    dialog = opened(flowers(tmp_path))
    choose(qtbot, dialog, 4, ROLE, "ignore")
    assert not find(dialog, "importButton").isEnabled()
    assert find(dialog, "importNotice").isVisible() and "label" in find(dialog, "importNotice").text()
    choose(qtbot, dialog, 4, ROLE, "label")
    assert find(dialog, "importButton").isEnabled() and not find(dialog, "importNotice").isVisible()


def test_other_columns_make_other_labels(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    dialog = opened(flowers(tmp_path))
    choose(qtbot, dialog, 2, ROLE, "label")
    assert "colour" in find(dialog, "labelVerdict").text()
    choose(qtbot, dialog, 1, KIND, "category")
    assert dialog.draft is not None and dialog.draft.columns[1].kind == "category"


def test_tags_propose_sigmoid_and_the_mark_between_them_can_be_changed(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    dialog = opened(songs(tmp_path))
    assert "sigmoid" in find(dialog, "labelVerdict").text()
    assert find(dialog, "tagSeparatorCombo").currentData() == "|"
    pick(qtbot, dialog, "tagSeparatorCombo", ",")
    assert dialog.draft is not None and dialog.draft.diagnosis is not None
    assert dialog.draft.diagnosis.labels.separator == ","


def test_a_verdict_can_be_overridden_with_its_consequence_told(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    dialog = opened(flowers(tmp_path))
    forms: QComboBox = find(dialog, "labelFormCombo")
    present = forms.currentData()
    others = range(1, forms.count())
    assert others and all("rows are read as" in forms.itemText(row) for row in others)
    pick(qtbot, dialog, "labelFormCombo", forms.itemData(others[0]))
    assert dialog.draft is not None and dialog.draft.diagnosis is not None
    assert dialog.draft.diagnosis.labels.form != present
    assert find(dialog, "labelFormCombo").currentData() == dialog.draft.diagnosis.labels.form


def test_gaps_and_the_rows_that_check(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    dialog = opened(flowers(tmp_path))
    pick(qtbot, dialog, "missingCombo", "drop")
    pick(qtbot, dialog, "splitCombo", "column")
    pick(qtbot, dialog, "partColumnCombo", "colour")
    draft = dialog.draft
    assert draft is not None and draft.missing == "drop"
    assert [column.role for column in draft.columns][2] == "part"
    pick(qtbot, dialog, "splitCombo", "share")
    assert dialog.draft is not None
    assert "part" not in [column.role for column in dialog.draft.columns]


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    chosen = lambda *_: (str(path), "")  # noqa: E731
    monkeypatch.setattr("workbench.views.importing.file_choice.QFileDialog.getOpenFileName", chosen)


def test_a_second_file_can_check(
    qtbot: QtBot, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(flowers(tmp_path))
    pick(qtbot, dialog, "splitCombo", "file")
    choose_file(monkeypatch, flowers(tmp_path, 30, "more.csv"))
    find(dialog, "testFileButton").click()
    settle(qtbot, dialog)
    assert find(dialog, "testFileName").text() == "more.csv"
    with qtbot.waitSignal(dialog.imported, timeout=30_000) as told:
        find(dialog, "importButton").click()
    assert list(told.args[0].dataset.validation_rows) == list(range(60, 90))
    find(dialog, "testFileNoneButton").click()
    settle(qtbot, dialog)
    assert dialog.draft is not None and dialog.draft.test_file is None


def test_a_file_can_name_the_labels_of_an_arff_file(
    qtbot: QtBot, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "moods.arff"
    head = "@relation moods\n@attribute tempo numeric\n@attribute calm {0,1}\n@attribute sad {0,1}\n@data\n"
    path.write_text(head + "".join(f"{row},{row % 2},{row // 2 % 2}\n" for row in range(40)))
    names = tmp_path / "names.xml"
    names.write_text('<labels xmlns="http://mulan.sourceforge.net/labels"><label name="calm"/></labels>')
    dialog = opened(path)
    assert find(dialog, "labelsFileButton").isVisible()
    choose_file(monkeypatch, names)
    find(dialog, "labelsFileButton").click()
    settle(qtbot, dialog)
    assert dialog.draft is not None and dialog.draft.label_columns == ("calm",)
    assert find(dialog, "labelsFileName").text() == "names.xml"


def test_a_click_on_a_role_opens_its_list(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    dialog = opened(flowers(tmp_path))
    table: QTableView = find(dialog, "columnTable")
    place = table.visualRect(table.model().index(0, ROLE)).center() + QPoint(1, 1)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    combo: QComboBox = find(dialog, "cellCombo")
    assert combo.accessibleName() == "Role" and combo.currentData() == "input"
    combo.setCurrentIndex(combo.findData("ignore"))
    combo.activated.emit(combo.currentIndex())
    settle(qtbot, dialog)
    assert dialog.draft is not None and dialog.draft.columns[0].role == "ignore"


def test_a_choice_is_for_all_marked_rows(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    dialog = opened(flowers(tmp_path))
    table: QTableView = find(dialog, "columnTable")
    mode = Qt.KeyboardModifier
    for row, keys in ((0, mode.NoModifier), (1, mode.ShiftModifier)):
        place = table.visualRect(table.model().index(row, 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, place)
    place = table.visualRect(table.model().index(0, ROLE)).center() + QPoint(1, 1)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    combo: QComboBox = find(dialog, "cellCombo")
    combo.setCurrentIndex(combo.findData("ignore"))
    combo.activated.emit(combo.currentIndex())
    settle(qtbot, dialog)
    assert dialog.draft is not None
    assert [column.role for column in dialog.draft.columns[:3]] == ["ignore", "ignore", "input"]


def test_what_cannot_be_read_is_told(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04 nothing")
    dialog = opened(tmp_path / "book.xlsx")
    assert "book.xlsx" in find(dialog, "importNotice").text()
    assert "cannot be opened" in find(dialog, "importTitle").text()
    assert not find(dialog, "importButton").isEnabled()


def test_a_question_stands_beside_what_answers_it(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "west.csv"
    path.write_bytes("größe,art\n".encode("cp1252") + "1,süß\n2,groß\n".encode("cp1252") * 20)
    dialog = opened(path)
    question: QLabel = find(dialog, "readingQuestion")
    assert question.isVisible() and not find(dialog, "importButton").isEnabled()
    answers = [
        button for button in dialog.findChildren(QAbstractButton) if button.objectName() == "answer_cp1252"
    ]
    answers[0].click()
    settle(qtbot, dialog)
    assert not question.isVisible()
    assert find(dialog, "sampleTable").model().index(0, 1).data() == "süß"


def test_an_import_is_handed_over(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    dialog = opened(flowers(tmp_path))
    find(dialog, "importShareSpin").setValue(0.3)
    with qtbot.waitSignal(dialog.imported, timeout=30_000) as told:
        find(dialog, "importButton").click()
    imported, share = told.args
    assert imported.dataset.inputs.shape == (60, 4) and share == 0.3


def test_a_choice_just_before_the_click_is_in_the_import(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    dialog = opened(flowers(tmp_path))
    find(dialog, "columnTable").choose(0, ROLE, "ignore")
    assert dialog.drafting.is_busy
    with qtbot.waitSignal(dialog.imported, timeout=30_000) as told:
        find(dialog, "importButton").click()
    assert told.args[0].dataset.inputs.shape == (60, 3)


def test_an_import_can_be_cancelled_and_begun_again(
    qtbot: QtBot, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.core.errors import Cancelled
    from workbench.data.own.importing import import_own

    def endless(own: object, progress: Any, is_cancelled: Any) -> None:
        progress(0.25)
        while not is_cancelled():
            pass
        raise Cancelled

    dialog = opened(flowers(tmp_path))
    with monkeypatch.context() as patched:
        patched.setattr(import_own, "import_own", endless)
        find(dialog, "importButton").click()
        qtbot.waitUntil(lambda: find(dialog, "importProgress").value() == 250)
        assert find(dialog, "importProgress").isVisible() and not find(dialog, "columnTable").isEnabled()
        find(dialog, "importCancelButton").click()
        qtbot.waitUntil(lambda: not dialog.importing.is_busy)
    assert "cancelled" in find(dialog, "importNotice").text()
    with qtbot.waitSignal(dialog.imported, timeout=30_000):
        find(dialog, "importButton").click()

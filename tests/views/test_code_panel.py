"""The code is that of the project as it is now, and shows what the last edit changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QToolButton, QWidget

from workbench.core.labels import LabelKind
from workbench.core.painted_data import PaintedData
from workbench.core.painted_edits import with_points
from workbench.core.project import DataChoice, Layer
from workbench.core.projects.data_edits import with_data, with_painted
from workbench.core.projects.head_edits import with_head
from workbench.qt.code import script
from workbench.qt.document import Document
from workbench.views import code_panel
from workbench.views.code_panel import LONG, CodePanel
from workbench.views.code_view import CodeView


@pytest.fixture
def panel(qtbot) -> CodePanel:
    panel = CodePanel(Document())
    qtbot.addWidget(panel)
    panel.resize(640, 300)
    panel.show()
    return panel


def toggle(document: Document) -> None:
    other = "softmax" if document.project.head.activation == "sigmoid" else "sigmoid"
    document.edit("Toggle", with_head(document.project, other, LabelKind.CLASS_INDEX))


def with_units(document: Document, units: int) -> None:
    layers = (Layer("Dense", {"units": units}), *document.project.layers[1:])
    document.edit("Units", msgspec.structs.replace(document.project, layers=layers))


def said(panel: CodePanel) -> str:
    return panel.findChild(QLabel, "codeChanges").text()


def view(panel: CodePanel) -> CodeView:
    return panel.findChild(CodeView, "codeView")


def click(panel: CodePanel, name: str) -> None:
    panel.findChild(QToolButton, name).click()


def test_it_follows_every_edit_and_marks_the_lines(panel: CodePanel) -> None:
    assert panel.code == script(panel.document.project, "sequential")
    with_units(panel.document, 17)
    lines = panel.code.splitlines()
    assert [lines[number].strip() for number in view(panel).changed] == [
        'keras.layers.Dense(17, activation="relu"),'
    ]
    assert said(panel) == "1 line changed with the last edit"
    toggle(panel.document)
    assert 'loss="binary_crossentropy"' in panel.code
    marked = {panel.code.splitlines()[number].strip() for number in view(panel).changed}
    assert 'keras.layers.Dense(10, activation="sigmoid"),' in marked
    panel.document.undo_stack.undo()
    assert panel.code == script(panel.document.project, "sequential")
    panel.grab()


def test_a_line_that_is_gone_is_counted(panel: CodePanel) -> None:
    project = panel.document.project
    panel.document.edit("Remove", msgspec.structs.replace(project, layers=(project.layers[1],)))
    assert said(panel) == "1 line removed with the last edit"
    assert not panel.findChild(QToolButton, "codeNextChangeButton").isEnabled()


def test_what_is_in_sight_stays_and_a_button_leads_from_change_to_change(panel: CodePanel) -> None:
    bar = view(panel).verticalScrollBar()
    bar.setValue(5)
    toggle(panel.document)
    assert bar.value() == 5
    seen = []
    for _ in range(20):
        click(panel, "codeNextChangeButton")
        seen.append(view(panel).firstVisibleBlock().blockNumber())
    changed = view(panel).changed
    assert all(line == 0 or line + 1 in changed or line == bar.maximum() for line in seen)
    # All the way down, and round to the first again.
    assert max(seen) > changed[-1] - 20 and seen.count(0) >= 1


def test_while_it_is_hidden_nothing_is_made(panel: CodePanel, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def counted(project: Any, api: Any) -> str:
        made.append(api)
        return script(project, api)

    monkeypatch.setattr(code_panel, "script", counted)
    panel.hide()
    with_units(panel.document, 17)
    with_units(panel.document, 18)
    assert made == []
    panel.show()
    assert made == ["sequential"]
    assert said(panel) == "1 line changed with the last 2 edits"


def test_the_other_form_can_be_chosen(panel: CodePanel) -> None:
    panel.findChild(QComboBox, "codeApiCombo").setCurrentIndex(1)
    assert panel.code == script(panel.document.project, "functional")
    assert said(panel).endswith("between the two forms")


def test_a_pair_without_code_says_why(panel: CodePanel) -> None:
    project = panel.document.project
    data = with_data(project, DataChoice("overlapping-discs"), LabelKind.MULTI_HOT)
    panel.document.edit("Wrong", msgspec.structs.replace(data, head=project.head))
    assert panel.code == ""
    assert "Softmax does not fit" in said(panel)
    assert not panel.findChild(QToolButton, "codeSaveButton").isEnabled()
    panel.document.undo_stack.undo()
    assert panel.code and panel.findChild(QToolButton, "codeSaveButton").isEnabled()


def test_copy_takes_the_whole_code(panel: CodePanel, qtbot) -> None:
    with qtbot.waitSignal(panel.message):
        click(panel, "codeCopyButton")
    assert QGuiApplication.clipboard().text() == panel.code


def test_it_is_saved_as_a_script_and_as_a_notebook(
    panel: CodePanel, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    with qtbot.waitSignal(panel.message) as signal:
        click(panel, "codeSaveButton")
    assert signal.args == ["Saved mine.py."]
    assert (tmp_path / "mine.py").read_text(encoding="utf-8") == panel.code
    click(panel, "codeSaveNotebookButton")
    assert json.loads((tmp_path / "mine.ipynb").read_text(encoding="utf-8"))["nbformat"] == 4
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "mine"), ""))
    with qtbot.waitSignal(panel.refused) as signal:
        click(panel, "codeSaveButton")
    assert "could not be saved" in signal.args[0]


def test_colors_follow_the_theme(panel: CodePanel) -> None:
    with_units(panel.document, 17)
    dark = QPalette("#323232")
    dark.setColor(QPalette.ColorRole.Base, "#242424")
    dark.setColor(QPalette.ColorRole.Text, "#f0f0f0")

    def behind() -> str:
        selection = view(panel).extraSelections()[0]
        return selection.format.background().color().name()

    light = behind()
    panel.setPalette(dark)
    assert behind() != light
    panel.grab()


def test_every_control_says_what_it_is_for(panel: CodePanel) -> None:
    names = ("codeView", "codeApiCombo", "codeChanges", "codeCopyButton", "codeSaveButton")
    for name in (*names, "codeSaveNotebookButton", "codeNextChangeButton"):
        control = panel.findChild(QWidget, name)
        assert control.accessibleName() and control.toolTip()


def test_a_long_code_waits_for_a_pause_but_is_copied_as_it_is_now(panel: CodePanel, qtbot) -> None:
    points = tuple((x / 2000 - 1, 0.0) for x in range(4000))
    painted = PaintedData(("A", "B"), False, points, (0, 1) * 2000)
    project = with_painted(panel.document.project, painted)
    panel.document.edit("Paint", project)
    before = panel.code
    assert len(before) > LONG
    panel.document.edit("Paint more", with_painted(project, with_points(painted, [(0.125, 0.625)], 1)))
    assert panel.code == before
    panel.findChild(QToolButton, "codeCopyButton").click()
    assert "0.625" in QGuiApplication.clipboard().text()
    panel.document.undo_stack.undo()
    qtbot.waitUntil(lambda: panel.code == before, timeout=10_000)

"""The dialog offers every format, keeps the ending in step, and tells what came of an export."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QRadioButton,
    QWidget,
)

from workbench.core.errors import UserError
from workbench.qt.document import Document
from workbench.qt.exporting import EXPORTERS
from workbench.views.export_dialog import ExportDialog

SOURCE = SimpleNamespace(labels={"class_names": ["no", "yes"]}, notes=("Balanced weights are not in it.",))


class Engine:
    """Promises a source at once, as a trainer between two chunks does."""

    def __init__(self) -> None:
        self.promise: Future = Future()
        self.promise.set_result(SOURCE)

    def export_source(self) -> Future:
        return self.promise


@pytest.fixture
def released(monkeypatch) -> threading.Event:
    """Writes a few words in place of each format, as soon as the event is set."""
    event = threading.Event()
    event.set()

    def write(source, written: Path, is_cancelled: Callable[[], bool]):
        while not event.wait(0.01):
            if is_cancelled():
                raise UserError("The export was cancelled; nothing was written.")
        written.write_text("written")
        return SimpleNamespace(difference=2e-7, notes=())

    for key, row in EXPORTERS.items():
        monkeypatch.setitem(EXPORTERS, key, dataclasses.replace(row, write=write))
    return event


@pytest.fixture
def dialog(qtbot, released, tmp_path) -> Iterator[ExportDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    document = Document()
    document.path = tmp_path / "digits.workbench"
    dialog = ExportDialog(document, Engine(), parent)
    dialog.show()
    yield dialog


def path_of(dialog: ExportDialog) -> QLineEdit:
    return dialog.findChild(QLineEdit, "exportPath")


def notice(dialog: ExportDialog) -> str:
    return dialog.findChild(QLabel, "exportNotice").text()


def click(dialog: ExportDialog, name: str) -> None:
    dialog.findChild(QAbstractButton, name).click()


def export(qtbot, dialog: ExportDialog) -> str:
    click(dialog, "exportButton")
    qtbot.waitUntil(lambda: not dialog.exporting.busy)
    return notice(dialog)


def test_every_format_is_offered_with_a_sentence(dialog) -> None:
    buttons = dialog.findChildren(QRadioButton)
    assert [button.accessibleName() for button in buttons] == [row.title for row in EXPORTERS.values()]
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert all(row.purpose in shown for row in EXPORTERS.values())


def test_every_control_can_be_named(dialog) -> None:
    for kind in (QAbstractButton, QLineEdit, QProgressBar):
        for control in dialog.findChildren(kind):
            assert control.objectName() and control.accessibleName() and control.toolTip()


def test_the_ending_follows_the_format_and_a_name_of_ones_own_stays(dialog, tmp_path) -> None:
    path = path_of(dialog)
    assert path.text() == str(tmp_path / "digits.keras")
    for name, ending in (("exportOnnx", ".onnx"), ("exportSavedmodel", ""), ("exportLitert", ".tflite")):
        click(dialog, name)
        assert path.text() == str(tmp_path / f"digits{ending}")
    path.setText("mine.bin")
    click(dialog, "exportKeras")
    assert path.text() == "mine.bin"


@pytest.mark.parametrize("row", EXPORTERS.values(), ids=EXPORTERS)
def test_what_was_written_is_told_with_the_largest_difference(qtbot, dialog, tmp_path, row) -> None:
    click(dialog, f"export{row.key.capitalize()}")
    said = export(qtbot, dialog)
    assert said.startswith(f"✓ Wrote {tmp_path / 'digits'}{row.suffix}") and "2.0e-07" in said
    assert "Balanced weights" in said
    assert (tmp_path / f"digits{row.suffix}").read_text() == "written"


def test_it_is_seen_to_work_and_can_be_cancelled(qtbot, dialog, released, tmp_path) -> None:
    released.clear()
    click(dialog, "exportButton")
    assert dialog.findChild(QProgressBar).isVisible()
    assert not path_of(dialog).isEnabled()
    close = dialog.findChild(QAbstractButton, "exportCloseButton")
    assert close.text() == "Cancel"
    close.click()
    qtbot.waitUntil(lambda: not dialog.exporting.busy)
    assert "cancelled" in notice(dialog)
    assert not dialog.findChild(QProgressBar).isVisible() and close.text() == "Close"
    assert not (tmp_path / "digits.keras").exists()


def test_closing_ends_an_export(qtbot, dialog, released, tmp_path) -> None:
    released.clear()
    click(dialog, "exportButton")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    assert not any(thread.name == "export" for thread in threading.enumerate())
    assert not list(tmp_path.glob("*.keras")) and not list(tmp_path.glob(".exporting-*"))


@pytest.mark.parametrize(
    ("promised", "says"),
    [(None, "press Train first"), (UserError("The engine says no."), "⚠ The engine says no.")],
)
def test_where_the_engine_has_nothing_the_reason_is_told(qtbot, dialog, promised, says: str) -> None:
    promise: Future = Future()
    if promised is None:
        promise.set_result(None)
    else:
        promise.set_exception(promised)
    dialog.exporting._promise = lambda: promise
    assert says in export(qtbot, dialog)


def test_a_place_that_cannot_be_is_refused_before_any_work(qtbot, dialog) -> None:
    path_of(dialog).setText("/nowhere/net.keras")
    assert "no folder" in export(qtbot, dialog)
    path_of(dialog).setText("net.onnx")
    assert "ends in .keras" in export(qtbot, dialog)


@pytest.mark.parametrize(("answer", "left"), [("Yes", "written"), ("No", "older")])
def test_an_older_file_is_replaced_only_when_asked(
    qtbot, dialog, tmp_path, monkeypatch, answer: str, left: str
) -> None:
    (tmp_path / "digits.keras").write_text("older")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton[answer])
    export(qtbot, dialog)
    assert (tmp_path / "digits.keras").read_text() == left


def test_the_place_can_be_chosen(dialog, tmp_path, monkeypatch) -> None:
    chosen = str(tmp_path / "chosen.keras")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (chosen, ""))
    click(dialog, "exportBrowseButton")
    assert path_of(dialog).text() == chosen

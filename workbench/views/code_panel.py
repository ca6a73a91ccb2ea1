"""The panel that shows the project as a program, always as it is now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from workbench.core.atomic_file import save_text
from workbench.core.errors import UserError
from workbench.qt.code import APIS, changed_lines, notebook, script
from workbench.qt.document import PARTS, Document
from workbench.views.code_view import CodeView
from workbench.views.form import guard_wheel
from workbench.views.panel import GRID, ProjectPanel, run_alone, wrapped_label
from workbench.views.save_dialog import ask_where

UNCHANGED = "Python that does this run by itself, from the seed on."
UNCHANGED_OPENED = "Python that replaces the head in the model's own file."

LONG, PAUSE = 20_000, 300
"""Characters from which on the code is made anew only after so many milliseconds without an edit."""


class CodePanel(ProjectPanel):
    """The code, in which form the model is, and what to do with it.

    It is made anew only while it can be seen.

    Attributes:
        message: Emitted with what was done.
    """

    message = Signal(str)
    parts = frozenset(PARTS)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.setObjectName("codePanel")
        self.setAccessibleName("Code")
        self._view = CodeView()
        self._api = _api_combo()
        self._changes = wrapped_label(
            "codeChanges", "Changed lines", "How many lines differ from the code before."
        )
        self._buttons = {name: self._button(name, *words) for name, words in self._rows().items()}
        self._edits = 0
        self._is_current = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.catch_up)
        self._place()
        self._api.currentIndexChanged.connect(lambda _: self._make("between the two forms"))

    def _rows(self) -> dict[str, tuple[str, str, Callable[[], object]]]:
        return {
            "codeNextChangeButton": (
                "Next change",
                "Scroll to the next changed lines.",
                self._view.show_next_change,
            ),
            "codeCopyButton": ("Copy", "Copy the whole code to the clipboard.", self._copy),
            "codeSaveButton": ("Save…", "Save the code as a Python script.", self._save_script),
            "codeSaveNotebookButton": (
                "Save notebook…",
                "Save the code as a Jupyter notebook, with a sentence about each step.",
                self._save_notebook,
            ),
        }

    def _button(self, name: str, text: str, tool_tip: str, run: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setObjectName(name)
        button.setAccessibleName(tool_tip.partition(",")[0].rstrip("."))
        button.setToolTip(tool_tip)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setMinimumHeight(4 * GRID)
        button.clicked.connect(lambda: run())
        return button

    def _place(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        row.addWidget(self._api)
        row.addStretch()
        for button in self._buttons.values():
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 0, GRID, GRID)
        column.setSpacing(GRID // 2)
        column.addLayout(row)
        column.addWidget(self._changes)
        column.addWidget(self._view, 1)

    @property
    def code(self) -> str:
        """The text that is shown."""
        return self._view.toPlainText()

    def read(self) -> None:
        """Shows the project as it is now, or notes that this is to be done."""
        self._edits += 1
        self._is_current = False
        if len(self.code) > LONG:
            self._pause.start()
        else:
            self.catch_up()

    @Slot()
    def catch_up(self) -> None:
        """Shows what was edited meanwhile, if it can be seen: a tab behind another one counts as visible for Qt."""
        if not self.visibleRegion().isEmpty():
            self._make_current()

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what was edited meanwhile."""
        super().showEvent(event)
        self._make_current()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the text, which is larger on a projector."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_view"):
            self._view.set_point_size(self.font().pointSizeF())

    def _make_current(self) -> None:
        if not self._is_current:
            self._make("with the last edit" if self._edits == 1 else f"with the last {self._edits} edits")

    def _make(self, how: str) -> None:
        try:
            text = script(self.document.project, self._api.currentData())
        except UserError as error:
            self._tell_of(str(error))
        else:
            self._show(text, how)
        self._edits, self._is_current = 0, True

    def _tell_of(self, reason: str) -> None:
        self._view.set_code("")
        self._changes.setText(f"⚠ {reason}")
        self._enable(has_code=False, has_changes=False)

    def _show(self, text: str, how: str) -> None:
        changed, removed = changed_lines(self.code, text) if self.code else ([], 0)
        self._view.set_code(text, changed)
        words = [_counted(len(changed), "changed")] if changed else []
        words += [_counted(removed, "removed")] if removed else []
        self._changes.setText(f"{', '.join(words)} {how}" if words else self._about())
        self._enable(has_code=True, has_changes=bool(changed))

    def _about(self) -> str:
        return UNCHANGED if self.document.project.imported is None else UNCHANGED_OPENED

    def _enable(self, has_code: bool, has_changes: bool) -> None:
        for name, button in self._buttons.items():
            button.setEnabled(has_changes if name == "codeNextChangeButton" else has_code)

    def _copy(self) -> None:
        self._make_current()
        QGuiApplication.clipboard().setText(self.code)
        self.message.emit("Copied the code.")

    def _save_script(self) -> None:
        self._make_current()
        self._save("Save code", ".py", "Python scripts (*.py)", self.code)

    def _save_notebook(self) -> None:
        text = notebook(self.document.project, self._api.currentData())
        self._save("Save notebook", ".ipynb", "Jupyter notebooks (*.ipynb)", text)

    def _save(self, title: str, suffix: str, file_filter: str, text: str) -> None:
        near = self.document.path or Path.home() / self.document.project.data.name
        path = ask_where(self, title, near.with_suffix(suffix), file_filter, suffix)
        if path is None:
            return
        try:
            save_text(path, text)
        except UserError as error:
            self.refused.emit(str(error))
        else:
            self.message.emit(f"Saved {path.name}.")


def _counted(count: int, what: str) -> str:
    return f"{count} line{'' if count == 1 else 's'} {what}"


def _api_combo() -> QComboBox:
    combo = QComboBox()
    combo.setObjectName("codeApiCombo")
    combo.setAccessibleName("Form of the model")
    combo.setToolTip("Sequential: a list of layers. Functional: each layer applied to the output of another.")
    combo.setMinimumHeight(4 * GRID)
    guard_wheel(combo)
    for api, title in APIS.items():
        combo.addItem(title, api)
    return combo


def main() -> int:
    """Shows the panel in a window of its own."""
    return run_alone(CodePanel)


if __name__ == "__main__":
    raise SystemExit(main())

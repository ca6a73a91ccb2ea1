"""The panel in which a person paints data: classes, brush and canvas."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.core.errors import UserError
from workbench.core.painted_data import FEWEST_CLASSES, FEWEST_POINTS, MOST_POINTS, PaintedData, empty_canvas
from workbench.core.painted_edits import (
    with_class,
    with_class_name,
    with_several,
    without_class,
    without_points,
)
from workbench.core.projects.data_edits import with_painted
from workbench.data.split import number_of_training_rows
from workbench.qt.document import Document
from workbench.qt.painting.painting import Painting
from workbench.views.painting.brush_controls import BrushControls
from workbench.views.painting.class_buttons import ClassButtons
from workbench.views.painting.paint_canvas import PaintCanvas
from workbench.views.panel import GRID, ProjectPanel, run_alone, wrapped_label

INVITATION = (
    "Paint your own data: points in the plane, of two to ten classes or with several labels at once. "
    "The network can learn from them while you paint."
)
NAME_LENGTH = 40


class PaintPanel(ProjectPanel):
    """Classes, brush and canvas over painted data; over other data an invitation.

    Attributes:
        opened: Emitted when the data became painted points.
    """

    parts = frozenset({"data"})
    opened = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.setObjectName("paintPanel")
        self.setAccessibleName("Paint")
        self.painting = Painting(document, self)
        self.canvas = PaintCanvas(self.painting)
        self.classes = ClassButtons()
        self.brush = BrushControls(self.painting.brush)
        self.name, self.remove = QLineEdit(), QPushButton("Remove class")
        self.several, self.clear = QCheckBox("Any number of labels a point"), QPushButton("Clear")
        self.summary = wrapped_label(
            "paintSummary", "Painted points", "How many points there are, and of what."
        )
        # Room for two lines, so that the canvas keeps its size.
        self.summary.setMinimumHeight(2 * self.summary.fontMetrics().lineSpacing())
        self.summary.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._labels = frozenset({0})
        self._kept = empty_canvas()
        self._name_parts()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._invitation())
        self._pages.addWidget(self._studio())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._connect()
        self.read()

    # Putting it together

    def _name_parts(self) -> None:
        rows = (
            (self.name, "className", "Name of the class", "What the class of the brush is called."),
            (
                self.remove,
                "removeClassButton",
                "Remove the class",
                "Take the class of the brush away, and what was painted of it.",
            ),
            (
                self.several,
                "paintSeveral",
                "Any number of labels a point",
                "Let a point carry several labels at once, or none; the head follows. Off: exactly one class.",
            ),
            (
                self.clear,
                "clearPointsButton",
                "Clear the canvas",
                "Take all points away; undo brings them back.",
            ),
        )
        for control, name, words, tool_tip in rows:
            control.setObjectName(name)
            control.setAccessibleName(words)
            control.setToolTip(tool_tip)
        self.name.setMaxLength(NAME_LENGTH)

    def _invitation(self) -> QWidget:
        page, button = QWidget(), QPushButton("Paint points")
        button.setObjectName("startPaintingButton")
        button.setAccessibleName("Paint points")
        button.setToolTip("Use painted points as the data, beginning with an empty canvas.")
        button.clicked.connect(self.start)
        words = wrapped_label("paintInvitation", "About painting", "What painting is for.")
        words.setText(INVITATION)
        column = QVBoxLayout(page)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.addStretch(1)
        column.addWidget(words)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)
        return page

    def _studio(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.classes)
        column.addLayout(_row(self.name, self.remove))
        column.addWidget(self.brush)
        column.addWidget(self.canvas, 1)
        column.addLayout(_row(self.several, self.clear))
        column.addWidget(self.summary)
        return page

    def _connect(self) -> None:
        self.classes.chosen.connect(self._choose)
        self.classes.added.connect(self._add_class)
        self.brush.changed.connect(self._take_brush)
        self.name.editingFinished.connect(self._rename)
        self.remove.clicked.connect(lambda: self._remove_class())
        self.several.toggled.connect(self._set_several)
        self.clear.clicked.connect(lambda: self._edit("Clear the canvas", without_points))

    # Showing

    def read(self) -> None:
        """Shows the painting of the project."""
        painted = self.document.project.data.painted
        appeared = painted is not None and self._pages.currentIndex() == 0
        self._pages.setCurrentIndex(int(painted is not None))
        if painted is None:
            return
        self._kept = painted
        self._show(painted)
        if appeared:
            self.opened.emit()

    def _show(self, painted: PaintedData) -> None:
        count = len(painted.class_names)
        kept = frozenset(label for label in self._labels if label < count)
        self._labels = kept if painted.several else frozenset({min(kept, default=0)})
        with QSignalBlocker(self.several):
            self.several.setChecked(painted.several)
        self.remove.setEnabled(count > FEWEST_CLASSES and len(self._labels) == 1)
        self.name.setEnabled(len(self._labels) == 1)
        self.name.setText(painted.class_names[self._label] if len(self._labels) == 1 else "")
        self.clear.setEnabled(bool(painted.points))
        self.summary.setText(_summary(painted, self._checking))
        self._take_brush()
        self.classes.show_classes(painted.class_names, self._labels, painted.several)

    @property
    def _checking(self) -> int:
        dataset = self.document.dataset
        shares = self.document.project.data.shares
        return dataset.number_of_examples - number_of_training_rows(dataset, shares)

    @property
    def _label(self) -> int:
        return min(self._labels, default=0)

    def _take_brush(self) -> None:
        self.painting.brush = self.brush.brush(self._labels)
        self.canvas.update()

    # A person's choices

    @Slot()
    def start(self) -> None:
        """Makes painted points the data: those that were there before, else an empty canvas."""
        self.attempt("Use painted points", lambda: with_painted(self.document.project, self._kept))

    def _edit(self, text: str, change: Callable[[PaintedData], PaintedData]) -> None:
        try:
            self.painting.edit(text, change)
        except UserError as error:
            self.read()
            self.refused.emit(str(error))

    def _choose(self, labels: frozenset[int]) -> None:
        self._labels = labels
        self.brush.eraser.setChecked(False)
        self.read()

    def _add_class(self) -> None:
        painted = self.document.project.data.painted
        if painted is not None:
            self._labels = frozenset({len(painted.class_names)})
            self._edit("Add a class", with_class)

    def _remove_class(self) -> None:
        label = self._label
        self._edit("Remove a class", lambda painted: without_class(painted, label))

    def _rename(self) -> None:
        label, name = self._label, self.name.text().strip()
        if self.name.isModified() and self.name.isEnabled():
            self.name.setModified(False)
            self._edit("Name a class", lambda painted: with_class_name(painted, label, name))

    def _set_several(self, several: bool) -> None:
        text = "Let points carry any number of labels" if several else "Let points carry exactly one class"
        self._edit(text, lambda painted: with_several(painted, several))


def _row(stretched: QWidget, other: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID)
    row.addWidget(stretched, 1)
    row.addWidget(other)
    return row


def _summary(painted: PaintedData, checking: int) -> str:
    """Returns how many points there are, or what is missing, in words."""
    count = len(painted.points)
    if count < FEWEST_POINTS:
        return f"Training needs at least {FEWEST_POINTS} points: one to learn from, one to check."
    full = f" The canvas is full: there can be {MOST_POINTS:,}." if count >= MOST_POINTS else ""
    if not painted.several and len(set(painted.labels)) == 1:
        name = painted.class_names[painted.labels[0]]
        return f"{count:,} points, all of {name}. Paint another class too, or there is nothing to tell apart."
    return f"{count:,} points, {checking:,} of them only to check the network.{full}"


def main() -> int:
    """Shows the panel in a window of its own."""
    return run_alone(PaintPanel)


if __name__ == "__main__":
    raise SystemExit(main())

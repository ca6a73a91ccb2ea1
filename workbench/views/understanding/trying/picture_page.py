"""The page of a data set of pictures: paper to draw on, and the picture that the network sees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.drawing.frame import PEN, Frame
from workbench.core.errors import UserError
from workbench.data.trying.brought_picture import brought_picture
from workbench.data.trying.picture_ink import PictureInk
from workbench.qt.document import Document
from workbench.views.form import guard_wheel
from workbench.views.understanding.trying.mime_picture import Source, mime_picture
from workbench.views.understanding.trying.seen_picture import SeenPicture
from workbench.views.understanding.trying.stroke_pad import StrokePad

DRAW, BRING = "Draw here, or drop a picture.", "Drop a picture here, open or paste one."
PICTURES = "Pictures (*.png *.jpg *.jpeg *.bmp *.gif *.webp *.tif *.tiff *.ppm *.pgm)"
SIDE_WIDTH = 220
PARTS_OF_FRAME = 32


class PicturePage(QWidget):
    """Makes a picture of strokes, or of a file or the clipboard.

    Attributes:
        changed: Emitted with every change of the picture.
        inputs: What the network sees of it, raw, (d,); None while there is nothing.
    """

    changed = Signal()
    row: int | None = None
    """No picture here is one of the data."""

    def __init__(self, refuse: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("tryPicture")
        self.setAccessibleName("Picture to try")
        self.setAcceptDrops(True)
        self.inputs: NDArray[np.float32] | None = None
        self._refuse = refuse
        self._shape, self._colour = (8, 8), False
        self._ink = PictureInk(0, 1, False, True)
        self.pad, self.seen, self.caption = StrokePad(), SeenPicture(), QLabel("What the network sees")
        self.pen, self.fit = QSlider(Qt.Orientation.Horizontal), QCheckBox("Fit to the frame")
        self._name_parts()
        self._lay_out()
        self.pad.drawn.connect(self._read_strokes)
        self.pen.valueChanged.connect(lambda parts: self.pad.set_pen(parts / PARTS_OF_FRAME))
        self.fit.toggled.connect(self._read_strokes)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)

    def take(self, document: Document) -> None:
        """Gets ready for pictures like those of the present data; of others it has nothing to show."""
        dataset = document.dataset
        if dataset.image_shape is None:
            return
        self._shape = dataset.image_shape
        self._colour = dataset.number_of_inputs != self._shape[0] * self._shape[1]
        self._ink = PictureInk.of(dataset, document.project.data.own)
        for part in (self.pen, self.pen_label, self.fit, self.undo):
            part.setVisible(not self._colour)
        self.pad.take_shape(self._shape, not self._colour, BRING if self._colour else DRAW)

    # What is drawn

    def _read_strokes(self) -> None:
        strokes = self.pad.strokes
        frame = Frame(self._shape, self.pad.pen, self._ink.margin)
        placed = frame.fitted(strokes) if self.fit.isChecked() else strokes
        shares = frame.shares(frame.bitmap(placed))
        self._show(self._ink.of_drawing(shares) if strokes else None)

    def _show(self, inputs: NDArray[np.float32] | None) -> None:
        self.inputs = inputs
        blank = self._ink.of_drawing(np.zeros(self._shape)) if inputs is None else inputs
        limits = self._ink.low, self._ink.high
        if blank.size == self._shape[0] * self._shape[1] or inputs is not None:
            self.seen.show_pixels(blank, self._shape, limits, self._ink.large_is_light)
        self.changed.emit()

    # What is brought

    def bring(self, source: Source, image: QImage) -> None:
        """Takes a picture of a person's own, and shows `image` for it."""
        try:
            inputs = brought_picture(source, self._shape, self._colour, self._ink)
        except UserError as error:
            self._refuse(str(error))
            return
        self.pad.show_picture(image)
        self._show(inputs)

    def bring_file(self, path: Path) -> None:
        """Takes the picture of a file."""
        self.bring(path, QImage(str(path)))

    def paste(self) -> None:
        """Takes the picture of the clipboard, or of the file that was copied."""
        found = mime_picture(QGuiApplication.clipboard().mimeData())
        if found is None:
            self._refuse("The clipboard holds no picture; copy one first.")
        else:
            self.bring(*found)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes pictures."""
        if event.mimeData().hasImage() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes the picture that was dropped."""
        found = mime_picture(event.mimeData())
        if found is not None:
            self.bring(*found)
        event.acceptProposedAction()

    def _ask_for_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self.window(), "Open a picture", "", PICTURES)
        if name:
            self.bring_file(Path(name))

    # Putting it together

    def _name_parts(self) -> None:
        self.caption.setObjectName("seenCaption")
        self.pen.setObjectName("penSlider")
        self.pen.setAccessibleName("Width of the pen")
        self.pen.setToolTip("How wide the pen is, also in what is drawn already.")
        self.pen.setRange(2, 10)
        self.pen.setValue(round(PEN * PARTS_OF_FRAME))
        guard_wheel(self.pen)
        self.pen_label = QLabel("Pen")
        self.pen_label.setToolTip(self.pen.toolTip())
        self.fit.setObjectName("fitCheck")
        self.fit.setAccessibleName("Fit to the frame")
        self.fit.setToolTip(
            "Enlarge what is drawn to the size that the data set has it in; the network has seen no other."
        )
        self.fit.setChecked(True)

    def _lay_out(self) -> None:
        pen = QHBoxLayout()
        pen.addWidget(self.pen_label)
        pen.addWidget(self.pen, 1)
        column = QWidget()
        column.setMaximumWidth(SIDE_WIDTH)
        side = QVBoxLayout(column)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(4)
        side.addWidget(self.caption)
        side.addWidget(self.seen, 1)
        side.addLayout(pen)
        side.addWidget(self.fit)
        side.addLayout(self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.pad, 4)
        row.addWidget(column, 3)

    def _buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(4)
        self.undo = _button("undoStroke", "Undo", "Take the last stroke away.", self.pad.undo)
        buttons = (
            _button("clearPad", "Clear", "Take everything off the paper.", self.pad.clear),
            self.undo,
            _button("openPicture", "Open…", "Try a picture from a file.", self._ask_for_file),
            _button("pastePicture", "Paste", "Try the picture of the clipboard.", self.paste),
        )
        for place, button in enumerate(buttons):
            grid.addWidget(button, place // 2, place % 2)
        return grid


def _button(name: str, text: str, hint: str, action: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setText(text)
    button.setAccessibleName(hint)
    button.setToolTip(hint)
    button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
    button.clicked.connect(lambda: action())
    return button

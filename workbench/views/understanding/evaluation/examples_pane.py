"""A list of examples, and the one that is chosen among them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QFrame, QLabel, QListView, QVBoxLayout, QWidget

from workbench.qt.evaluation.evaluated_part import EvaluatedPart
from workbench.qt.evaluation.examples_model import ExamplesModel, ListedExample
from workbench.views.example_view import ExampleView
from workbench.views.labels import set_text

CAPTION_LETTERS, CAPTION_LINES = 18, 2
"""How much of a caption there is room for under a picture."""

PICTURE_LINES = 3.5
"""Lines of text that a picture is as high as, so that it too can be seen from the back of a room."""

WIDE = 400
"""Pixels from which on the values of the chosen example stand beside the list rather than below it."""

MEASURED = 50
"""Captions that are measured."""


class ExamplesPane(QWidget):
    """Pictures side by side where the examples are pictures, else lines with the values of the chosen one beside them.

    Attributes:
        opened: Emitted with the row of the data set, counted from 0, of an example that was clicked.
        title: What the examples have in common.
        listing: The list itself.
        model: What is in it.
    """

    opened = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.title, self.listing, self.values = QLabel(), QListView(), ExampleView()
        self.model = ExamplesModel(self)
        self.title.setObjectName(f"{name}Title")
        self.title.setWordWrap(True)
        self._prepare_listing(name)
        self._size_pictures()
        self.values.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(4)
        self._sides.addWidget(self.listing, 2)
        self._sides.addWidget(self.values, 1)
        column.addLayout(self._sides, 1)

    def show_examples(
        self, title: str, evaluated: EvaluatedPart | None, listed: Sequence[ListedExample]
    ) -> None:
        """Shows other examples under a title."""
        set_text(self.title, title)
        self.model.show(evaluated, listed)
        self._lay_list()
        self._show_values()

    def _size_pictures(self) -> None:
        side = round(PICTURE_LINES * self.fontMetrics().height())
        self.model.show_pictures_of(side)
        self.listing.setIconSize(QSize(side, side))

    def changeEvent(self, event: QEvent) -> None:
        """Takes the room of larger text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "model"):
            self._size_pictures()
            self._lay_list()

    def _lay_list(self) -> None:
        dataset = self.model.dataset
        has_pictures = dataset is not None and dataset.image_shape is not None
        mode = QListView.ViewMode.IconMode if has_pictures else QListView.ViewMode.ListMode
        if self.listing.viewMode() != mode:
            self.listing.setViewMode(mode)
            self.listing.setResizeMode(QListView.ResizeMode.Adjust)
            self.listing.setMovement(QListView.Movement.Static)
        self.listing.setGridSize(self._grid_size() if has_pictures else QSize())

    def _grid_size(self) -> QSize:
        """Returns room for a picture and its caption, of which the longest ones are cut."""
        metrics, side = self.fontMetrics(), self.model.picture_side
        captions = (example.caption for example in self.model.listed[:MEASURED])
        longest = max((metrics.horizontalAdvance(caption) for caption in captions), default=0)
        widest = CAPTION_LETTERS * metrics.averageCharWidth()
        lines = CAPTION_LINES if longest > widest else 1
        return QSize(max(min(longest, widest), side) + 16, side + lines * metrics.height() + 12)

    def _show_values(self) -> None:
        """Shows the inputs of the chosen example, where no picture says more."""
        index, dataset = self.listing.currentIndex(), self.model.dataset
        shown = index.isValid() and dataset is not None and dataset.image_shape is None
        self.values.setVisible(shown)
        if shown and dataset is not None:
            values = dataset.inputs[self.model.row_of(index.row())]
            self.values.show_example(values, dataset.input_names, None, self.model.limits)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.row_of(index.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the values where there is room."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        self._sides.setDirection(directions.LeftToRight if self.width() >= WIDE else directions.TopToBottom)

    def _chosen(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_values()

    def _prepare_listing(self, name: str) -> None:
        listing = self.listing
        listing.setObjectName(f"{name}List")
        listing.setAccessibleName("examples")
        listing.setToolTip(
            "The examples: the pointer on one reads what the network makes of it, a click shows it in Predictions"
        )
        listing.setModel(self.model)
        listing.setFrameShape(QFrame.Shape.NoFrame)
        listing.setUniformItemSizes(True)
        listing.setWordWrap(True)
        listing.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        listing.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        listing.selectionModel().currentChanged.connect(self._chosen)
        # A click, and the key that opens what is chosen.
        listing.clicked.connect(self._open)
        listing.activated.connect(self._open)
        self.model.modelReset.connect(self._show_values)

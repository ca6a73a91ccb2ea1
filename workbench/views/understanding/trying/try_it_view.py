"""Examples of a person's own, and what the network says of them as they change."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.errors import UserError
from workbench.core.heads import Head
from workbench.core.label_thresholds import thresholds_of
from workbench.core.probabilities import logits_for, probabilities
from workbench.data.truth import truth_of
from workbench.qt.trying.trial import Trial
from workbench.views.bar_list import WAITING
from workbench.views.probability_bars import ProbabilityBars
from workbench.views.turning_box import TurningBox
from workbench.views.understanding.save_button import SaveButton, Table
from workbench.views.understanding.trying.picture_page import PicturePage
from workbench.views.understanding.trying.table_page import TablePage
from workbench.views.understanding.views import Bench

NOTHING_YET = "Draw something, or bring a picture, to see what the network says of it."


class TryItView(QWidget):
    """Paper or a list of inputs, and beside it the bars, which follow.

    Attributes:
        picture: The page of pictures.
        table: The page of numbers.
        bars: What the network says.
        trial: Asks the network.
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.setObjectName("tryIt")
        self.setAccessibleName("Try it")
        self._document, self._trainer = bench.document, bench.trainer
        self._logits: NDArray[np.float32] | None = None
        self._is_read = False
        self._shown: tuple[object, ...] = ()
        self.picture, self.table = PicturePage(bench.refuse), TablePage()
        self.bars = ProbabilityBars()
        self.save = SaveButton("tryIt", self, self._as_table)
        self._pages = QStackedWidget()
        self.trial = Trial(self, bench.trainer)
        self.trial.answered.connect(self._take)
        self.trial.exposure.exposed.connect(self.refresh)
        self._lay_out()
        for page in (self.picture, self.table):
            page.changed.connect(self._ask)
        bench.document.project_changed.connect(self._project_changed)
        bench.trainer.updated.connect(self.refresh)
        self._read_data()

    def _lay_out(self) -> None:
        for page in (self.picture, self.table):
            self._pages.addWidget(page)
        corner = QHBoxLayout()
        corner.addStretch(1)
        corner.addWidget(self.save)
        answer = QWidget()
        right = QVBoxLayout(answer)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(corner)
        right.addWidget(self.bars, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 8)
        column.addWidget(TurningBox(self._pages, answer, beside=(3, 2), spacing=12))

    # The example

    @property
    def page(self) -> PicturePage | TablePage:
        """What the present data is tried with."""
        return self.table if self._document.dataset.image_shape is None else self.picture

    @Slot(frozenset)
    def _project_changed(self, parts: frozenset[str]) -> None:
        self._is_read &= not parts & {"data", "seed"}
        self.refresh()

    def _read_data(self) -> None:
        self._is_read, self._logits = True, None
        self._pages.setCurrentWidget(self.page)
        self.page.take(self._document)
        self._ask()

    @Slot()
    def _ask(self) -> None:
        self.trial.ask(self.page.inputs)

    # The answer

    @Slot(object)
    def _take(self, logits: NDArray[np.float32] | None) -> None:
        self._logits = logits
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Shows the present logits under the present head, if they can be seen and are not there already.

        The head is a function on the logits, so a toggle shows at once, without asking the engine.
        """
        if not self.trial.exposure.is_exposed:
            return
        if not self._is_read:
            self._read_data()
        self.trial.refresh()
        project, logits = self._document.project, self._logits
        now = (project, self._trainer.glimpse.trained, self.page.inputs is None, self.page.row, _key(logits))
        if now == self._shown:
            return
        self._shown = now
        if logits is None or not self._trainer.fits(project) or self.page.inputs is None:
            is_trained = self._trainer.fits(project)
            self.bars.clear(NOTHING_YET if is_trained and self.page.inputs is None else WAITING)
        else:
            self._show(logits)

    def _show(self, logits: NDArray[np.float32]) -> None:
        try:
            head = self._document.head
        except UserError as error:
            self.bars.clear(str(error))
            return
        names = self._document.dataset.class_names
        choice, units = self._document.project.head, head.number_of_units(len(names))
        said = probabilities(head, logits[None], len(names), choice.temperature)[0]
        fitted = logits_for(logits[None], units)[0]
        threshold = thresholds_of(choice, units) if head.decision == "threshold" else None
        self.bars.show_probabilities(names, said, fitted, self._truth(head), threshold, head.sums_to_one)

    def _truth(self, head: Head) -> NDArray[np.bool_] | None:
        """Returns what is true of the example; None as soon as it is one that a person made up."""
        dataset, row = self._document.dataset, self.page.row
        if row is None:
            return None
        labels = dataset.labels[row : row + 1]
        truth = truth_of(head, labels, dataset.label_kind, dataset.number_of_classes)[0]
        return np.asarray(truth > 0)

    def _as_table(self) -> Table:
        """Returns the inputs, and the probabilities where there are any."""
        inputs, answer = self.page.inputs, self.bars.bars.answer
        names, values = list[str](), list[float]()
        if inputs is not None:
            names += self._document.dataset.input_names
            values += inputs.tolist()
        if answer is not None:
            names += answer.names
            values += np.asarray(answer.probabilities).tolist()
        return ("name", "value"), list(zip(names, values, strict=True))


def _key(logits: NDArray[np.float32] | None) -> bytes | None:
    return None if logits is None else logits.tobytes()

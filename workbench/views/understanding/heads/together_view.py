"""Both heads trained beside each other."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from workbench.core.both_heads.head_projects import head_projects, misfit
from workbench.core.both_heads.score_rows import score_rows
from workbench.core.heads import refusal
from workbench.qt.understanding.chosen_example import ChosenExample
from workbench.qt.understanding.score_table_model import ScoreTableModel
from workbench.qt.understanding.training_together import TrainingTogether
from workbench.views.elided_label import ElidedLabel
from workbench.views.labels import set_text
from workbench.views.number_table import NumberTable
from workbench.views.turning_box import TurningBox
from workbench.views.understanding.heads.together_bars import TogetherBars
from workbench.views.understanding.heads.together_loss_plot import TogetherLossPlot
from workbench.views.understanding.heads.together_maps import TogetherMaps
from workbench.views.understanding.save_button import SaveButton
from workbench.views.understanding.views import Bench
from workbench.views.wrapping_row import WrappingRow

NAME = "together"
READABLE = 160
"""Pixels of the words on the run from which on they stand beside the buttons."""
WAITING = "Train both: the same network, seed, batches and data, once under each head."
BEGIN_FIRST = "Press “Train both” to see both losses fall."
MISFIT = "Softmax does not fit: an example here can have several labels or none, but its probabilities always sum to 1."
ON_PURPOSE_FIRST = "Tick “break it on purpose” to train both all the same."
EDITED = "The project was edited since this run began; train both again to compare what it is now."


class TogetherView(QWidget):
    """Trains the project under each head in lockstep, beside the network on the bench, and compares the two."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.setObjectName(f"{NAME}View")
        self.setAccessibleName("both heads trained together")
        self._document, self._bench = bench.document, bench
        self.training = TrainingTogether(bench.trainer, self)
        self.example = ChosenExample(bench.document, bench.trainer, self)
        self.begin, self.end = QPushButton("Train both"), QPushButton("Stop")
        self.on_purpose = QCheckBox("break it on purpose")
        self.status = ElidedLabel()
        self.plot, self.bars = TogetherLossPlot(), TogetherBars()
        self.maps, self.scores = TogetherMaps(bench), ScoreTableModel()
        self.table = NumberTable(self.scores)
        self.tabs = QTabWidget()
        self.save_button = SaveButton(NAME, self, self.scores.table)
        self._message = ""
        self._name_parts()
        self._lay_out()
        self._connect()
        self._offer()

    def _connect(self) -> None:
        self.begin.clicked.connect(self._begin)
        self.end.clicked.connect(self.training.stop)
        self.on_purpose.toggled.connect(self._offer)
        self.training.updated.connect(self.refresh)
        self.training.finished.connect(self._finished)
        self.example.changed.connect(self._follow_example)
        self._document.project_changed.connect(self._project_changed)
        self.tabs.currentChanged.connect(self._change_tab)

    # A run

    @Slot()
    def _begin(self) -> None:
        if self._document.absence:
            self._bench.refuse(self._document.absence)
            return
        self._message = ""
        self.training.watch(self.example.index)
        self.training.start(head_projects(self._document.project, self._document.label_kind))
        self._offer()
        self.refresh()

    @Slot(str)
    def _finished(self, message: str) -> None:
        self._message = message
        self._offer()
        self.refresh()

    @Slot(frozenset)
    def _project_changed(self, parts: frozenset[str]) -> None:
        if "data" in parts:
            self._message = ""
            self.training.forget()
        if parts & {"data", "seed"}:
            self.maps.forget_plane()
            self._change_tab()
        self._offer()
        self.refresh()

    @Slot()
    def _change_tab(self) -> None:
        self.training.look_at(self.maps.places if self.maps.isVisible() else None)
        self.refresh()

    @Slot()
    def _follow_example(self) -> None:
        if self.training.heads:
            self.training.watch(self.example.index)

    def _offer(self) -> None:
        misfitting = misfit(self._document.label_kind)
        self.on_purpose.setVisible(misfitting is not None)
        self.on_purpose.setToolTip(refusal(misfitting) if misfitting else "")
        running = self.training.is_running
        self.begin.setEnabled(not running and not self._refused)
        self.end.setEnabled(running)
        self.plot.say(ON_PURPOSE_FIRST if self._refused else BEGIN_FIRST)
        self._say()

    @property
    def _refused(self) -> bool:
        """Whether one head does not fit the labels, and nobody wants to see what happens then."""
        return misfit(self._document.label_kind) is not None and not self.on_purpose.isChecked()

    # Showing

    @Slot()
    def refresh(self) -> None:
        """Shows how far the heads have come, if it can be seen."""
        if not self.isVisible():
            return
        heads = self.training.heads
        self.plot.show_heads(heads)
        self.scores.show_rows(score_rows(heads) if heads else [])
        if self.bars.isVisible():
            names = self.example.dataset.class_names
            self.bars.show_heads(heads, names, self.example.true, self.example.words)
        if self.maps.isVisible():
            self.maps.show_heads(heads)
        self._say()

    def _say(self) -> None:
        set_text(self.status, self._words())
        self.setAccessibleDescription(self.status.text())

    def _words(self) -> str:
        heads = self.training.heads
        if not heads:
            waiting = MISFIT if self._refused else WAITING
            return self._message or ("Beginning…" if self.training.is_running else waiting)
        told = [f"{name}: {head.message}" for name, head in heads.items() if head.message]
        if head_projects(self._document.project, self._document.label_kind) != self.training.projects:
            told.insert(0, EDITED)
        epochs = max(head.epoch for head in heads.values())
        target = max(head.target_epoch for head in heads.values())
        return " ".join((f"Epoch {epochs:,} of {target:,}.", self._message, *told)).replace("  ", " ")

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what was new while hidden."""
        super().showEvent(event)
        self._change_tab()

    def hideEvent(self, event: QHideEvent) -> None:
        """Has no maps made that nobody sees."""
        super().hideEvent(event)
        self.training.look_at(None)

    # Putting it together

    def _name_parts(self) -> None:
        hints = (
            (self.begin, "Begin", "train both heads", WAITING),
            (self.end, "End", "stop training both heads", "End the run; what was reached stays"),
            (
                self.on_purpose,
                "OnPurpose",
                "break it on purpose",
                "Train the head that does not fit all the same",
            ),
            (self.status, "Status", "how far both heads have come", "How far both heads have come"),
            (
                self.table,
                "Scores",
                "losses and scores of both heads",
                "Losses and validation scores of both heads",
            ),
            (self.tabs, "Tabs", "what is compared", "What is compared of the two heads"),
        )
        for widget, suffix, accessible, hint in hints:
            widget.setObjectName(f"{NAME}{suffix}")
            widget.setAccessibleName(accessible)
            widget.setToolTip(hint)

    def _lay_out(self) -> None:
        self.status.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.status.setMinimumWidth(READABLE)
        top = WrappingRow()
        for widget in (self.begin, self.end, self.on_purpose, self.status, self.save_button):
            top.addWidget(widget)
        self.tabs.addTab(self.table, "Scores")
        self.tabs.addTab(self.bars, "Example")
        self.tabs.addTab(self.maps, "Maps")
        self.tabs.setDocumentMode(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(TurningBox(self.plot, self.tabs, beside=(2, 3)), 1)

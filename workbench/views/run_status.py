"""What the tool bar and the status bar say about the run."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel, QMainWindow, QProgressBar, QToolBar

from workbench.qt.document import Document
from workbench.qt.palette import tabular
from workbench.qt.trainer import State, Trainer
from workbench.views.labels import set_text

TEXT_INTERVAL = 250
"""Milliseconds between two updates of texts: faster ones could not be read."""

HELD = (State.PAUSED, State.STOPPING)


class RunStatus(QObject):
    """Progress, epochs, time left, device and speed, in words that change at most four times a second."""

    def __init__(self, window: QMainWindow, bar: QToolBar, document: Document, trainer: Trainer) -> None:
        super().__init__(window)
        self._document, self._trainer = document, trainer
        self._shown: object = None
        self.progress = QProgressBar()
        self.progress_text, self.trained, self.device = QLabel("not trained yet"), QLabel(), QLabel()
        self._name_parts()
        bar.addWidget(self.progress)
        bar.addWidget(self.progress_text)
        window.statusBar().addPermanentWidget(self.trained)
        window.statusBar().addPermanentWidget(self.device)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.refresh)
        self._timer.start(TEXT_INTERVAL)

    def _name_parts(self) -> None:
        self.progress.setObjectName("progressBar")
        self.progress.setAccessibleName("Progress of the run")
        self.progress.setToolTip("How much of the run is done.")
        self.progress.setRange(0, 1000)
        self.progress.setMaximumWidth(260)
        self.progress.setTextVisible(False)
        self.progress_text.setContentsMargins(8, 0, 8, 0)
        parts = (
            (
                self.progress_text,
                "progressText",
                "Where the run is",
                "Epochs done, and about how long it takes.",
            ),
            (
                self.trained,
                "trainedText",
                "What the network has learned",
                "Epochs that these weights have seen.",
            ),
            (self.device, "deviceText", "Device", "Where and how the steps run, and how long one takes."),
        )
        for label, name, accessible_name, tool_tip in parts:
            label.setObjectName(name)
            label.setAccessibleName(accessible_name)
            label.setToolTip(tool_tip)
            label.setFont(tabular(label.font()))

    def close(self) -> None:
        """Stops looking."""
        self._timer.stop()

    def refresh(self) -> None:
        """Says what is new, if anything is."""
        now = (self._trainer.glimpse.version, self._trainer.state, self._document.project)
        if now == self._shown:
            return
        self._shown = now
        self.progress.setValue(round(self._trainer.glimpse.progress * 1000))
        set_text(self.progress_text, self._progress_words())
        set_text(self.trained, self._trained_words())
        set_text(self.device, self._device_words())

    def _progress_words(self) -> str:
        glimpse, state = self._trainer.glimpse, self._trainer.state
        if glimpse.trained is None:
            return "not trained yet"
        if glimpse.epoch == glimpse.target_epoch == 0:
            return "not trained here yet"
        words = f"epoch {glimpse.epoch} of {max(glimpse.target_epoch, glimpse.epoch)}"
        if state is State.RUNNING and glimpse.seconds_left is not None:
            return f"{words}, {glimpse.seconds_left:.0f} s left"
        return f"{words}, {state.value.lower()}" if state in HELD else words

    def _trained_words(self) -> str:
        if self._trainer.glimpse.trained is None:
            return ""
        glimpse = self._trainer.glimpse
        if glimpse.rewound is not None:
            return f"all views show step {glimpse.rewound:,}; Train goes on from step {len(self._trainer.history):,}"
        # Without a run it is a model that was opened, with what it learned elsewhere.
        opened = glimpse.epoch == glimpse.target_epoch == 0
        words = (
            "weights as opened"
            if opened
            else f"trained {glimpse.epoch} epoch{'' if glimpse.epoch == 1 else 's'}"
        )
        edited = self._trainer.edited_since(self._document.project)
        return f"{words}; edited since this run began" if edited and not opened else words

    def _device_words(self) -> str:
        glimpse = self._trainer.glimpse
        if not glimpse.microseconds_per_step:
            return glimpse.device
        return f"{glimpse.device}, {glimpse.microseconds_per_step:.0f} µs a step"

"""The slider under the curves that takes every view back to an earlier step."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from workbench.qt.palette import tabular
from workbench.qt.trainer import Trainer
from workbench.views.labels import set_text

NOTHING = "Train to be able to go back"
TOO_LARGE = "The network is too large to keep earlier steps"
LATEST = "latest step"


class RewindBar(QWidget):
    """Goes back to any step that was kept, and on from there.

    The last place of the slider is the present; the ones before it are the steps that were kept.

    Attributes:
        go_on_wanted: Emitted with the step that a new run shall begin at.
    """

    go_on_wanted = Signal(int)

    def __init__(self, trainer: Trainer) -> None:
        super().__init__()
        self.setObjectName("rewindBar")
        self.setAccessibleName("Going back")
        self._trainer = trainer
        self._moments: tuple[int, ...] = ()
        self.slider = self._made_slider()
        self.where = self._made_label()
        self.latest = self._button("rewindLatest", "Latest", "Show the latest step again in every view.")
        self.go_on = self._button(
            "rewindGoOn",
            "Go on from here",
            "Begin a new run with the weights of this step. What was learned after it is forgotten; it asks first.",
        )
        self.latest.clicked.connect(lambda: trainer.rewind(None))
        self.go_on.clicked.connect(self._want_to_go_on)
        self._lay_out()
        trainer.updated.connect(self.refresh)
        self.refresh()

    def _made_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName("rewindSlider")
        slider.setAccessibleName("Step that all views show")
        slider.setToolTip(
            "Go back: every view shows the network as it was at this step of its training. A run is held meanwhile; "
            "Train goes on from the latest step."
        )
        slider.setMinimumWidth(80)
        slider.valueChanged.connect(self._moved)
        return slider

    def _made_label(self) -> QLabel:
        label = QLabel()
        label.setObjectName("rewindStep")
        label.setAccessibleName("Step that is shown")
        label.setToolTip("The step of the training that all views show.")
        label.setFont(tabular(self.font()))
        return label

    def _button(self, name: str, text: str, hint: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAccessibleName(hint)
        button.setToolTip(hint)
        button.setText(text)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.slider, 1)
        for part in (self.where, self.latest, self.go_on):
            row.addWidget(part)

    # What the slider stands for

    def _places(self) -> tuple[int, ...]:
        """Returns the steps before the present one that were kept."""
        moments = self._trainer.glimpse.moments
        return moments[: bisect_left(moments, len(self._trainer.history))]

    @Slot(int)
    def _moved(self, place: int) -> None:
        step = self._moments[place] if place < len(self._moments) else None
        self._show_words(step)
        self._trainer.rewind(step)

    def _want_to_go_on(self) -> None:
        step = self._trainer.glimpse.rewound
        if step is not None:
            self.go_on_wanted.emit(step)

    # Following the trainer

    @Slot()
    def refresh(self) -> None:
        """Shows what can be gone back to, and what is shown, if the bar can be seen."""
        if not self.isVisible() or self.slider.isSliderDown():
            return
        rewound = self._trainer.glimpse.rewound
        self._moments = self._places()
        place = len(self._moments) if rewound is None else bisect_right(self._moments, rewound) - 1
        self.slider.blockSignals(True)
        self.slider.setRange(0, len(self._moments))
        self.slider.setPageStep(max(len(self._moments) // 10, 1))
        self.slider.setValue(place)
        self.slider.blockSignals(False)
        self.slider.setEnabled(bool(self._moments))
        self._show_words(rewound)

    def _show_words(self, rewound: int | None) -> None:
        for button in (self.latest, self.go_on):
            button.setEnabled(rewound is not None)
        set_text(self.where, self._words(rewound))

    def _words(self, rewound: int | None) -> str:
        if rewound is None:
            glimpse = self._trainer.glimpse
            return TOO_LARGE if glimpse.too_large else LATEST if self._moments else NOTHING
        epoch = bisect_right(self._trainer.history.epoch_steps, rewound)
        return f"step {rewound:,}, after {epoch:,} epoch{'' if epoch == 1 else 's'}"

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what was new while hidden."""
        super().showEvent(event)
        self.refresh()

"""The two ways on from a head that was refused: the remedy, or the mistake on purpose."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from workbench.core.heads import Activation
from workbench.views.panel import GRID


class RefusedHead(QWidget):
    """Two buttons, hidden until a head is refused.

    Attributes:
        remedy_wanted: Emitted with the head that fits.
        experiment_wanted: Emitted with the head that was refused.
    """

    remedy_wanted = Signal(str)
    experiment_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("refusedHead")
        self._refused, self._remedy = "", ""
        self._use, self._break = QPushButton(), QPushButton("Break it on purpose…")
        self._use.setObjectName("useFittingHeadButton")
        self._break.setObjectName("breakHeadButton")
        self._break.setAccessibleName("Break it on purpose")
        self._break.setToolTip(
            "Train the pair though it does not fit, as an experiment, and see what happens."
        )
        self._use.clicked.connect(self._take_remedy)
        self._break.clicked.connect(self._take_experiment)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._use)
        row.addWidget(self._break, 1)
        self.offer("", "softmax")

    def offer(self, refused: str, remedy: Activation) -> None:
        """Offers the ways on from the head `refused`; nothing where that is empty."""
        self._refused, self._remedy = refused, remedy
        self._use.setText(f"Use {remedy}")
        self._use.setAccessibleName(f"Use {remedy}")
        self._use.setToolTip(f"Take the {remedy} head, which fits these labels.")
        self.setVisible(bool(refused))

    def _take_remedy(self) -> None:
        self.remedy_wanted.emit(self._remedy)

    def _take_experiment(self) -> None:
        self.experiment_wanted.emit(self._refused)

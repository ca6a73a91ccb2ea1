"""What each head says about the chosen example, side by side."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from workbench.core.both_heads.trained_head import TrainedHead
from workbench.core.heads import ACTIVATIONS, Activation
from workbench.core.label_thresholds import thresholds_of
from workbench.core.probabilities import probabilities
from workbench.views.bar_list import BarList
from workbench.views.elided_label import ElidedLabel
from workbench.views.labels import set_text
from workbench.views.probability_bars import ProbabilityBars

NARROWEST = 120
"""Pixels of a list of bars: two of them fit into a narrow dock."""

WAITING = "Train both to see what each head says."


class TogetherBars(QWidget):
    """One list of bars for each head."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("togetherBars")
        self.setAccessibleName("what each head says about the example")
        self.example = ElidedLabel()
        self.example.setObjectName("togetherExample")
        self.example.setAccessibleName("the example")
        self.example.setToolTip("Another example is chosen under Predictions")
        self.bars = {name: _named_bars(name) for name in ACTIVATIONS}
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 4, 4, 4)
        grid.addWidget(self.example, 0, 0, 1, 2)
        for column, (name, bars) in enumerate(self.bars.items()):
            grid.addWidget(QLabel(f"<b>{name}</b>"), 1, column)
            grid.addWidget(bars, 2, column)
        grid.setRowStretch(2, 1)

    def show_heads(
        self,
        heads: Mapping[Activation, TrainedHead],
        names: tuple[str, ...],
        true: NDArray[np.bool_],
        words: str,
    ) -> None:
        """Shows what the heads say about the example that `words` names, whose labels are `true` (classes,)."""
        set_text(self.example, words if heads else "")
        for name, bars in self.bars.items():
            if name in heads:
                _show(bars, heads[name], names, true)
            else:
                bars.clear(WAITING)


def _show(
    bars: ProbabilityBars, trained: TrainedHead, names: tuple[str, ...], true: NDArray[np.bool_]
) -> None:
    head = trained.head
    choice = trained.project.head
    said = probabilities(head, trained.logits, len(names), choice.temperature)
    threshold = thresholds_of(choice, len(said)) if head.decision == "threshold" else None
    fitting = true[-len(said) :]
    bars.show_probabilities(names, said, trained.logits, fitting, threshold, head.sums_to_one)


def _named_bars(name: Activation) -> ProbabilityBars:
    """Returns bars whose parts can be told from those of the other head and of the Predictions panel."""
    bars = ProbabilityBars()
    for part in (
        bars,
        *bars.findChildren(BarList),
        *bars.findChildren(QLabel),
        *bars.findChildren(QLineEdit),
    ):
        part.setObjectName(f"{name}{part.objectName()[:1].upper()}{part.objectName()[1:]}")
    for narrow in (bars, *bars.findChildren(BarList)):
        narrow.setMinimumWidth(NARROWEST)
    bars.setAccessibleName(f"probability of each class under the {name} head")
    return bars

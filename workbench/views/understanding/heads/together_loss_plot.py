"""The losses of both heads on one axis, also as shares of their chance lines."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from workbench.core.both_heads.trained_head import TrainedHead
from workbench.core.heads import ACTIVATIONS, Activation
from workbench.views.curve import Curve
from workbench.views.curve_plot import CurvePlot

CURVES = (
    Curve("softmax each step", "training", strength=0.35),
    Curve("sigmoid each step", "validation", strength=0.35),
    Curve("softmax", "training", width=2),
    Curve("softmax validation", "training", width=2, line=Qt.PenStyle.DashLine, symbol="o"),
    Curve("sigmoid", "validation", width=2),
    Curve("sigmoid validation", "validation", width=2, line=Qt.PenStyle.DashLine, symbol="s"),
    Curve("softmax chance", "training", line=Qt.PenStyle.DotLine),
    Curve("sigmoid chance", "validation", line=Qt.PenStyle.DotLine),
)


LEGEND_HEIGHT = 320
"""Pixels of the plot from which on the legend leaves the curves to be seen; below it the values name them."""


class TogetherLossPlot(CurvePlot):
    """Training and validation loss of each head, and what guessing would cost under it.

    The two losses are not on one scale: that of softmax begins near ln K, that of sigmoid near 0.69 or below. As a
    share of its chance line each begins near 1.
    """

    value_title = "loss"

    def __init__(self) -> None:
        self._heads: Mapping[Activation, TrainedHead] = {}
        super().__init__(
            "togetherLossPlot",
            "Losses of both heads over steps",
            CURVES,
            "Press “Train both” to see both losses fall.",
        )
        self.setToolTip(
            "Lower is better; dotted is what guessing costs under each head. The two losses are not on one scale, "
            "but their shares of chance are."
        )

    def show_heads(self, heads: Mapping[Activation, TrainedHead]) -> None:
        """Shows how far the heads have come; another run begins the curves anew."""
        before, self._heads = self._heads, heads
        if [head.history for head in before.values()] != [head.history for head in heads.values()]:
            self.begin_anew()
        self.refresh()

    def version(self) -> object:
        """Returns how much the histories have, and how it is shown."""
        counts = tuple(len(head.history) for head in self._heads.values())
        return (counts, self.share.isChecked()) if any(counts) else None

    def draw(self) -> None:
        """Hands over the histories."""
        for name in ACTIVATIONS:
            if name in self._heads:
                self._draw_head(name, self._heads[name])

    def _draw_head(self, name: Activation, head: TrainedHead) -> None:
        unit = head.chance if self.share.isChecked() else 1.0
        losses = head.history.loss
        self.set_curve(f"{name} each step", head.history.steps[: len(losses)], losses / np.float32(unit))
        for curve, column in ((name, "loss"), (f"{name} validation", "val_loss")):
            steps, values = head.history.column(column)
            self.set_curve(curve, steps, values / unit)
        # The line ends elsewhere each time, so it is not the one of before with more at its end.
        self.points[f"{name} chance"].clear()
        ends, level = np.array([1, max(len(losses), 1)]), head.chance / unit
        self.set_curve(f"{name} chance", ends, np.array([level, level]))

    def words_at(self, step: float) -> str:
        """Returns the losses near `step`, those of whole epochs where there are some."""
        values = self.values_at(step)
        shown = {
            name: values.get(name, values.get(f"{name} each step"))
            for name in (*ACTIVATIONS, *(f"{head} validation" for head in ACTIVATIONS))
        }
        return "   ".join(f"{name} {value:.3g}" for name, value in shown.items() if value is not None)

    def show_curves(self) -> None:
        """Draws all there is, with a legend where there is room for it."""
        super().show_curves()
        self._show_legend()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves the legend out where it would cover the curves."""
        super().resizeEvent(event)
        self._show_legend()

    def _show_legend(self) -> None:
        if self._canvas is not None:
            self._canvas.legend.setVisible(self.height() >= LEGEND_HEIGHT)

    def _add_buttons(self) -> None:
        self.share = self._button(
            "Share", "share", "Each loss as a share of what guessing costs under its head", True
        )
        self.share.toggled.connect(self._change_unit)
        super()._add_buttons()

    def _change_unit(self) -> None:
        self.begin_anew()
        self.refresh()

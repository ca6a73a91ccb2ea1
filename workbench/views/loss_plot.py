"""The loss over the steps of a run."""

from __future__ import annotations

import sys
from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from workbench.core.history import History
from workbench.views.curve import Curve
from workbench.views.curve_plot import CurvePlot

SHOWN = "loss of the shown probabilities"

CURVES = (
    Curve("each step", "training", strength=0.35),
    Curve("training", "training", width=2),
    Curve("validation", "validation", width=2, line=Qt.PenStyle.DashLine, symbol="o"),
    Curve(SHOWN, "shown", width=2, line=Qt.PenStyle.DashDotDotLine),
    Curve("chance", "chance", line=Qt.PenStyle.DotLine, width=2),
)


class LossPlot(CurvePlot):
    """Training loss of every step and epoch, validation loss of every epoch, and what guessing would cost.

    An experiment has one curve more: the validation loss of the probabilities that are shown.
    """

    value_title = "loss"

    def __init__(self) -> None:
        self._history = History()
        self._corner = Qt.Corner.TopRightCorner
        super().__init__("lossPlot", "Loss over steps", CURVES, "Press Train to see the loss fall.")
        self.set_history(self._history, "")

    def set_history(self, history: History, loss_name: str) -> None:
        """Takes another run, whose loss has Keras's name `loss_name`, for the next `refresh`."""
        self._history = history
        words = loss_name.replace("_", " ") or "loss"
        self.setToolTip(
            f"Loss: {words}. Lower is better; the dotted line is what guessing costs. In an experiment the line "
            "of dashes with two dots is the loss of the probabilities shown, on the validation examples."
        )
        self.begin_anew()

    def version(self) -> object:
        """Returns how much the history has of everything."""
        history = self._history
        counts = (len(history), len(history.epochs), len(history.marks), len(history.chances))
        return counts if len(history) or history.epochs else None

    def draw(self) -> None:
        """Hands over the history."""
        history = self._history
        losses = history.loss
        self.set_curve("each step", history.steps, losses)
        self.set_curve("training", *history.column("loss"))
        self.set_curve("validation", *history.column("val_loss"))
        self.set_curve(SHOWN, *history.column("val_shown_loss"))
        # The last line ends elsewhere each time, so it is not the one of before with more at its end.
        self.points["chance"].clear()
        self.set_curve("chance", *chance_segments(history.chances, len(losses)))
        self.marks = tuple(history.marks)
        self._keep_legend_off_the_curves()

    def legend_corner(self) -> Qt.Corner:
        """Returns where the curves leave room: to the left where the loss of an experiment climbs."""
        training = self.points["training"].values
        climbs = len(self.points[SHOWN]) > 0 and len(training) > 0 and training[-1] > training[0]
        return Qt.Corner.TopLeftCorner if climbs else super().legend_corner()

    def _keep_legend_off_the_curves(self) -> None:
        corner = self.legend_corner()
        if self._canvas is not None and corner != self._corner:
            self._canvas.place_legend(corner)
        self._corner = corner

    def words_at(self, step: float) -> str:
        """Returns the values near `step`, the longest name cut short to leave room for the others."""
        return super().words_at(step).replace(SHOWN, "shown")

    def place(self, step: int) -> str:
        """Returns the step and its epoch, counted from 1."""
        epoch = bisect_left(self._history.epoch_steps, step) + 1
        return f"step {step:,}, epoch {epoch:,}"

    def values_at(self, step: float) -> dict[str, float]:
        """Returns the nearest values; the chance loss is the one that holds at `step`."""
        values = super().values_at(step)
        holding = [value for first, value in self._history.chances if first < step]
        return {**values, "chance": holding[-1]} if holding and "chance" in values else values


def chance_segments(
    chances: list[tuple[int, float]], last: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns (steps, values) of level lines, each up to the next one or to `last`, with NaN between."""
    ends = [first for first, _ in chances[1:]] + [last]
    rows = [
        point
        for (first, value), end in zip(chances, ends, strict=False)
        if end > first
        for point in ((max(first, 1), value), (max(end, 1), value), (max(end, 1), np.nan))
    ]
    table = np.array(rows, np.float64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def demo_history() -> History:
    """Returns a made-up run with a head toggle in it."""
    random = np.random.default_rng(0)
    history = History()
    history.chance(2.303)
    for epoch in range(40):
        if epoch == 20:
            history.mark("softmax → sigmoid")
            history.chance(0.325)
        level = 2.3 * np.exp(-epoch / 8) + 0.05 if epoch < 20 else 0.3 * np.exp(-(epoch - 20) / 8) + 0.01
        history.append((level * random.uniform(0.6, 1.4, 45)).astype(np.float32))
        history.end_epoch(
            {
                "loss": level,
                "val_loss": level * 1.15 + 0.02,
                "accuracy": 1 - 0.9 * np.exp(-epoch / 6),
                "val_accuracy": 0.97 - 0.9 * np.exp(-epoch / 6),
            }
        )
    return history


def main() -> int:
    """Shows the plot by itself."""
    application = QApplication(sys.argv)
    plot = LossPlot()
    plot.set_history(demo_history(), "sparse_categorical_crossentropy")
    plot.resize(720, 320)
    plot.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())

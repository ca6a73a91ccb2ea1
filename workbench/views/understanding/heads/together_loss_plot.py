"""The losses of both heads on one axis, also as shares of their chance lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from workbench.core.both_heads.trained_head import TrainedHead
from workbench.core.heads import ACTIVATIONS, Activation
from workbench.qt.palette import tabular
from workbench.views.curve import Curve
from workbench.views.curve_plot import CurvePlot
from workbench.views.labels import set_text

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


APART = "   "
"""Between the words of one head and those of the other."""
LINES = "Solid: training; dashed: validation; dotted: what guessing costs; faint: each step."
LEGEND_SIZE = 26, 20
"""Width and height of the plot, in lines of text, from which on the legend leaves the curves to be seen."""


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
            "",
        )
        self.named_values = QLabel()
        self._prepare_named_values()
        self.setToolTip(
            "Lower is better; dotted is what guessing costs under each head. The two losses are not on one scale, "
            "but their shares of chance are."
        )

    def say(self, words: str) -> None:
        """Says in the empty plot what to do to see curves."""
        set_text(self.empty, words)

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
        """Returns the losses of each head near `step`, those of whole epochs where there are some."""
        return APART.join(self._words_of_heads(step))

    def _prepare_named_values(self) -> None:
        """Puts the values below in the colours of the curves, since there is not always room for a legend."""
        self.named_values.setObjectName(f"{self.objectName()}Named")
        self.named_values.setAccessibleName("The losses under the pointer, else the latest")
        self.named_values.setToolTip(LINES)
        self.named_values.setFont(tabular(self.font()))
        self.named_values.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.add_below(self.named_values)
        self.readout.hide()

    def _words_of_heads(self, step: float) -> Iterator[str]:
        values = self.values_at(step)
        for name in ACTIVATIONS:
            trained = values.get(name, values.get(f"{name} each step"))
            checked = values.get(f"{name} validation")
            if trained is not None:
                yield f"{name} {trained:.3g}" + ("" if checked is None else f", validation {checked:.3g}")

    def show_curves(self) -> None:
        """Draws all there is, with a legend where there is room for it."""
        super().show_curves()
        self._show_legend()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves the legend out where it would cover the curves."""
        super().resizeEvent(event)
        self._show_legend()

    def _show_values(self) -> None:
        """Shows the values under the pointer, else the latest."""
        super()._show_values()
        colors = self.theme.training, self.theme.validation
        each = zip(colors, self.readout.text().split(APART), strict=False)
        lines = (f'<span style="color: {color.name()}">■</span> {words}' for color, words in each if words)
        set_text(self.named_values, "<br>".join(lines))

    def _show_legend(self) -> None:
        if self._canvas is not None:
            width, height = (lines * self.fontMetrics().height() for lines in LEGEND_SIZE)
            self._canvas.legend.setVisible(self.width() >= width and self.height() >= height)

    def _apply_theme(self) -> None:
        """Gives the values the colours that the curves have now."""
        super()._apply_theme()
        if hasattr(self, "named_values"):
            self._show_values()

    def _add_buttons(self) -> None:
        self.share = self.bar.add_button(
            "Share", "share", "Each loss as a share of what guessing costs under its head", True
        )
        self.share.toggled.connect(self._change_unit)
        super()._add_buttons()

    def _change_unit(self) -> None:
        self.begin_anew()
        self.refresh()

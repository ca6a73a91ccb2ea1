"""The scores over the epochs of a run."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from workbench.core.history import History
from workbench.views.curve import Curve
from workbench.views.curve_plot import CurvePlot
from workbench.views.loss_plot import demo_history
from workbench.views.steady_range import Range

CURVES = (
    Curve("training", "training", width=2),
    Curve("validation", "validation", width=2, line=Qt.PenStyle.DashLine, symbol="o"),
)

WHOLE_RANGE = (-0.03, 1.03)


class MetricPlot(CurvePlot):
    """One score on training and validation data, picked in a list that begins with the headline."""

    def __init__(self) -> None:
        self._history = History()
        self._baselines: dict[str, float] = {}
        super().__init__("metricPlot", "Score over steps", CURVES, "Press Train to see the scores rise.")
        self._prepare_combo()

    @property
    def metric_name(self) -> str:
        """The full name of the score that is shown."""
        return cast(str, self.combo.currentData() or "")

    def set_history(self, history: History) -> None:
        """Takes another run for the next `refresh`."""
        self._history = history
        self.begin_anew()

    def set_metrics(self, names: Sequence[str]) -> None:
        """Offers these scores, the headline first; keeps the present one if it is among them."""
        if list(names) == [self.combo.itemData(place) for place in range(self.combo.count())]:
            # Most edits change no score, and the plot would be drawn anew for them.
            return
        present = self.metric_name
        self.combo.clear()
        for name in names:
            self.combo.addItem(name.replace("_", " "), name)
        self.combo.setCurrentIndex(max(self.combo.findData(present), 0 if names else -1))

    def set_baselines(self, baselines: Mapping[str, float]) -> None:
        """Draws what guessing reaches, by full name of the score, with or without `val_`."""
        if baselines != self._baselines:
            self._baselines = dict(baselines)
            self._place_baseline()

    def version(self) -> object:
        """Returns how many epochs there are of which score."""
        return (self.metric_name, len(self._history.epochs)) if self._history.epochs else None

    def draw(self) -> None:
        """Hands over the score that is shown."""
        self.set_curve("training", *self._history.column(self.metric_name))
        self.set_curve("validation", *self._history.column(f"val_{self.metric_name}"))

    def place(self, step: int) -> str:
        """Returns the epoch nearest to the step, counted from 1."""
        steps = self._history.epoch_steps
        if not steps:
            return super().place(step)
        after = min(bisect_left(steps, step), len(steps) - 1)
        before = max(after - 1, 0)
        epoch = before if step - steps[before] <= steps[after] - step else after
        return f"epoch {epoch + 1:,}"

    def value_range(self) -> Range:
        """Returns the whole range from 0 to 1 that scores have, unless the axis is logarithmic."""
        return super().value_range() if self.log_y.isChecked() else WHOLE_RANGE

    def legend_corner(self) -> Qt.Corner:
        """Returns where rising curves leave room."""
        return Qt.Corner.BottomRightCorner

    def _prepare_combo(self) -> None:
        self.combo = QComboBox()
        self.combo.setObjectName("metricCombo")
        self.combo.setAccessibleName("score shown")
        self.combo.setToolTip("Which score to show; the first is the one to look at for this head")
        self.combo.currentIndexChanged.connect(self._pick)
        self.bar.insertWidget(0, self.combo)

    def _pick(self) -> None:
        self.forget_drawn()
        self._place_baseline()
        self.refresh()

    def _place_baseline(self) -> None:
        value = self._baselines.get(f"val_{self.metric_name}", self._baselines.get(self.metric_name))
        self.level = None if value is None else (value, f"guessing reaches {value:.2f}")
        if self._canvas is not None:
            self._canvas.lines.show_level(self.level)


def main() -> int:
    """Shows the plot by itself."""
    application = QApplication(sys.argv)
    plot = MetricPlot()
    plot.set_metrics(("accuracy", "macro_f1"))
    plot.set_history(demo_history())
    plot.set_baselines({"val_accuracy": 0.1})
    plot.resize(720, 320)
    plot.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())

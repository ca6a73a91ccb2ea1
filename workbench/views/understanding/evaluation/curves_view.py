"""ROC and precision–recall curves of each class, and averaged over classes."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.core.class_colors import CLASS_COLORS
from workbench.core.evaluation.ratio import score_text
from workbench.qt.evaluation.evaluated_part import EvaluatedPart
from workbench.qt.evaluation.figures_table_model import FigureColumn
from workbench.qt.evaluation.named_curves import CURVE_KINDS, CurveKind, NamedCurve
from workbench.qt.palette import Theme, class_color, tabular, theme_of
from workbench.views.elided_label import ElidedLabel
from workbench.views.importing.named_combo import named_combo
from workbench.views.labels import set_text
from workbench.views.understanding.evaluation.evaluation_view import EvaluationView
from workbench.views.understanding.evaluation.figures_table import FiguresTable
from workbench.views.understanding.evaluation.summary import baseline_of, summary_of
from workbench.views.understanding.evaluation.table_splitter import TableSplitter
from workbench.views.understanding.evaluation.unit_canvas import UnitCanvas, UnitLine
from workbench.views.understanding.save_button import Table
from workbench.views.understanding.views import Bench

MOST_CURVES = 22
"""Curves that are drawn where none is chosen: two averages and twenty classes."""

STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DashDotLine, Qt.PenStyle.DashDotDotLine)
"""The dashes of the first ten classes, of the next ten, and so on."""

DISC = 9.0
"""Pixels of the disc at the present threshold."""

HINT = "Choose rows to see only their curves; the pointer reads values."


class CurvesView(EvaluationView):
    """A table of the areas beside the curves.

    Attributes:
        kind: The list of kinds of curves.
        areas: The curves with the areas under them.
        canvas: The curves.
        readout: The values under the pointer.
    """

    reads = ("answers", "curves")

    def __init__(self, bench: Bench) -> None:
        super().__init__("rankingCurves", "ROC and precision–recall curves", bench)
        self.kind = named_combo("rankingCurvesKind", "kind of curves", "Which curves are drawn")
        for place, kind in enumerate(CURVE_KINDS):
            self.kind.addItem(kind.title)
            self.kind.setItemData(place, kind.tool_tip, Qt.ItemDataRole.ToolTipRole)
        self.areas = FiguresTable("rankingCurvesAreas", "areas under the curves", HINT)
        self.canvas = UnitCanvas("rankingCurvesCanvas", "curves")
        self.readout: QLabel = ElidedLabel()
        self.readout.setText(HINT)
        self.readout.setObjectName("rankingCurvesReadout")
        self.readout.setFont(tabular(self.font()))
        self.add_control(self.kind)
        self.put_body(self._body())
        self.kind.currentIndexChanged.connect(self.show_again)
        self.areas.selectionModel().selectionChanged.connect(lambda *_: self._draw())
        self.canvas.pointed.connect(self._read)

    def _body(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.readout)
        return TableSplitter(self.areas, right, self.areas, most=0.5)

    @property
    def chosen_kind(self) -> CurveKind:
        """The kind of curves that is drawn."""
        return CURVE_KINDS[self.kind.currentIndex()]

    @property
    def curves(self) -> tuple[NamedCurve, ...]:
        """Every curve of that kind."""
        evaluated = self.live.evaluated
        return () if evaluated is None else evaluated.curves[self.chosen_kind.name]

    def show_part(self, evaluated: EvaluatedPart) -> None:
        """Shows the curves of these answers."""
        kind, curves = self.chosen_kind, self.curves
        self.canvas.name_axes(kind.x, kind.y)
        theme = theme_of(self.palette())
        self.areas.figures.show(
            (
                FigureColumn(
                    "Curve",
                    "Its class",
                    [one.name for one in curves],
                    is_number=False,
                    colors=[_color(one, theme) for one in curves],
                ),
                FigureColumn(
                    kind.area,
                    "The area under it; 1 is the best",
                    np.array([one.curve.area for one in curves]),
                ),
                FigureColumn("Guessing", "What guessing has", np.array([one.curve.chance for one in curves])),
            )
        )
        self.sum_up(summary_of(evaluated), baseline_of(evaluated))
        self._draw()

    def _draw(self) -> None:
        curves, theme = self.curves, theme_of(self.palette())
        if not curves:
            return
        chosen = self.areas.chosen_rows() or range(min(len(curves), MOST_CURVES))
        shown = [curves[row] for row in chosen if curves[row].curve.is_defined]
        # The averages above the classes.
        drawn = [_line(one, theme) for one in sorted(shown, key=lambda one: one.place is None)]
        self.canvas.show_lines([self._chance(shown, theme), *drawn, *self._present(shown)])

    def _present(self, shown: list[NamedCurve]) -> list[UnitLine]:
        """Returns a disc on each curve where its threshold is now, if thresholds decide."""
        evaluated = self.live.evaluated
        if evaluated is None or evaluated.head.decision != "threshold":
            return []
        names, predictions = evaluated.answers.names, evaluated.predictions
        thresholds = dict(zip(names, np.broadcast_to(predictions.threshold, len(names)), strict=True))
        return [_disc(one, float(thresholds[one.name])) for one in shown if one.name in thresholds]

    def _chance(self, shown: list[NamedCurve], theme: Theme) -> UnitLine:
        """Returns what guessing draws: a diagonal, or for precision a level where one curve alone is seen."""
        ends = np.array([0.0, 1.0])
        levels = {one.curve.chance for one in shown}
        level = levels.pop() if len(levels) == 1 else math.nan
        heights = ends if self.chosen_kind.name == "roc" else np.full(2, level)
        return UnitLine("", ends, heights, theme.chance, 2, Qt.PenStyle.DotLine)

    @Slot(object)
    def _read(self, found: tuple[UnitLine, int] | None) -> None:
        """Says what the point under the pointer is."""
        if found is None:
            set_text(self.readout, HINT)
            return
        line, index = found
        kind = self.chosen_kind
        named = next((one for one in self.curves if one.name == line.name), None)
        threshold = math.nan if named is None else float(named.drawn.thresholds[index])
        said = f", said above {score_text(threshold)}" if math.isfinite(threshold) else ""
        set_text(
            self.readout,
            f"{line.name}: {kind.y} {line.y[index]:.3f}, {kind.x} {line.x[index]:.3f}{said}",
        )

    def table(self) -> Table:
        """Returns every point of every curve."""
        kind = self.chosen_kind
        rows = [
            (one.name, *point)
            for one in self.curves
            for point in zip(
                one.curve.x.tolist(), one.curve.y.tolist(), one.curve.thresholds.tolist(), strict=True
            )
        ]
        return ("curve", kind.x, kind.y, "threshold"), rows

    def changeEvent(self, event: QEvent) -> None:
        """Takes the colours of a new palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "canvas"):
            self.show_again()


def _color(named: NamedCurve, theme: Theme) -> QColor:
    return theme.foreground if named.place is None else class_color(named.place)


def _line(named: NamedCurve, theme: Theme) -> UnitLine:
    curve, place, color = named.drawn, named.place, _color(named, theme)
    if place is None:
        style = Qt.PenStyle.SolidLine if named.name.startswith("mean") else Qt.PenStyle.DashLine
        return UnitLine(named.name, curve.x, curve.y, color, 2, style)
    style = STYLES[place // len(CLASS_COLORS) % len(STYLES)]
    return UnitLine(named.name, curve.x, curve.y, color, 1, style)


def _disc(named: NamedCurve, threshold: float) -> UnitLine:
    """Returns a disc at the point of a curve whose answers are those above a threshold."""
    curve = named.curve
    at = np.flatnonzero(curve.thresholds > threshold)[-1:]
    color = class_color(named.place or 0)
    return UnitLine("", curve.x[at], curve.y[at], color, sizes=np.full(len(at), DISC))
